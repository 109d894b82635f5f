package dev.tidegate.simulator.acquirer;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * One cryptogram of version 18 and the data it was made over, with the session key that its issuer derives for it.
 *
 * <p>The cryptogram is a MAC over 9F02 9F03 9F1A 95 5F2A 9A 9C 9F37 82 9F36 9F10, in that order, under the session key
 * of the ATC.
 */
final class Cvn18 {
    /** A request cryptogram (CID, EMV 4.4 Book 3, table 14). */
    static final String ARQC = "80";

    /** A transaction certificate. */
    static final String TC = "40";

    /** Length 6, key index 1, version 18; four bytes of card verification results follow. */
    private static final String IAD_PREFIX = "060112";

    private static final SequencedMap<String, Integer> COVERED_BYTES = covered();
    private static final Map<String, Integer> OTHER_BYTES = Map.of("9F26", 8, "9F27", 1);
    private static final int IAD_BYTES_MAX = 32;

    private final TlvSet tags;
    private final TripleDesKey sessionKey;

    Cvn18(TlvSet tags, TripleDesKey cardKey) {
        this.tags = tags;
        this.sessionKey = EmvKeys.sessionKey(cardKey, atc());
    }

    /** Whether every tag that a check needs is there with its length. */
    static boolean isComplete(TlvSet tags) {
        return List.of(COVERED_BYTES, OTHER_BYTES).stream()
                        .flatMap(bytes -> bytes.entrySet().stream())
                        .allMatch(tag -> tags.hex(tag.getKey()).length() == 2 * tag.getValue())
                && !tags.hex("9F10").isEmpty()
                && tags.hex("9F10").length() <= 2 * IAD_BYTES_MAX;
    }

    int atc() {
        return Integer.parseInt(tags.hex("9F36"), 16);
    }

    /**
     * Whether the card made this cryptogram, of this type.
     *
     * @param type {@link #ARQC} or {@link #TC}
     */
    boolean isGenuine(String type) {
        if (!tags.hex("9F27").equals(type) || !tags.hex("9F10").startsWith(IAD_PREFIX)) {
            return false;
        }
        var input = new StringBuilder();
        COVERED_BYTES.keySet().forEach(tag -> input.append(tags.hex(tag)));
        input.append(tags.hex("9F10"));
        byte[] expected = sessionKey.mac(HexFormat.of().parseHex(input));
        return MessageDigest.isEqual(expected, cryptogram());
    }

    /** Issuer authentication data (tag 91) for an answer: ARPC of method 1, then the response code; hex. */
    String issuerAuthentication(String responseCode) {
        byte[] code = responseCode.getBytes(StandardCharsets.US_ASCII);
        HexFormat hex = HexFormat.of().withUpperCase();
        return hex.formatHex(EmvKeys.arpc(sessionKey, cryptogram(), code)) + hex.formatHex(code);
    }

    private byte[] cryptogram() {
        return HexFormat.of().parseHex(tags.hex("9F26"));
    }

    private static SequencedMap<String, Integer> covered() {
        var bytes = new LinkedHashMap<String, Integer>();
        bytes.put("9F02", 6);
        bytes.put("9F03", 6);
        bytes.put("9F1A", 2);
        bytes.put("95", 5);
        bytes.put("5F2A", 2);
        bytes.put("9A", 3);
        bytes.put("9C", 1);
        bytes.put("9F37", 4);
        bytes.put("82", 2);
        bytes.put("9F36", 2);
        return bytes;
    }
}
