package dev.tidegate.emv.verification;

import dev.tidegate.emv.data.MalformedCardDataException;
import dev.tidegate.emv.data.Slice;
import java.util.ArrayList;
import java.util.List;

/**
 * Cardholder verification method list, CVM list, tag 8E (EMV 4.4 Book 3, 10.5 and Annex C3).
 *
 * <pre>
 * amount X 4 | amount Y 4 | rule 2 | rule 2 | …
 * </pre>
 *
 * @param amountX in minor units of the card's currency
 * @param amountY in minor units of the card's currency
 * @param rules in the issuer's order; none is the same as no list (10.5)
 */
record CvmList(long amountX, long amountY, List<CvmRule> rules) {
    private static final int AMOUNTS_BYTES = 8;

    CvmList {
        rules = List.copyOf(rules);
    }

    /**
     * Reads the value of tag 8E.
     *
     * @throws MalformedCardDataException no amounts, or half a rule
     */
    static CvmList read(Slice value) {
        if (value.length() < AMOUNTS_BYTES || value.length() % 2 != 0) {
            throw new MalformedCardDataException("a CVM list has two amounts and whole rules");
        }
        List<CvmRule> rules = new ArrayList<>();
        for (int at = AMOUNTS_BYTES; at < value.length(); at += 2) {
            rules.add(new CvmRule(value.at(at), value.at(at + 1)));
        }
        return new CvmList(value.slice(0, 4).number(), value.slice(4, 8).number(), rules);
    }
}
