package dev.tidegate.simulator.acquirer.wire;

import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Messages of one dialect to bytes and back, by its field table.
 *
 * <pre>
 *   MTI                     bitmap   (secondary)   fields in order of number
 *   2, BCD, or 4, ASCII     8        8, if bit 1
 * </pre>
 *
 * <p>Nearly everything here is digits, so the work is done on hex text. Strict: a bit without a row in the table, a
 * nibble that is no digit, a wrong pad, an empty secondary bitmap or a byte left over, and the frame is refused.
 */
public final class IsoCodec {
    private static final int MTI_DIGITS = 4;

    private final Dialect dialect;

    public IsoCodec(Dialect dialect) {
        this.dialect = dialect;
    }

    /** The dialect it reads and writes. */
    public Dialect dialect() {
        return dialect;
    }

    /**
     * Writes a message.
     *
     * @throws IllegalArgumentException when a field is not in the table or may not hold its value
     */
    public byte[] encode(IsoMessage message) {
        message.fields().forEach((number, value) -> {
            if (!row(number).accepts(value)) {
                throw new IllegalArgumentException("field " + number + " may not hold this value");
            }
        });
        return HexFormat.of().parseHex(hex(message.mti(), message.fields()));
    }

    /** The message's bytes as hex text with card digits starred; every byte stands where it stands on the wire. */
    public String maskedHex(IsoMessage message) {
        return hex(message.mti(), message.maskedFields());
    }

    /**
     * Reads a message.
     *
     * @throws MalformedFrameException when the bytes are anything but one message
     */
    public IsoMessage decode(byte[] frame) {
        var in = new HexReader(HexFormat.of().withUpperCase().formatHex(frame));
        Coding coding = dialect.ofDigits();
        String mti = coding.fromHex(in.take(coding.hexDigits(MTI_DIGITS)), MTI_DIGITS);
        if (!Mti.isShaped(mti, dialect.version())) {
            throw new MalformedFrameException("message type is not one of this dialect");
        }
        var fields = new TreeMap<Integer, String>();
        for (int number : Bitmap.read(in)) {
            Field field = dialect.row(number)
                    .orElseThrow(() -> MalformedFrameException.inField(number, "is not in the table"));
            fields.put(number, field.fromHex(in));
        }
        if (!in.isAtEnd()) {
            throw new MalformedFrameException("bytes are left over after the last field");
        }
        return new IsoMessage(new Mti(mti), fields);
    }

    private String hex(Mti mti, SortedMap<Integer, String> fields) {
        var out = new StringBuilder(dialect.ofDigits().toHex(mti.digits())).append(Bitmap.write(fields.keySet()));
        fields.forEach((number, value) -> out.append(row(number).toHex(value)));
        return out.toString();
    }

    private Field row(int number) {
        return dialect.row(number)
                .orElseThrow(() -> new IllegalArgumentException("field " + number + " is not in the table"));
    }
}
