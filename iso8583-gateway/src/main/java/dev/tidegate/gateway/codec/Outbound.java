package dev.tidegate.gateway.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A message as bytes, with what its answer is known by. The bytes hold card data: their owner closes it once it was
 * written.
 */
public final class Outbound implements AutoCloseable {
    private final MatchKey key;
    private final String type;
    private final byte[] @Nullable [] shown;
    private final Set<String> answers;
    private final byte[] bytes;

    /**
     * @param shown the fields that may be seen, by number; null for any other
     * @param answers the message types that answer it
     */
    Outbound(MatchKey key, String type, byte[] @Nullable [] shown, Set<String> answers, byte[] owned) {
        this.key = key;
        this.type = type;
        this.shown = shown;
        this.answers = Set.copyOf(answers);
        this.bytes = owned;
    }

    public MatchKey key() {
        return key;
    }

    /** The message type, four digits. */
    public String type() {
        return type;
    }

    /** The field's text as an answer would give it back; empty where it is not there, or may not be seen. */
    public String text(int field) {
        byte[] value = shown[field];
        return value == null ? "" : new String(value, StandardCharsets.US_ASCII);
    }

    /** The message types that answer it; none for a message that is an answer itself. */
    public Set<String> answers() {
        return answers;
    }

    /** The bytes themselves, no copy; zeros after {@link #close()}. */
    public byte[] bytes() {
        return bytes;
    }

    @Override
    public void close() {
        Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public String toString() {
        return "Outbound[" + type + " " + key + ", " + bytes.length + " bytes]";
    }
}
