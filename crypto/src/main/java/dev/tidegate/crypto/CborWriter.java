package dev.tidegate.crypto;

import dev.tidegate.core.card.Octets;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes one map of the CBOR subset that records use (RFC 8949, 4.2.1 core deterministic encoding): keys 1, 2, 3 …
 * ascending; values unsigned integers, byte strings and texts; every number in its shortest form, every length
 * definite.
 *
 * <p>Same content, same bytes. Takes card data too: {@link #wipe()} overwrites what was written.
 */
final class CborWriter {
    private byte[] bytes = new byte[256];
    private int length;
    private int entries;
    private int lastKey;

    CborWriter number(int key, long value) {
        if (value < 0) {
            throw new IllegalArgumentException("a record holds no negative number");
        }
        key(key);
        head(CborMap.UNSIGNED, value);
        return this;
    }

    CborWriter octets(int key, Octets value) {
        return octets(key, value.toByteArray());
    }

    CborWriter octets(int key, byte[] value) {
        key(key);
        head(CborMap.BYTES, value.length);
        append(value);
        return this;
    }

    CborWriter text(int key, String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        key(key);
        head(CborMap.TEXT, utf8.length);
        append(utf8);
        return this;
    }

    /** The whole map, the caller's own array. */
    byte[] map() {
        CborWriter whole = new CborWriter();
        whole.bytes = new byte[length + 2];
        whole.head(CborMap.MAP, entries);
        whole.append(Arrays.copyOf(bytes, length));
        byte[] map = Arrays.copyOf(whole.bytes, whole.length);
        whole.wipe();
        return map;
    }

    void wipe() {
        Wipe.all(bytes);
    }

    private void key(int key) {
        if (key <= lastKey || ++entries > CborMap.ENTRIES_MAX) {
            throw new IllegalArgumentException("keys ascend from 1, and there are few");
        }
        lastKey = key;
        head(CborMap.UNSIGNED, key);
    }

    // RFC 8949, 3: three bits of major type, five of the argument or of its size.
    private void head(int major, long argument) {
        int size = argument < 24 ? 0 : argument <= 0xFF ? 1 : argument <= 0xFFFF ? 2 : argument <= 0xFFFF_FFFFL ? 4 : 8;
        byte[] head = new byte[1 + size];
        int low = size == 0 ? (int) argument : 24 + Integer.numberOfTrailingZeros(size);
        head[0] = (byte) (major << 5 | low);
        for (int i = 0; i < size; i++) {
            head[size - i] = (byte) (argument >>> 8 * i);
        }
        append(head);
    }

    private void append(byte[] more) {
        if (length + more.length > bytes.length) {
            byte[] wider = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more.length));
            Wipe.all(bytes);
            bytes = wider;
        }
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
    }
}
