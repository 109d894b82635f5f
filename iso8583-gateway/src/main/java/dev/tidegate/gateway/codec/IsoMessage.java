package dev.tidegate.gateway.codec;

import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.core.payment.Stan;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A message from the acquirer, as far as anybody may see it: what could hold card data was left out when it was read.
 *
 * @param fields as text, DE 55 not among them
 * @param issuerData tags 91, 71, 72 and 8A of DE 55, possibly none
 * @param key what it has in common with its request
 */
public record IsoMessage(String type, SortedMap<Integer, String> fields, TlvSet issuerData, MatchKey key) {
    private static final int STAN = 11;
    private static final int RRN = 37;
    private static final int AUTHORISATION_CODE = 38;
    private static final int RESPONSE_CODE = 39;
    private static final int TERMINAL = 41;
    private static final List<Integer> KEY = List.of(STAN, TERMINAL);

    public IsoMessage {
        fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
    }

    /** One whose key is its terminal and its STAN. */
    public IsoMessage(String type, SortedMap<Integer, String> fields, TlvSet issuerData) {
        this(type, fields, issuerData, key(type, fields, KEY));
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

    /** The key of a message with these texts, by a profile's correlation fields. */
    static MatchKey key(String type, SortedMap<Integer, String> fields, List<Integer> correlation) {
        char family = type.charAt(1);
        Stan stan = new Stan(Integer.parseInt(fields.getOrDefault(STAN, "")));
        if (family == MatchKey.NETWORK) {
            return new MatchKey(family, "", stan);
        }
        String terminal = "";
        StringBuilder others = new StringBuilder();
        for (int field : correlation) {
            String text = fields.getOrDefault(field, "");
            if (field == TERMINAL) {
                terminal = text;
            } else if (field != STAN) {
                others.append(others.isEmpty() ? "" : " ").append(field).append('=').append(text);
            }
        }
        return new MatchKey(family, terminal, stan, others.toString());
    }

    /** Type, STAN and terminal: what a log may hold. */
    @Override
    public String toString() {
        return "IsoMessage[" + type + " " + text(STAN) + " " + text(TERMINAL).strip() + "]";
    }
}
