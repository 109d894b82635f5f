package dev.tidegate.simulator.acquirer.issuer;

import dev.tidegate.simulator.acquirer.wire.TlvSet;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** One cryptogram and the data it was made over, with the keys that its issuer derives for it. */
public final class CardCryptogram {
    /** A request cryptogram (CID, EMV 4.4 Book 3, table 14). */
    public static final String ARQC = "80";

    /** A transaction certificate. */
    public static final String TC = "40";

    private static final SequencedMap<String, Integer> COVERED_BYTES = covered();
    private static final Map<String, Integer> OTHER_BYTES = Map.of("9F26", 8, "9F27", 1);
    private static final int IAD_BYTES_MAX = 32;

    private final TlvSet tags;
    private final TripleDesKey cardKey;
    private final Optional<CryptogramVersion> version;

    CardCryptogram(TlvSet tags, TripleDesKey cardKey) {
        this.tags = tags;
        this.cardKey = cardKey;
        this.version = CryptogramVersion.of(tags.hex("9F10"));
    }

    /** Whether every tag that a check needs is there with its length. */
    public static boolean isComplete(TlvSet tags) {
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
        return tags.hex("9F27").equals(type) && version.map(this::isGenuine).orElse(false);
    }

    /** Issuer authentication data (tag 91) for an answer: ARPC of method 1, then the response code; hex. */
    String issuerAuthentication(String responseCode) {
        byte[] code = responseCode.getBytes(StandardCharsets.US_ASCII);
        TripleDesKey key = version.map(how -> how.answerKey(cardKey, tags)).orElse(cardKey);
        HexFormat hex = HexFormat.of().withUpperCase();
        return hex.formatHex(EmvKeys.arpc(key, cryptogram(), code)) + hex.formatHex(code);
    }

    private boolean isGenuine(CryptogramVersion how) {
        var input = new StringBuilder();
        COVERED_BYTES.keySet().forEach(tag -> input.append(tags.hex(tag)));
        input.append(how.covered(tags.hex("9F10")));
        byte[] expected =
                how.mac(how.cryptogramKey(cardKey, tags), HexFormat.of().parseHex(input));
        return MessageDigest.isEqual(expected, cryptogram());
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
