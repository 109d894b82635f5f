package dev.tidegate.gateway.codec;

import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.core.payment.Stan;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A message from the acquirer, as far as anybody may see it: what could hold card data was left out when it was read.
 *
 * @param fields as text, DE 55 not among them
 * @param issuerData tags 91, 71, 72 and 8A of DE 55, possibly none
 */
public record IsoMessage(String type, SortedMap<Integer, String> fields, TlvSet issuerData) {
    private static final int STAN = 11;
    private static final int RRN = 37;
    private static final int AUTHORISATION_CODE = 38;
    private static final int RESPONSE_CODE = 39;
    private static final int TERMINAL = 41;

    public IsoMessage {
        fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
    }

    /** The field's text, empty where it is not there. */
    public String text(int field) {
        return fields.getOrDefault(field, "");
    }

    public String responseCode() {
        return text(RESPONSE_CODE);
    }

    public String authorisationCode() {
        return text(AUTHORISATION_CODE).strip();
    }

    public String rrn() {
        return text(RRN);
    }

    public Stan stan() {
        return new Stan(Integer.parseInt(text(STAN)));
    }

    public MatchKey key() {
        char family = type.charAt(1);
        return new MatchKey(family, family == MatchKey.NETWORK ? "" : text(TERMINAL), stan());
    }

    /** Type, STAN and terminal: what a log may hold. */
    @Override
    public String toString() {
        return "IsoMessage[" + type + " " + text(STAN) + " " + text(TERMINAL).strip() + "]";
    }
}
