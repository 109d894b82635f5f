package dev.tidegate.simulator.acquirer;

import dev.tidegate.simulator.acquirer.wire.IsoMessage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which fields a message of a class must have, and the shape of those that have one; a table for each version. */
final class MessageRules {
    private static final String MONTH = "(0[1-9]|1[0-2])";
    private static final String DAY = "(0[1-9]|[12][0-9]|3[01])";
    private static final String TIME = "([01][0-9]|2[0-3])[0-5][0-9][0-5][0-9]";
    private static final String MOMENT = MONTH + DAY + TIME;

    /** Original type, STAN and transmission time, then the two institutions, which are not used here. */
    private static final String ORIGINAL_1987 = "0[12][02][01][0-9]{6}" + MOMENT + "0{22}";

    /** Original type, STAN and local time, then an acquirer behind its length, or none. */
    private static final String ORIGINAL_1993 = "1[12][02][01][0-9]{6}[0-9]{2}" + MOMENT + "([0-9]{2}[0-9]{0,11})?";

    private static final MessageRules OF_1987 = new MessageRules(
            Map.of(
                    '1', List.of(2, 3, 4, 7, 11, 12, 13, 22, 25, 37, 41, 42, 49),
                    '2', List.of(2, 3, 4, 7, 11, 12, 13, 22, 25, 37, 41, 42, 49),
                    '3', List.of(3, 4, 7, 11, 37, 41, 42, 49),
                    '4', List.of(4, 7, 11, 37, 41, 90),
                    '5', List.of(7, 11, 41),
                    '8', List.of(7, 11, 70)),
            Map.of(
                    7,
                    MOMENT,
                    12,
                    TIME,
                    13,
                    MONTH + DAY,
                    14,
                    "[0-9]{2}" + MONTH,
                    49,
                    RequestCheck.CURRENCY,
                    90,
                    ORIGINAL_1987));

    private static final MessageRules OF_1993 = new MessageRules(
            Map.of(
                    '1', List.of(2, 3, 4, 11, 12, 22, 24, 37, 41, 42, 49),
                    '2', List.of(2, 3, 4, 11, 12, 22, 24, 37, 41, 42, 49),
                    '3', List.of(3, 4, 11, 12, 24, 37, 41, 42, 49),
                    '4', List.of(4, 11, 12, 24, 25, 41),
                    '5', List.of(11, 12, 24, 28, 29, 41),
                    '8', List.of(11, 12, 24)),
            Map.of(
                    7,
                    MOMENT,
                    12,
                    "[0-9]{2}" + MOMENT,
                    14,
                    "[0-9]{2}" + MONTH,
                    28,
                    "[0-9]{2}" + MONTH + DAY,
                    49,
                    RequestCheck.CURRENCY,
                    56,
                    ORIGINAL_1993));

    private final Map<Character, List<Integer>> mandatory;
    private final List<Map.Entry<Integer, Pattern>> shapes;

    private MessageRules(Map<Character, List<Integer>> mandatory, Map<Integer, String> shapes) {
        this.mandatory = mandatory;
        this.shapes = shapes.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(shape -> Map.entry(shape.getKey(), Pattern.compile(shape.getValue())))
                .toList();
    }

    static MessageRules of(IsoMessage message) {
        return message.mti().is1993() ? OF_1993 : OF_1987;
    }

    boolean serves(IsoMessage message) {
        return mandatory.containsKey(message.mti().messageClass());
    }

    /** The first field that is missing or misshapen. */
    Optional<Integer> faultyField(IsoMessage message) {
        return mandatory.getOrDefault(message.mti().messageClass(), List.of()).stream()
                .filter(number -> !message.has(number))
                .findFirst()
                .or(() -> misshapen(message));
    }

    private Optional<Integer> misshapen(IsoMessage message) {
        // A function code begins with the class of its message (ISO 8583:1993, A.9), an upload's with 3.
        if (message.mti().is1993()
                && message.text(24).charAt(0) != message.mti().messageClass()) {
            return Optional.of(24);
        }
        return shapes.stream()
                .filter(shape -> message.has(shape.getKey()))
                .filter(shape ->
                        !shape.getValue().matcher(message.text(shape.getKey())).matches())
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
