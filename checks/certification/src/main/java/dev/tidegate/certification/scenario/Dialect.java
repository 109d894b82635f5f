package dev.tidegate.certification.scenario;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How one acquirer says things, written down apart from the gateway's profile: a profile that says otherwise is found
 * by it.
 *
 * @param version 1987 or 1993: the first digit of message types
 * @param simulator options of the acquirer simulator
 * @param lacks features that it does not have, each with the sentence that is told of a skipped scenario
 * @param words values by name, for fields: {@code {approved}} and the like
 * @param messages by kind
 */
public record Dialect(
        @JsonProperty(required = true) String version,
        List<String> simulator,
        Map<String, String> lacks,
        Map<String, String> words,
        Map<String, Kind> messages) {
    public Dialect {
        simulator = List.copyOf(simulator);
        lacks = Map.copyOf(lacks);
        words = Map.copyOf(words);
        messages = new TreeMap<>(messages);
    }

    /**
     * A kind of message and its answer.
     *
     * @param request type in 1987 numbers
     * @param answer the answer's
     * @param like another kind, whose fields it has but for its own
     * @param code of a network message, by which it is known
     */
    public record Kind(
            @JsonProperty(required = true) String request,
            @JsonProperty(required = true) String answer,
            @Nullable String like,
            @Nullable String code,
            SortedMap<Integer, String> fields,
            SortedMap<Integer, String> answerFields) {
        public Kind {
            fields = fields == null ? new TreeMap<>() : fields;
            answerFields = answerFields == null ? new TreeMap<>() : answerFields;
        }
    }

    /** What the message type of 1987 is here. */
    public String type(String of1987) {
        return version.equals("1993") && of1987.startsWith("0") ? "1" + of1987.substring(1) : of1987;
    }

    /** The kind of that name; none where the dialect has no such message. */
    public Optional<Kind> kind(String name) {
        return Optional.ofNullable(messages.get(name));
    }

    /** The fields of a kind, those of the kind it is like among them. */
    public SortedMap<Integer, String> fields(String name, boolean ofRequest) {
        Kind kind = kind(name).orElseThrow();
        SortedMap<Integer, String> all = kind.like() == null ? new TreeMap<>() : fields(kind.like(), ofRequest);
        all.putAll(ofRequest ? kind.fields() : kind.answerFields());
        return all;
    }
}
