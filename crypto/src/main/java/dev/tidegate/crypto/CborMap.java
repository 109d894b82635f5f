package dev.tidegate.crypto;

import dev.tidegate.core.card.Octets;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One map of the CBOR subset that {@link CborWriter} writes, read strictly: what the writer would not have written is
 * refused, so that there is one encoding of a content.
 *
 * <p>Keeps offsets into the given array and copies nothing until asked: the caller wipes one array. Flat, so hostile
 * nesting costs nothing. Every refusal is a {@link Rejection} BAD_PAYLOAD.
 */
final class CborMap {
    static final int UNSIGNED = 0;
    static final int BYTES = 2;
    static final int TEXT = 3;
    static final int MAP = 5;
    /** The largest entry has 33 keys; the next versions have room. */
    static final int ENTRIES_MAX = 64;

    private final byte[] run;
    private final int[] keys;
    private final int[] kinds;
    private final long[] arguments;
    private final int[] starts;
    private final int entries;
    private int at;
    private int asked;

    private CborMap(byte[] run) {
        this.run = run;
        this.entries = (int) bounded(head(MAP), ENTRIES_MAX);
        this.keys = new int[entries];
        this.kinds = new int[entries];
        this.arguments = new long[entries];
        this.starts = new int[entries];
        int last = 0;
        for (int i = 0; i < entries; i++) {
            keys[i] = (int) bounded(head(UNSIGNED), 0xFFFF);
            require(keys[i] > last);
            last = keys[i];
            kinds[i] = kind();
            arguments[i] = head(kinds[i]);
            starts[i] = at;
            if (kinds[i] != UNSIGNED) {
                at += (int) bounded(arguments[i], run.length - at);
            }
        }
        require(at == run.length);
    }

    static CborMap read(byte[] run) {
        return new CborMap(run);
    }

    boolean has(int key) {
        return index(key) >= 0;
    }

    /** An unsigned integer below 2^63. */
    long number(int key) {
        return arguments[index(key, UNSIGNED)];
    }

    /** An unsigned integer of at most {@code max}. */
    int number(int key, int max) {
        return (int) bounded(number(key), max);
    }

    /** A byte string, the caller's own copy. */
    byte[] bytes(int key) {
        return slice(index(key, BYTES));
    }

    Octets octets(int key) {
        return Octets.of(bytes(key));
    }

    /** A text of valid UTF-8. */
    String text(int key) {
        int index = index(key, TEXT);
        if (isAscii(index)) {
            return new String(run, starts[index], (int) arguments[index], StandardCharsets.US_ASCII);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(slice(index)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw rejection();
        }
    }

    /** A text that names a constant of an enumeration. */
    <E extends Enum<E>> E constant(int key, Class<E> type) {
        String name = text(key);
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(name)) {
                return constant;
            }
        }
        throw rejection();
    }

    /** Says that all was asked for: a key that nobody knows is refused. */
    void end() {
        require(asked == entries);
    }

    static Rejection rejection() {
        return new Rejection("BAD_PAYLOAD");
    }

    // Nearly every text is, and a decoder costs more than the rest of a record.
    private boolean isAscii(int index) {
        int or = 0;
        for (int i = 0; i < arguments[index]; i++) {
            or |= run[starts[index] + i];
        }
        return or >= 0;
    }

    private byte[] slice(int index) {
        return Arrays.copyOfRange(run, starts[index], starts[index] + (int) arguments[index]);
    }

    private int index(int key) {
        return Arrays.binarySearch(keys, 0, entries, key);
    }

    // Each key is asked for once, by a straight line of code; that makes counting enough for end().
    private int index(int key, int kind) {
        int index = index(key);
        require(index >= 0 && kinds[index] == kind);
        asked++;
        return index;
    }

    private int kind() {
        require(at < run.length);
        int major = (run[at] & 0xFF) >>> 5;
        require(major == UNSIGNED || major == BYTES || major == TEXT);
        return major;
    }

    private long head(int major) {
        require(at < run.length && (run[at] & 0xFF) >>> 5 == major);
        int low = run[at++] & 0x1F;
        if (low < 24) {
            return low;
        }
        require(low <= 27);
        int size = 1 << low - 24;
        require(size <= run.length - at);
        long value = 0;
        for (int i = 0; i < size; i++) {
            value = value << 8 | run[at++] & 0xFF;
        }
        // RFC 8949, 4.2.1: the shortest form. A value of 2^63 or more reads as negative.
        require(value >= (size == 1 ? 24 : 1L << 4 * size));
        return value;
    }

    private static long bounded(long value, int max) {
        require(value <= max);
        return value;
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw rejection();
        }
    }
}
