package dev.tidegate.simulator.card;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * DOL: tags and lengths that the card asks of the terminal, which answers with the bare values in that order (EMV 4.4
 * Book 3, 5.4).
 */
final class DataObjectList {
    private final byte[] bytes;
    private final Map<Integer, Integer> lengths = new LinkedHashMap<>();
    private final int valueLength;

    /** @param digits the list as a card gives it, for example {@code 9F02069A03} */
    DataObjectList(String digits) {
        bytes = Bytes.hex(digits);
        int total = 0;
        for (int at = 0; at < bytes.length; at += 2) {
            int tag = bytes[at] & 0xFF;
            // EMV 4.4 Book 3, Annex B1: five low bits set say that the tag goes on in a second byte.
            if ((tag & 0x1F) == 0x1F) {
                at++;
                tag = tag << 8 | (bytes[at] & 0xFF);
            }
            int length = bytes[at + 1] & 0xFF;
            lengths.put(tag, length);
            total += length;
        }
        valueLength = total;
    }

    static DataObjectList empty() {
        return new DataObjectList("");
    }

    byte[] bytes() {
        return bytes.clone();
    }

    boolean isEmpty() {
        return lengths.isEmpty();
    }

    /** How many bytes the terminal has to send. */
    int valueLength() {
        return valueLength;
    }

    /** The sent values by tag; {@code sent} is exactly {@link #valueLength()} bytes long. */
    Map<Integer, byte[]> values(byte[] sent) {
        Map<Integer, byte[]> values = new LinkedHashMap<>();
        int at = 0;
        for (Map.Entry<Integer, Integer> entry : lengths.entrySet()) {
            byte[] value = new byte[entry.getValue()];
            System.arraycopy(sent, at, value, 0, value.length);
            values.put(entry.getKey(), value);
            at += value.length;
        }
        return values;
    }
}
