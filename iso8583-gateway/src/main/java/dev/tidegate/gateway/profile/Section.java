package dev.tidegate.gateway.profile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.core.card.Octets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** One map of a profile, which knows its place, so that a hole can be named. Every key must be asked for. */
final class Section {
    /** Longer than any deadline of a scheme. */
    private static final Duration SPAN_MAX = Duration.ofDays(366);

    private static final String NONE = "none";
    /** The first is the secondary bitmap. */
    private static final int FIELD_LEAST = 2;

    private static final int FIELD_MAX = 128;

    private final String where;
    private final JsonNode node;
    private final Set<String> asked = new HashSet<>();

    Section(String where, JsonNode node) {
        if (!node.isObject()) {
            throw new ProfileHoleException(where, "is missing, or no map");
        }
        this.where = where;
        this.node = node;
    }

    Section section(String key) {
        return new Section(at(key), get(key));
    }

    List<Section> sections(String key) {
        JsonNode list = get(key);
        if (!list.isArray() || list.isEmpty()) {
            throw new ProfileHoleException(at(key), "is missing, or no list");
        }
        List<Section> found = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            found.add(new Section(at(key) + "[" + i + "]", list.get(i)));
        }
        return found;
    }

    /** The keys, each taken as asked for. */
    Set<String> keys() {
        Set<String> names = new HashSet<>();
        node.fieldNames().forEachRemaining(names::add);
        asked.addAll(names);
        return names;
    }

    boolean has(String key) {
        return node.has(key);
    }

    String text(String key) {
        JsonNode value = get(key);
        if (!value.isValueNode() || value.isNull() || value.asText().isBlank()) {
            throw new ProfileHoleException(at(key), "is missing");
        }
        return value.asText();
    }

    /** Whether the value is the word none: a profile says so, it does not leave the key out. */
    boolean isNone(String key) {
        JsonNode value = get(key);
        return value.isTextual() && value.asText().equals(NONE);
    }

    /** The text, empty where the key is not there. */
    String textOr(String key) {
        return has(key) ? text(key) : "";
    }

    /** A day such as 2025-05-19. */
    LocalDate day(String key) {
        try {
            return LocalDate.parse(text(key));
        } catch (DateTimeParseException e) {
            throw new ProfileHoleException(at(key), "is no day such as 2025-05-19");
        }
    }

    /** The text, empty where the value is the word none. */
    String textOrNone(String key) {
        return isNone(key) ? "" : text(key);
    }

    /** The words of a value, one blank or more between them. */
    List<String> words(String key) {
        return List.of(text(key).strip().split("\\s+"));
    }

    /** The words of a value, none where it is the word none. */
    Set<String> wordsOrNone(String key) {
        return isNone(key) ? Set.of() : Set.copyOf(words(key));
    }

    /** Numbers of fields, in their order. */
    List<Integer> fields(String key) {
        return words(key).stream().map(word -> field(key, word)).toList();
    }

    /** The number of a field of a message with two bitmaps. */
    int field(String key, String word) {
        if (!word.matches("[0-9]{1,3}") || Integer.parseInt(word) < FIELD_LEAST || Integer.parseInt(word) > FIELD_MAX) {
            throw new ProfileHoleException(at(key), word + " is no field");
        }
        return Integer.parseInt(word);
    }

    /** The texts of those keys that are there, each a constant's name. */
    <E extends Enum<E>> Map<E, String> map(Class<E> type) {
        Map<E, String> found = new EnumMap<>(type);
        for (E constant : type.getEnumConstants()) {
            if (has(constant.name())) {
                found.put(constant, text(constant.name()));
            }
        }
        return found;
    }

    int number(String key, int least, int most) {
        JsonNode value = get(key);
        if (!value.isIntegralNumber() || value.asLong() < least || value.asLong() > most) {
            throw new ProfileHoleException(at(key), "is not a number from " + least + " to " + most);
        }
        return value.asInt();
    }

    /** Hexadecimal digits, none where the key is not there. */
    Octets bytes(String key, int least, int most) {
        if (!has(key)) {
            return Octets.empty();
        }
        try {
            Octets bytes = Octets.ofHex(text(key));
            if (bytes.length() >= least && bytes.length() <= most) {
                return bytes;
            }
        } catch (IllegalArgumentException ignored) {
            // Said below.
        }
        throw new ProfileHoleException(at(key), "is not " + least + " to " + most + " bytes as hexadecimal digits");
    }

    boolean flag(String key) {
        JsonNode value = get(key);
        if (!value.isBoolean()) {
            throw new ProfileHoleException(at(key), "is neither true nor false");
        }
        return value.asBoolean();
    }

    /** A span as ISO 8601 writes it: {@code PT0.2S}, {@code PT10S}, {@code PT72H}, {@code P7D}. */
    Duration span(String key) {
        Duration length;
        try {
            length = Duration.parse(text(key));
        } catch (DateTimeParseException e) {
            throw new ProfileHoleException(at(key), "is no span such as PT0.2S, PT10S or P7D");
        }
        if (!length.isPositive() || length.compareTo(SPAN_MAX) > 0) {
            throw new ProfileHoleException(at(key), "is none, or longer than a year");
        }
        return length;
    }

    <E extends Enum<E>> E word(String key, Class<E> type) {
        String text = text(key);
        for (E constant : type.getEnumConstants()) {
            String name = constant.name();
            if (name.equals(text)
                    || name.toLowerCase(Locale.ROOT).equals(text)
                    || camel(name).equals(text)) {
                return constant;
            }
        }
        throw new ProfileHoleException(at(key), "says " + text + ", which is none of its words");
    }

    /** Ends the reading: a key that nobody asked for is a mistake. */
    void end() {
        node.fieldNames().forEachRemaining(name -> {
            if (!asked.contains(name)) {
                throw new ProfileHoleException(at(name), "is no key of a profile");
            }
        });
    }

    ProfileHoleException hole(String key, String what) {
        return new ProfileHoleException(at(key), what);
    }

    /** SOME_WORDS as someWords. */
    private static String camel(String name) {
        StringBuilder camel = new StringBuilder();
        for (String part : name.split("_", -1)) {
            String lower = part.toLowerCase(Locale.ROOT);
            camel.append(camel.isEmpty() ? lower : Character.toUpperCase(lower.charAt(0)) + lower.substring(1));
        }
        return camel.toString();
    }

    private JsonNode get(String key) {
        asked.add(key);
        return node.path(key);
    }

    private String at(String key) {
        return where + "." + key;
    }
}
