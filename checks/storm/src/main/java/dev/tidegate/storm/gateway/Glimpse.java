package dev.tidegate.storm.gateway;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * As much of a message of profile iso87-generic as tells one from another: packed digits, one bitmap, and a walk that
 * ends at field 41.
 *
 * @param type message type
 * @param fields the fields 2 to 41 that are there, as text
 */
record Glimpse(String type, Map<Integer, String> fields) {
    private static final int BITMAP_AT = 2;
    private static final int FIELDS_AT = 10;
    private static final int LAST = 41;

    /** Packed digits of a fixed count; the others below 42 have their own case. */
    private static final Map<Integer, Integer> DIGITS =
            Map.of(3, 6, 4, 12, 7, 10, 11, 6, 12, 6, 13, 4, 14, 4, 18, 4, 22, 3, 23, 3);

    private static final Map<Integer, Integer> CHARACTERS = Map.of(37, 12, 38, 6, 39, 2, 41, 8);

    /** @throws IndexOutOfBoundsException cut short */
    static Glimpse of(byte[] frame) {
        Map<Integer, String> fields = new TreeMap<>();
        int at = FIELDS_AT;
        for (int field = 2; field <= LAST; field++) {
            if ((frame[BITMAP_AT + (field - 1) / 8] & 0x80 >> (field - 1) % 8) == 0) {
                continue;
            }
            int length;
            if (CHARACTERS.containsKey(field)) {
                length = CHARACTERS.getOrDefault(field, 0);
                fields.put(field, new String(frame, at, length, StandardCharsets.US_ASCII));
            } else if (field == 25) {
                length = 1;
            } else if (DIGITS.containsKey(field)) {
                int digits = DIGITS.getOrDefault(field, 0);
                length = (digits + 1) / 2;
                String hex = HexFormat.of().formatHex(frame, at, at + length);
                fields.put(field, hex.substring(hex.length() - digits));
            } else {
                // Number, institution, track: one byte of length, not looked into.
                length = 1 + (Integer.parseInt(HexFormat.of().formatHex(frame, at, at + 1)) + 1) / 2;
            }
            at += length;
        }
        return new Glimpse(HexFormat.of().formatHex(frame, 0, 2), fields);
    }

    /** Sign-on and echo. */
    boolean isNetwork() {
        return type.startsWith("08");
    }

    /** Whether it is marked as sent before. */
    boolean isRepeat() {
        return type.endsWith("1");
    }

    String text(int field) {
        return fields.getOrDefault(field, "");
    }

    /** Minor units; -1 where there is no amount. */
    long amount() {
        return text(4).isEmpty() ? -1 : Long.parseLong(text(4));
    }

    @Override
    public String toString() {
        return type + " " + text(41) + "/" + text(11) + (amount() < 0 ? "" : " of " + amount());
    }
}
