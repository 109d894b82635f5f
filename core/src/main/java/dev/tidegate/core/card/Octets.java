package dev.tidegate.core.card;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * An immutable run of bytes: the value type where a record would otherwise hold an array.
 *
 * <p>Not for secrets: it cannot be wiped. Its {@link #toString()} names only the length, because most of what it
 * carries (keys of tags, cryptograms, sealed bodies) has no place in a log.
 */
public final class Octets implements Comparable<Octets> {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final Octets EMPTY = new Octets(new byte[0]);

    private final byte[] bytes;

    private Octets(byte[] owned) {
        this.bytes = owned;
    }

    /** No bytes. */
    public static Octets empty() {
        return EMPTY;
    }

    /** Copies the bytes. */
    public static Octets of(byte[] bytes) {
        return bytes.length == 0 ? EMPTY : new Octets(bytes.clone());
    }

    /** Copies {@code length} bytes from {@code offset}. */
    public static Octets of(byte[] bytes, int offset, int length) {
        return new Octets(Arrays.copyOfRange(bytes, offset, offset + length));
    }

    /**
     * Reads hexadecimal digits, either case, no separators.
     *
     * @throws IllegalArgumentException not an even number of hexadecimal digits; the caller's text is wrong
     */
    public static Octets ofHex(String hex) {
        try {
            return new Octets(HEX.parseHex(hex));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("not hexadecimal, " + hex.length() + " characters");
        }
    }

    /** How many bytes. */
    public int length() {
        return bytes.length;
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return bytes.length == 0;
    }

    /** The byte at {@code index}, 0 to 255. */
    public int at(int index) {
        return bytes[index] & 0xFF;
    }

    /** The bytes from {@code from} (inclusive) to {@code to} (exclusive). */
    public Octets slice(int from, int to) {
        return new Octets(Arrays.copyOfRange(bytes, from, checkedEnd(from, to)));
    }

    /** These bytes followed by the others. */
    public Octets plus(Octets other) {
        byte[] joined = Arrays.copyOf(bytes, bytes.length + other.bytes.length);
        System.arraycopy(other.bytes, 0, joined, bytes.length, other.bytes.length);
        return new Octets(joined);
    }

    /** Whether these bytes begin with all of the others. */
    public boolean startsWith(Octets prefix) {
        return length() >= prefix.length()
                && Arrays.equals(bytes, 0, prefix.length(), prefix.bytes, 0, prefix.length());
    }

    /** A copy, the caller's own. */
    public byte[] toByteArray() {
        return bytes.clone();
    }

    /** Upper-case hexadecimal digits, two a byte. */
    public String hex() {
        return HEX.formatHex(bytes);
    }

    @Override
    public int compareTo(Octets other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Octets that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "Octets[" + bytes.length + "]";
    }

    private int checkedEnd(int from, int to) {
        if (from < 0 || to < from || to > bytes.length) {
            throw new IndexOutOfBoundsException("slice " + from + ".." + to + " of " + bytes.length + " bytes");
        }
        return to;
    }
}
