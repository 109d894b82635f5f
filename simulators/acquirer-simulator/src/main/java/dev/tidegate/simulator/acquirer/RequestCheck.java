package dev.tidegate.simulator.acquirer;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a message must hold before anybody looks at what it means, as tables: which fields per type, and the shape of
 * the values that have one. Gives the response code of the first fault.
 */
final class RequestCheck {
    /** The one currency this acquirer takes, EUR. */
    static final String CURRENCY = "978";

    private static final String PURCHASE = "000000";

    private static final Map<Mti, List<Integer>> MANDATORY = Map.of(
            MessageTypes.REQUEST, List.of(2, 3, 4, 7, 11, 12, 13, 22, 25, 37, 41, 42, 49),
            MessageTypes.ADVICE, List.of(2, 3, 4, 7, 11, 12, 13, 22, 25, 37, 39, 41, 42, 49),
            MessageTypes.REVERSAL, List.of(4, 7, 11, 37, 41, 90),
            MessageTypes.NETWORK, List.of(7, 11, 70));

    private static final String MONTH = "(0[1-9]|1[0-2])";
    private static final String DAY = "(0[1-9]|[12][0-9]|3[01])";
    private static final String TIME = "([01][0-9]|2[0-3])[0-5][0-9][0-5][0-9]";

    /** Original type, STAN and transmission time, then the two institutions, which are not used here. */
    private static final String ORIGINAL = "02[02][01][0-9]{6}" + MONTH + DAY + TIME + "0{22}";

    private static final Map<Integer, Pattern> SHAPES = Map.of(
            7, Pattern.compile(MONTH + DAY + TIME),
            12, Pattern.compile(TIME),
            13, Pattern.compile(MONTH + DAY),
            14, Pattern.compile("[0-9]{2}" + MONTH),
            49, Pattern.compile(CURRENCY),
            90, Pattern.compile(ORIGINAL));

    /** Sign-on, sign-off, echo (ISO 8583:1987, DE 70). */
    private static final Set<String> NETWORK_FUNCTIONS = Set.of("001", "002", "301");

    private RequestCheck() {}

    /** The response code of the first fault, {@link ResponseCode#APPROVED} when there is none. */
    static String codeFor(IsoMessage message) {
        Mti type = message.mti().first();
        List<Integer> mandatory = MANDATORY.get(type);
        if (mandatory == null) {
            return ResponseCode.INVALID_TRANSACTION;
        }
        if (!mandatory.stream().allMatch(message::has)
                || !SHAPES.entrySet().stream().allMatch(shape -> fits(message, shape.getKey(), shape.getValue()))) {
            return ResponseCode.FORMAT_ERROR;
        }
        if (type.equals(MessageTypes.NETWORK)) {
            return NETWORK_FUNCTIONS.contains(message.text(70)) ? ResponseCode.APPROVED : ResponseCode.NO_SUCH_FUNCTION;
        }
        if (Long.parseLong(message.text(4)) == 0) {
            return ResponseCode.INVALID_AMOUNT;
        }
        return type.equals(MessageTypes.REVERSAL) ? ResponseCode.APPROVED : financial(message);
    }

    private static boolean fits(IsoMessage message, int number, Pattern shape) {
        return !message.has(number) || shape.matcher(message.text(number)).matches();
    }

    private static String financial(IsoMessage message) {
        if (!message.text(3).equals(PURCHASE)) {
            return ResponseCode.INVALID_TRANSACTION;
        }
        if (message.has(39) && !message.text(39).equals(ResponseCode.APPROVED)) {
            return ResponseCode.FORMAT_ERROR;
        }
        if (message.has(55)) {
            return chip(message);
        }
        // DE 22 05x is a contact chip, 07x a contactless one: both have chip data.
        boolean chipRead = message.text(22).startsWith("05") || message.text(22).startsWith("07");
        if (chipRead) {
            return ResponseCode.FORMAT_ERROR;
        }
        // 90x is a whole stripe, 80x one in the place of a chip: the track comes with it, and is of this card.
        boolean stripeRead =
                message.text(22).startsWith("90") || message.text(22).startsWith("80");
        boolean tracked = message.has(35) && message.text(35).startsWith(message.text(2));
        return stripeRead && !tracked ? ResponseCode.FORMAT_ERROR : ResponseCode.APPROVED;
    }

    private static String chip(IsoMessage message) {
        TlvSet tags;
        try {
            tags = TlvSet.parse(message.text(55));
        } catch (MalformedTlvException malformed) {
            return ResponseCode.FORMAT_ERROR;
        }
        if (!Cvn18.isComplete(tags) || !isSequence(tags, message)) {
            return ResponseCode.FORMAT_ERROR;
        }
        if (!tags.hex("5F2A").equals("0" + message.text(49))) {
            return ResponseCode.FORMAT_ERROR;
        }
        return tags.hex("9F02").equals(message.text(4)) ? ResponseCode.APPROVED : ResponseCode.INVALID_AMOUNT;
    }

    /** DE 23 has a zero in front of the card's two digits; tag 5F34, where it is sent too, says the same. */
    private static boolean isSequence(TlvSet tags, IsoMessage message) {
        if (message.has(23) && !message.text(23).startsWith("0")) {
            return false;
        }
        return !tags.has("5F34")
                || tags.hex("5F34").matches("[0-9]{2}")
                        && (!message.has(23) || message.text(23).endsWith(tags.hex("5F34")));
    }
}
