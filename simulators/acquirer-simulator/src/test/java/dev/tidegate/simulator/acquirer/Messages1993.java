package dev.tidegate.simulator.acquirer;

import dev.tidegate.simulator.acquirer.issuer.CardCryptogram;
import dev.tidegate.simulator.acquirer.issuer.TestCard;
import dev.tidegate.simulator.acquirer.wire.Digits;
import dev.tidegate.simulator.acquirer.wire.IsoMessage;
import dev.tidegate.simulator.acquirer.wire.Mti;
import java.util.TreeMap;

/** What a gateway sends in 1993, as it would send it. */
final class Messages1993 {
    private Messages1993() {}

    static IsoMessage sale() {
        return sale("1200", "200", 1234, 1, "000001");
    }

    static IsoMessage sale(String mti, String function, long amount, int atc, String stan) {
        return financial(mti, function, amount, stan)
                .with(55, TestCard.APPROVES.chip(amount, atc, CardCryptogram.ARQC));
    }

    static IsoMessage advice() {
        return financial("1220", "201", 500, "000002")
                .with(2, TestCard.OFFLINE.pan)
                .with(25, "1004")
                .with(38, "000000")
                .with(39, "000")
                .with(55, TestCard.OFFLINE.chip(500, 7, CardCryptogram.TC));
    }

    /** Names its original as IFSF does. */
    static IsoMessage reversal(IsoMessage original, String stan) {
        return reversalOf(original, stan)
                .with(56, original.mti().first().digits() + original.text(11) + original.text(12));
    }

    /** Names its original by what the host answered; after a timeout by its time alone. */
    static IsoMessage taggedReversal(IsoMessage original, String stan, boolean answered) {
        String time = "003012" + original.text(12);
        String whole = "002006" + original.text(11) + time + "004012" + original.text(37);
        return reversalOf(original, stan).with(48, answered ? whole : time);
    }

    static IsoMessage close(String stan, String batch, int debits, long debitAmount) {
        var fields = new TreeMap<Integer, String>();
        fields.put(11, stan);
        fields.put(12, "261122220000");
        fields.put(24, "500");
        fields.put(28, "261122");
        fields.put(29, batch);
        fields.put(41, "TID00001");
        fields.put(76, Digits.padded(debits, 10));
        fields.put(88, Digits.padded(debitAmount, 16));
        return new IsoMessage(new Mti("1500"), fields);
    }

    static IsoMessage network(String mti, String function) {
        var fields = new TreeMap<Integer, String>();
        fields.put(11, "000099");
        fields.put(12, "261122133000");
        fields.put(24, function);
        return new IsoMessage(new Mti(mti), fields);
    }

    private static IsoMessage reversalOf(IsoMessage original, String stan) {
        var fields = new TreeMap<Integer, String>();
        for (int echoed : new int[] {3, 4, 41, 42, 49}) {
            fields.put(echoed, original.text(echoed));
        }
        fields.put(11, stan);
        fields.put(12, "261122133100");
        fields.put(24, "400");
        fields.put(25, "4021");
        return new IsoMessage(new Mti("1420"), fields);
    }

    private static IsoMessage financial(String mti, String function, long amount, String stan) {
        var fields = new TreeMap<Integer, String>();
        fields.put(2, TestCard.APPROVES.pan);
        fields.put(3, "000000");
        fields.put(4, Digits.padded(amount, 12));
        fields.put(11, stan);
        fields.put(12, "261122133000");
        fields.put(14, "3012");
        fields.put(22, "510101511344");
        fields.put(23, "001");
        fields.put(24, function);
        fields.put(37, "632613" + stan);
        fields.put(41, "TID00001");
        fields.put(42, "MERCHANT0000001");
        fields.put(49, "978");
        return new IsoMessage(new Mti(mti), fields);
    }
}
