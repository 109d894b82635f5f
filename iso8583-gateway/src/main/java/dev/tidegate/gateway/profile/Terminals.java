package dev.tidegate.gateway.profile;

import dev.tidegate.core.payment.TillId;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All terminals by till. */
public final class Terminals {
    private final Map<TillId, Terminal> byTill;

    /** @throws ProfileHoleException two tills of one name, or two terminals of one acquirer with one id */
    public Terminals(List<Terminal> terminals) {
        Set<String> seen = new HashSet<>();
        for (Terminal terminal : terminals) {
            if (!seen.add("till " + terminal.till()) | !seen.add(terminal.acquirer() + "/" + terminal.tid())) {
                throw new ProfileHoleException("merchants", "terminal " + terminal.tid() + " is there twice");
            }
        }
        this.byTill = terminals.stream().collect(Collectors.toUnmodifiableMap(Terminal::till, Function.identity()));
    }

    /** The terminal of a till; empty where the configuration has none for it. */
    public Optional<Terminal> of(TillId till) {
        return Optional.ofNullable(byTill.get(till));
    }

    /** The one with an id at an acquirer. */
    public Optional<Terminal> at(String acquirer, String tid) {
        return byTill.values().stream()
                .filter(t -> t.acquirer().equals(acquirer) && t.tid().equals(tid))
                .findFirst();
    }

    /** All of them, by acquirer and id. */
    public List<Terminal> all() {
        return byTill.values().stream()
                .sorted(Comparator.comparing(Terminal::acquirer).thenComparing(Terminal::tid))
                .toList();
    }

    /** Their ids at one acquirer. */
    public Set<String> at(String acquirer) {
        return byTill.values().stream()
                .filter(t -> t.acquirer().equals(acquirer))
                .map(Terminal::tid)
                .collect(Collectors.toUnmodifiableSet());
    }
}
