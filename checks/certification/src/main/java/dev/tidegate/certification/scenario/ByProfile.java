package dev.tidegate.certification.scenario;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A text that may differ between profiles: written as the text alone, or as a map of a profile's name, or {@code else},
 * to its text. A profile without a text, and no {@code else}, has none.
 */
@JsonDeserialize(using = ByProfile.Reader.class)
public record ByProfile(Map<String, String> texts) {
    static final String ELSE = "else";

    public ByProfile {
        texts = Map.copyOf(texts);
    }

    /** The same for all. */
    static ByProfile of(String text) {
        return new ByProfile(Map.of(ELSE, text));
    }

    /** What it says for a profile. */
    public Optional<String> in(String profile) {
        return Optional.ofNullable(texts.getOrDefault(profile, texts.get(ELSE)));
    }

    /** The profiles that it names. */
    Set<String> named() {
        var names = new java.util.TreeSet<>(texts.keySet());
        names.remove(ELSE);
        return names;
    }

    static final class Reader extends StdDeserializer<ByProfile> {
        private static final long serialVersionUID = 1;

        Reader() {
            super(ByProfile.class);
        }

        @Override
        public ByProfile deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (parser.currentToken().isScalarValue()) {
                return of(parser.getText());
            }
            JsonNode map = context.readTree(parser);
            if (!map.isObject()) {
                throw JsonMappingException.from(parser, "expected a text, or a map of profiles to texts");
            }
            Map<String, String> texts = new TreeMap<>();
            map.properties()
                    .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
            return new ByProfile(texts);
        }
    }
}
