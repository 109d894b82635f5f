package dev.tidegate.simulator.acquirer;

import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Messages to bytes and back, by the field table.
 *
 * <pre>
 *   MTI      bitmap   (secondary)   fields in order of number
 *   2, BCD   8        8, if bit 1
 * </pre>
 *
 * <p>Nearly everything here is packed digits, so the work is done on hex text. Strict: a bit without a row in the
 * table, a nibble that is no digit, a wrong pad, an empty secondary bitmap or a byte left over, and the frame is
 * refused.
 */
final class IsoCodec {
    private IsoCodec() {}

    /**
     * Writes a message.
     *
     * @throws IllegalArgumentException when a field is not in the table or may not hold its value
     */
    static byte[] encode(IsoMessage message) {
        message.fields().forEach((number, value) -> {
            if (!row(number).accepts(value)) {
                throw new IllegalArgumentException("field " + number + " may not hold this value");
            }
        });
        return HexFormat.of().parseHex(hex(message.mti(), message.fields()));
    }

    /** The message's bytes as hex text with card digits starred; every byte stands where it stands on the wire. */
    static String maskedHex(IsoMessage message) {
        return hex(message.mti(), message.maskedFields());
    }

    /**
     * Reads a message.
     *
     * @throws MalformedFrameException when the bytes are anything but one message
     */
    static IsoMessage decode(byte[] frame) {
        var in = new HexReader(HexFormat.of().withUpperCase().formatHex(frame));
        String mti = in.take(4);
        if (!Mti.isShaped(mti)) {
            throw new MalformedFrameException("message type is not one of 1987");
        }
        var fields = new TreeMap<Integer, String>();
        for (int number : Bitmap.read(in)) {
            Field field = FieldTable.row(number)
                    .orElseThrow(() -> MalformedFrameException.inField(number, "is not in the table"));
            fields.put(number, field.fromHex(in));
        }
        if (!in.isAtEnd()) {
            throw new MalformedFrameException("bytes are left over after the last field");
        }
        return new IsoMessage(new Mti(mti), fields);
    }

    private static String hex(Mti mti, SortedMap<Integer, String> fields) {
        var out = new StringBuilder(mti.digits()).append(Bitmap.write(fields.keySet()));
        fields.forEach((number, value) -> out.append(row(number).toHex(value)));
        return out.toString();
    }

    private static Field row(int number) {
        return FieldTable.row(number)
                .orElseThrow(() -> new IllegalArgumentException("field " + number + " is not in the table"));
    }
}
