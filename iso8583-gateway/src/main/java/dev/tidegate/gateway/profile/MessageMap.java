package dev.tidegate.gateway.profile;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One message: its types and its fields.
 *
 * @param request the message type of the first sending
 * @param repeat of any later one, empty where it is never repeated
 * @param answers the types that answer it
 * @param answerHolds the fields without which an answer is none
 */
public record MessageMap(
        String request,
        String repeat,
        Set<String> answers,
        List<Integer> answerHolds,
        SortedMap<Integer, FieldRule> fields) {
    public MessageMap {
        answers = Set.copyOf(answers);
        answerHolds = List.copyOf(answerHolds);
        fields = new TreeMap<>(fields);
    }

    /**
     * The field that a source fills.
     *
     * @throws IllegalStateException none: the profile was checked for that at start
     */
    public int holding(FieldSource source) {
        return fields.entrySet().stream()
                .filter(e -> e.getValue() instanceof FieldRule.Filled filled && filled.source() == source)
                .mapToInt(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no field holds " + source));
    }
}
