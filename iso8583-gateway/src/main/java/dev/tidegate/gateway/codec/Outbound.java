package dev.tidegate.gateway.codec;

import java.util.Arrays;

/** A message as bytes, with the key of its answer. It holds card data: its owner closes it once it was written. */
public final class Outbound implements AutoCloseable {
    private final MatchKey key;
    private final String type;
    private final byte[] bytes;

    Outbound(MatchKey key, String type, byte[] owned) {
        this.key = key;
        this.type = type;
        this.bytes = owned;
    }

    public MatchKey key() {
        return key;
    }

    /** The message type, four digits. */
    public String type() {
        return type;
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
