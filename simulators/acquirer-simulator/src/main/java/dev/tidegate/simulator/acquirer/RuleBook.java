package dev.tidegate.simulator.acquirer;

import dev.tidegate.simulator.acquirer.wire.IsoMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rules in force, in the order they were given, and behind them those the host was started with. The first that
 * matches and is not used up decides.
 */
final class RuleBook {
    /** Enough for any scenario. */
    static final int RULES_MAX = 1000;

    private final List<Rule> started;
    private final List<Standing> standing = new ArrayList<>();

    /**
     * A rule and how often it was met.
     *
     * @param matched messages that matched it, and that no rule before it took
     */
    record Standing(Rule rule, int matched) {
        int hits() {
            return Math.max(0, Math.min(rule.times(), matched - (rule.nth() - 1)));
        }
    }

    /** A book with rules that stay when the others are cleared. */
    RuleBook(List<Rule> started) {
        this.started = List.copyOf(started);
    }

    /**
     * Adds rules behind those there are.
     *
     * @return false, and nothing is added, when there would be too many
     */
    synchronized boolean add(List<Rule> rules) {
        if (standing.size() + rules.size() > RULES_MAX) {
            return false;
        }
        rules.forEach(rule -> standing.add(new Standing(rule, 0)));
        return true;
    }

    synchronized void clear() {
        standing.clear();
    }

    synchronized List<Standing> standing() {
        return List.copyOf(standing);
    }

    /** The action for this message, which uses its rule once. */
    synchronized Optional<RuleAction> take(IsoMessage message) {
        for (int i = 0; i < standing.size(); i++) {
            Standing at = standing.get(i);
            if (at.rule().match().matches(message)) {
                standing.set(i, new Standing(at.rule(), Math.addExact(at.matched(), 1)));
                if (at.rule().isFor(at.matched())) {
                    return Optional.of(at.rule().action());
                }
            }
        }
        return started.stream()
                .filter(rule -> rule.match().matches(message))
                .findFirst()
                .map(Rule::action);
    }
}
