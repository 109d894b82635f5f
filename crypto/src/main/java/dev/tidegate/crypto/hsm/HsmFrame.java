package dev.tidegate.crypto.hsm;

import dev.tidegate.core.port.HsmUnavailableException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A request or an answer on the wire, big-endian:
 *
 * <pre>
 * | length of the rest 2 | version 1 = 1 | command or status 1 | number 4 | fields: length 2, bytes |
 * </pre>
 */
final class HsmFrame {
    static final int HEAD_BYTES = 2;
    /** A message to authenticate, two key blocks and a little. */
    static final int BYTES_MAX = 16_384;

    private static final int VERSION = 1;
    private static final int FIXED_BYTES = 6;
    private static final int FIELDS_MAX = 8;

    private final int code;
    private final int number;
    private final List<byte[]> fields;

    HsmFrame(int code, int number, List<byte[]> fields) {
        this.code = code;
        this.number = number;
        this.fields = List.copyOf(fields);
    }

    /** Command or status. */
    int code() {
        return code;
    }

    int number() {
        return number;
    }

    /** The only field, the caller's own from now on. */
    byte[] field() {
        if (fields.size() != 1) {
            throw new HsmUnavailableException("the HSM's answer has other parts than it should");
        }
        return fields.getFirst();
    }

    /** @throws IllegalArgumentException longer than a frame may be; the caller's mistake */
    byte[] bytes() {
        int length =
                FIXED_BYTES + fields.stream().mapToInt(each -> 2 + each.length).sum();
        if (length > BYTES_MAX) {
            throw new IllegalArgumentException("a call of the HSM has at most " + BYTES_MAX + " bytes");
        }
        ByteBuffer out = ByteBuffer.allocate(HEAD_BYTES + length)
                .putShort((short) length)
                .put((byte) VERSION)
                .put((byte) code)
                .putInt(number);
        fields.forEach(each -> out.putShort((short) each.length).put(each));
        return out.array();
    }

    /**
     * Reads what follows the length.
     *
     * @throws HsmUnavailableException not a frame
     */
    static HsmFrame read(byte[] rest) {
        ByteBuffer in = ByteBuffer.wrap(rest);
        if (rest.length < FIXED_BYTES || in.get() != VERSION) {
            throw new HsmUnavailableException("the HSM speaks another protocol");
        }
        int code = in.get();
        int number = in.getInt();
        List<byte[]> fields = new ArrayList<>();
        while (in.hasRemaining()) {
            int length = in.remaining() < 2 ? Integer.MAX_VALUE : in.getChar();
            if (length > in.remaining() || fields.size() == FIELDS_MAX) {
                throw new HsmUnavailableException("the HSM's answer is malformed");
            }
            fields.add(Arrays.copyOfRange(rest, in.position(), in.position() + length));
            in.position(in.position() + length);
        }
        return new HsmFrame(code, number, fields);
    }
}
