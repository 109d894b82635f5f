package dev.tidegate.gateway.profile;

import dev.tidegate.core.port.PaymentHsm.PinFormat;
import java.util.Set;

/**
 * PINs that the issuer checks (DE 52), of an acquirer that takes them.
 *
 * @param format of the block under the acquirer's key
 * @param wrong the response codes that say that the PIN was wrong: a new payment may be tried with another
 * @param blocked those that say that it was wrong too often
 */
public record PinRules(PinFormat format, Set<String> wrong, Set<String> blocked) {
    public PinRules {
        wrong = Set.copyOf(wrong);
        blocked = Set.copyOf(blocked);
    }

    static PinRules read(Section s) {
        PinRules rules = new PinRules(
                s.word("format", PinFormat.class), Set.copyOf(s.words("wrong")), Set.copyOf(s.words("blocked")));
        if (rules.wrong().stream().anyMatch(rules.blocked()::contains)) {
            throw s.hole("blocked", "a code means one of the two");
        }
        s.end();
        return rules;
    }
}
