package dev.tidegate.simulator.card;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** A card's answer as a terminal reads it, with a TLV reader that the card knows nothing of. */
final class Response {
    private final byte[] bytes;

    Response(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    /** For example "9000". */
    String status() {
        return HexFormat.of().withUpperCase().formatHex(bytes, bytes.length - 2, bytes.length);
    }

    byte[] content() {
        return Arrays.copyOf(bytes, bytes.length - 2);
    }

    /** All objects of the answer by tag, at whatever depth. */
    Map<Integer, byte[]> objects() {
        Map<Integer, byte[]> objects = new LinkedHashMap<>();
        collect(content(), objects);
        return objects;
    }

    byte[] object(int tag) {
        byte[] value = objects().get(tag);
        if (value == null) {
            throw new AssertionError("no object " + Integer.toHexString(tag));
        }
        return value;
    }

    static void collect(byte[] bytes, Map<Integer, byte[]> objects) {
        int at = 0;
        while (at < bytes.length) {
            boolean constructed = (bytes[at] & 0x20) != 0;
            int tag = bytes[at] & 0xFF;
            at++;
            if ((tag & 0x1F) == 0x1F) {
                tag = tag * 256 + (bytes[at] & 0xFF);
                at++;
            }
            int length = bytes[at] & 0xFF;
            at++;
            if (length == 0x81) {
                length = bytes[at] & 0xFF;
                at++;
            }
            if (at + length > bytes.length) {
                throw new AssertionError("object " + Integer.toHexString(tag) + " is cut short");
            }
            byte[] value = Arrays.copyOfRange(bytes, at, at + length);
            if (objects.put(tag, value) != null) {
                throw new AssertionError("object " + Integer.toHexString(tag) + " comes twice");
            }
            if (constructed) {
                collect(value, objects);
            }
            at += length;
        }
    }
}
