package dev.tidegate.emv.device;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidegate.core.card.Octets;
import java.io.IOException;
import java.io.UncheckedIOException;

/** JSON as it is taken from a device: one value, no name twice, and within limits. */
final class NexoJson {
    /** The protocol's own messages are nine deep. */
    static final int DEPTH_MAX = 32;

    /** A receipt or enciphered card data may be one text. */
    static final int TEXT_LENGTH_MAX = 64 * 1024;

    private static final int NAME_LENGTH_MAX = 128;
    private static final int NUMBER_LENGTH_MAX = 32;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEPTH_MAX)
                            .maxStringLength(TEXT_LENGTH_MAX)
                            .maxNameLength(NAME_LENGTH_MAX)
                            .maxNumberLength(NUMBER_LENGTH_MAX)
                            .maxDocumentLength(HttpAnswer.BODY_BYTES_MAX)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private NexoJson() {}

    /** What the bytes say, or a missing node where they are not JSON that is taken. */
    static JsonNode read(Octets bytes) {
        try {
            return MAPPER.readTree(bytes.toByteArray());
        } catch (IOException malformed) {
            return MissingNode.getInstance();
        }
    }

    static byte[] write(JsonNode tree) {
        try {
            return MAPPER.writeValueAsBytes(tree);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** A text that is there, or an empty one. */
    static String text(JsonNode parent, String name) {
        JsonNode found = parent.path(name);
        return found.isTextual() ? found.textValue() : "";
    }
}
