package dev.tidegate.simulator.acquirer;

import java.util.Map;

/**
 * Which messages a rule is for.
 *
 * @param mti the exact type, empty for any
 * @param fields the fields that must hold these values
 */
record RuleMatch(String mti, Map<Integer, String> fields) {
    RuleMatch {
        fields = Map.copyOf(fields);
    }

    boolean matches(IsoMessage message) {
        return (mti.isEmpty() || mti.equals(message.mti().digits()))
                && fields.entrySet().stream()
                        .allMatch(field -> message.text(field.getKey()).equals(field.getValue()));
    }
}
