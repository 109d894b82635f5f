package dev.tidegate.simulator.acquirer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rules in force, in the order they were given. The first that matches and is not used up decides. */
final class RuleBook {
    /** Enough for any scenario. */
    static final int RULES_MAX = 1000;

    private final List<Standing> standing = new ArrayList<>();

    /** A rule and how often it has been used. */
    record Standing(Rule rule, int hits) {}

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
            if (at.hits() < at.rule().times() && at.rule().match().matches(message)) {
                standing.set(i, new Standing(at.rule(), at.hits() + 1));
                return Optional.of(at.rule().action());
            }
        }
        return Optional.empty();
    }
}
