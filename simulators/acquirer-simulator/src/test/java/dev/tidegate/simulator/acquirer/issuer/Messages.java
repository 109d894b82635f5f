package dev.tidegate.simulator.acquirer.issuer;

import dev.tidegate.simulator.acquirer.wire.Digits;
import dev.tidegate.simulator.acquirer.wire.IsoMessage;
import dev.tidegate.simulator.acquirer.wire.Mti;
import java.util.TreeMap;

/** What a gateway sends, as it would send it. */
public final class Messages {
    public static final String TID = "TID00001";

    private Messages() {}

    /** A sale of 12.34 with the card's first ARQC. */
    public static IsoMessage sale() {
        return sale(TestCard.APPROVES, 1234, 1, "000001");
    }

    public static IsoMessage sale(TestCard card, long amount, int atc, String stan) {
        return financial("0200", card, amount, stan).with(55, card.chip(amount, atc, CardCryptogram.ARQC));
    }

    public static IsoMessage deferred(TestCard card, long amount, int atc, String stan) {
        return sale(card, amount, atc, stan).with(60, "SAMPLE-DEFERRED");
    }

    /** An advice of 5.00 with the card's seventh TC. */
    public static IsoMessage advice() {
        return advice(TestCard.OFFLINE, 500, 7, "000002");
    }

    public static IsoMessage advice(TestCard card, long amount, int atc, String stan) {
        return financial("0220", card, amount, stan)
                .with(38, "000000")
                .with(39, "00")
                .with(55, card.chip(amount, atc, CardCryptogram.TC));
    }

    public static IsoMessage reversal(IsoMessage original, String stan) {
        var fields = new TreeMap<Integer, String>();
        for (int echoed : new int[] {3, 4, 12, 13, 37, 41, 42, 49}) {
            fields.put(echoed, original.text(echoed));
        }
        fields.put(7, "1122123100");
        fields.put(11, stan);
        fields.put(90, original.mti().first().digits() + original.text(11) + original.text(7) + "0".repeat(22));
        return new IsoMessage(new Mti("0420"), fields);
    }

    public static IsoMessage echo() {
        var fields = new TreeMap<Integer, String>();
        fields.put(7, "1122123000");
        fields.put(11, "000099");
        fields.put(70, "301");
        return new IsoMessage(new Mti("0800"), fields);
    }

    /** The message sent again, and marked so: 0201, 0221, 0421. */
    public static IsoMessage repeated(IsoMessage message) {
        return new IsoMessage(new Mti(message.mti().digits().substring(0, 3) + "1"), message.fields());
    }

    private static IsoMessage financial(String mti, TestCard card, long amount, String stan) {
        var fields = new TreeMap<Integer, String>();
        fields.put(2, card.pan);
        fields.put(3, "000000");
        fields.put(4, Digits.padded(amount, 12));
        fields.put(7, "1122123000");
        fields.put(11, stan);
        fields.put(12, "133000");
        fields.put(13, "1122");
        fields.put(14, "3012");
        fields.put(22, "051");
        fields.put(23, "001");
        fields.put(25, "00");
        fields.put(37, "632613" + stan);
        fields.put(41, TID);
        fields.put(42, "MERCHANT0000001");
        fields.put(49, "978");
        return new IsoMessage(new Mti(mti), fields);
    }
}
