package dev.tidegate.simulator.acquirer;

import dev.tidegate.simulator.acquirer.wire.IsoMessage;
import java.util.Map;

/**
 * Which messages a rule is for.
 *
 * @param mti the type, x for any digit; empty for any
 * @param fields the fields that must hold these values
 * @param cents the last two digits of DE 4; empty for any
 * @param tidEnd what DE 41 ends with, blanks left off; empty for any
 */
record RuleMatch(String mti, Map<Integer, String> fields, String cents, String tidEnd) {
    RuleMatch {
        fields = Map.copyOf(fields);
    }

    boolean matches(IsoMessage message) {
        return isType(message.mti().digits())
                && message.text(4).endsWith(cents)
                && message.text(41).stripTrailing().endsWith(tidEnd)
                && fields.entrySet().stream()
                        .allMatch(field -> message.text(field.getKey()).equals(field.getValue()));
    }

    private boolean isType(String digits) {
        for (int i = 0; i < mti.length(); i++) {
            if (mti.charAt(i) != 'x' && mti.charAt(i) != digits.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
