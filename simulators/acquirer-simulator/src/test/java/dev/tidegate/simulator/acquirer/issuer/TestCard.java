package dev.tidegate.simulator.acquirer.issuer;

import dev.tidegate.simulator.acquirer.wire.Digits;
import dev.tidegate.simulator.acquirer.wire.TlvSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** A card that makes genuine cryptograms; its arithmetic is what the vector tests have checked. */
public enum TestCard {
    APPROVES("4761739001010119"),
    OFFLINE("5413330089010012"),
    DECLINED("4761739001010010"),
    UNKNOWN("4761739001010111");

    public static final TripleDesKey ISSUER_KEY = TripleDesKey.ofHex("0123456789ABCDEFFEDCBA9876543210");

    /** As the process has it without an option. */
    public static final TripleDesKey PIN_KEY = TripleDesKey.ofHex("2F5E83A74C916BD05DB3187A46EF92C4");

    public final String pan;

    TestCard(String pan) {
        this.pan = pan;
    }

    /** The tags of one transaction, 9F26 made over them; those given replace what the card would say. */
    public Map<String, String> tags(long amount, int atc, String type, Map<String, String> other) {
        var tags = new LinkedHashMap<String, String>();
        tags.put("9F02", Digits.padded(amount, 12));
        tags.put("9F03", "000000000000");
        tags.put("9F1A", "0276");
        tags.put("95", "0000008000");
        tags.put("5F2A", "0978");
        tags.put("9A", "261122");
        tags.put("9C", "00");
        tags.put("9F37", "1A2B3C4D");
        tags.put("82", "5C00");
        tags.put("9F36", HexFormat.of().withUpperCase().toHexDigits((short) atc));
        tags.put("9F10", "06011203A00000");
        tags.put("9F27", type);
        tags.putAll(other);
        tags.put("9F26", cryptogram(tags, atc));
        return tags;
    }

    /** DE 52: sixteen digits of a PIN field, and the card's number laid over them (ISO 9564-1, format 0). */
    public String pinBlock(String field) {
        byte[] block = HexFormat.of().parseHex(field);
        byte[] account = HexFormat.of().parseHex("0000" + pan.substring(pan.length() - 13, pan.length() - 1));
        for (int i = 0; i < block.length; i++) {
            block[i] ^= account[i];
        }
        return HexFormat.of().withUpperCase().formatHex(PIN_KEY.encrypt(block));
    }

    public String chip(long amount, int atc, String type) {
        return new TlvSet(new LinkedHashMap<>(tags(amount, atc, type, Map.of()))).toHex();
    }

    private String cryptogram(Map<String, String> tags, int atc) {
        String input = tags.get("9F02")
                + tags.get("9F03")
                + tags.get("9F1A")
                + tags.get("95")
                + tags.get("5F2A")
                + tags.get("9A")
                + tags.get("9C")
                + tags.get("9F37")
                + tags.get("82")
                + tags.get("9F36")
                + tags.get("9F10");
        TripleDesKey session = EmvKeys.sessionKey(EmvKeys.cardKey(ISSUER_KEY, pan, "01"), atc);
        return HexFormat.of()
                .withUpperCase()
                .formatHex(session.mac(HexFormat.of().parseHex(input)));
    }
}
