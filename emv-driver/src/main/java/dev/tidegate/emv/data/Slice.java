package dev.tidegate.emv.data;

import dev.tidegate.core.card.Octets;
import java.util.Arrays;

/**
 * A run of bytes inside an array that somebody else owns and wipes: a window, never a copy.
 *
 * <p>Whoever keeps what it shows takes a copy, and sees to it that the copy is wiped.
 */
public final class Slice {
    private final byte[] array;
    private final int from;
    private final int to;

    private Slice(byte[] array, int from, int to) {
        this.array = array;
        this.from = from;
        this.to = to;
    }

    /** All of an array. */
    public static Slice of(byte[] array) {
        return new Slice(array, 0, array.length);
    }

    /** Part of an array, {@code from} inclusive, {@code to} exclusive. */
    public static Slice of(byte[] array, int from, int to) {
        if (from < 0 || to < from || to > array.length) {
            throw new IndexOutOfBoundsException("slice " + from + ".." + to + " of " + array.length + " bytes");
        }
        return new Slice(array, from, to);
    }

    /** A window on a copy of bytes that are no secret. */
    public static Slice of(Octets octets) {
        return of(octets.toByteArray());
    }

    public int length() {
        return to - from;
    }

    /** The byte at {@code index}, 0 to 255. */
    public int at(int index) {
        if (index < 0 || index >= length()) {
            throw new IndexOutOfBoundsException("byte " + index + " of " + length());
        }
        return array[from + index] & 0xFF;
    }

    /** The digit or letter of packed nibbles at {@code index}, high nibble first, 0 to 15. */
    public int nibble(int index) {
        int both = at(index / 2);
        return index % 2 == 0 ? both >>> 4 : both & 0x0F;
    }

    /** A part of this, {@code from} inclusive, {@code to} exclusive. */
    public Slice slice(int from, int to) {
        if (from < 0 || to < from || to > length()) {
            throw new IndexOutOfBoundsException("slice " + from + ".." + to + " of " + length() + " bytes");
        }
        return new Slice(array, this.from + from, this.from + to);
    }

    /** A copy, the caller's own to wipe. */
    public byte[] copy() {
        return Arrays.copyOfRange(array, from, to);
    }

    /** A copy that can never be wiped: not for card numbers, track data or names. */
    public Octets octets() {
        return Octets.of(array, from, length());
    }

    /** Copies these bytes into another array. */
    public void writeTo(byte[] target, int offset) {
        System.arraycopy(array, from, target, offset, length());
    }

    /** Overwrites these bytes in the array of their owner. */
    public void wipe() {
        Arrays.fill(array, from, to, (byte) 0);
    }

    /** These bytes as one number, most significant first; at most four bytes. */
    public long number() {
        if (length() > 4) {
            throw new IllegalArgumentException("a number of more than four bytes");
        }
        long value = 0;
        for (int i = 0; i < length(); i++) {
            value = value << 8 | at(i);
        }
        return value;
    }

    /** Whether the bytes are the same. */
    public boolean isSameAs(Slice other) {
        return Arrays.equals(array, from, to, other.array, other.from, other.to);
    }

    /** The length alone. */
    @Override
    public String toString() {
        return "Slice[" + length() + "]";
    }
}
