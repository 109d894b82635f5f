package dev.tidegate.simulator.acquirer.wire;

import java.util.LinkedHashMap;
import java.util.List;

/**
 * What a message says, wherever its version puts it.
 *
 * <table>
 *   <caption>Where</caption>
 *   <tr><th></th><th>1987</th><th>1993</th></tr>
 *   <tr><td>local date and time</td><td>DE 13, DE 12</td><td>DE 12</td></tr>
 *   <tr><td>the original</td><td>DE 90 and DE 37</td><td>DE 56, else tags 002 to 005 of DE 48</td></tr>
 *   <tr><td>how the card was read</td><td>DE 22, first two digits</td><td>DE 22, seventh character</td></tr>
 *   <tr><td>amount of part of a reversal</td><td>DE 95</td><td>DE 4, with DE 24 401 and DE 30</td></tr>
 *   <tr><td>batch</td><td>DE 60</td><td>DE 29</td></tr>
 * </table>
 */
public final class Reading {
    /** The invented mark of a request that is sent later than its sale. */
    public static final String DEFERRED_MARK = "SAMPLE-DEFERRED";

    /** Where a profile may put its mark. */
    private static final List<Integer> MARKED = List.of(48, 60, 61, 62, 63);

    private static final String PART_REVERSED = "401";
    private static final int AMOUNT_DIGITS = 12;

    private final IsoMessage message;

    private Reading(IsoMessage message) {
        this.message = message;
    }

    public static Reading of(IsoMessage message) {
        return new Reading(message);
    }

    /** What happened to the card's account (DE 3, first two digits). */
    public enum Movement {
        PURCHASE,
        VOID,
        REFUND,
        OTHER
    }

    /** How the card was read, as far as it matters here. */
    public enum Entry {
        CHIP,
        STRIPE,
        OTHER
    }

    public Movement movement() {
        String code = message.text(3);
        if (!code.endsWith("0000")) {
            return Movement.OTHER;
        }
        return switch (code.substring(0, 2)) {
            case "00" -> Movement.PURCHASE;
            case "02" -> Movement.VOID;
            case "20" -> Movement.REFUND;
            default -> Movement.OTHER;
        };
    }

    /** MMDD at the terminal; empty without. */
    public String localDate() {
        return is1993() ? part(12, 2, 6) : message.text(13);
    }

    /** The local time, hhmmss at the terminal; empty without. */
    public String localTime() {
        return is1993() ? part(12, 6, 12) : message.text(12);
    }

    public Entry entry() {
        String mode = message.text(22);
        if (is1993()) {
            return switch (part(22, 6, 7)) {
                case "5" -> Entry.CHIP;
                case "2" -> Entry.STRIPE;
                default -> Entry.OTHER;
            };
        }
        // 05x is a contact chip, 07x a contactless one; 90x is a whole stripe, 80x one in the place of a chip.
        if (mode.startsWith("05") || mode.startsWith("07")) {
            return Entry.CHIP;
        }
        return mode.startsWith("90") || mode.startsWith("80") ? Entry.STRIPE : Entry.OTHER;
    }

    public boolean isDeferred() {
        return MARKED.stream().anyMatch(number -> message.text(number).contains(DEFERRED_MARK));
    }

    /** The message that this one is about. */
    public OriginalReference original() {
        String tid = message.text(41);
        if (message.has(90)) {
            char type = message.text(90).charAt(1);
            return new OriginalReference(tid, type, part(90, 4, 10), message.text(37), "", "");
        }
        if (message.has(56)) {
            char type = message.text(56).charAt(1);
            return new OriginalReference(tid, type, part(56, 4, 10), "", part(56, 12, 22), "");
        }
        if (is1993()) {
            PrivateTags tags = PrivateTags.of(message.text(48));
            String time = tags.text(PrivateTags.ORIGINAL_TIME);
            return new OriginalReference(
                    tid,
                    OriginalReference.ANY_CLASS,
                    tags.text(PrivateTags.ORIGINAL_STAN),
                    tags.text(PrivateTags.ORIGINAL_RRN),
                    time.length() == AMOUNT_DIGITS ? time.substring(2) : time,
                    tags.text(PrivateTags.ITEM));
        }
        return new OriginalReference(tid, OriginalReference.ANY_CLASS, "", "", "", "");
    }

    /** Whether a reversal is about part of the amount. */
    public boolean reversesPart() {
        return is1993() ? message.text(24).equals(PART_REVERSED) : replacement() > 0;
    }

    /** What stands after a reversal of part. */
    public long standing() {
        return is1993() ? amount() : replacement();
    }

    /** What a reversal says the original amount was. */
    public long originalAmount() {
        return is1993() && message.has(30) ? Long.parseLong(part(30, 0, AMOUNT_DIGITS)) : amount();
    }

    public long amount() {
        return message.has(4) ? Long.parseLong(message.text(4)) : 0;
    }

    /** The number of the batch a reconciliation is about: three digits, or empty. */
    public String batch() {
        return message.text(batchField(message.mti()));
    }

    /** DE 48 of an answer that tells an item's number in its batch. */
    public static String item(int number) {
        var tags = new LinkedHashMap<String, String>();
        tags.put(PrivateTags.ITEM, Digits.padded(number, 3));
        return new PrivateTags(tags).written();
    }

    /** Where the number of a batch stands. */
    public static int batchField(Mti mti) {
        return mti.is1993() ? 29 : 60;
    }

    private long replacement() {
        return message.has(95) && message.text(95).matches("[0-9]{42}")
                ? Long.parseLong(part(95, 0, AMOUNT_DIGITS))
                : 0;
    }

    private boolean is1993() {
        return message.mti().is1993();
    }

    private String part(int number, int from, int to) {
        String text = message.text(number);
        return text.length() < to ? "" : text.substring(from, to);
    }
}
