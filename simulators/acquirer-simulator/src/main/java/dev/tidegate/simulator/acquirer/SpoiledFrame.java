package dev.tidegate.simulator.acquirer;

import dev.tidegate.simulator.acquirer.wire.Dialect;
import dev.tidegate.simulator.acquirer.wire.Frame;
import dev.tidegate.simulator.acquirer.wire.Framing;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An answer as bytes to be written, one piece after the other.
 *
 * @param hangsUp the connection is closed behind the last piece
 */
record SpoiledFrame(List<byte[]> pieces, boolean hangsUp) {
    private static final int BYTES_CUT = 3;
    private static final int BYTES_ADDED = 5;
    private static final int BITMAP_BYTES = 8;

    SpoiledFrame {
        pieces = List.copyOf(pieces);
    }

    /**
     * Spoils a message on its way.
     *
     * @param asked the frame it answers
     */
    static SpoiledFrame of(Spoiling how, byte[] message, Frame asked, Framing framing, Dialect dialect) {
        byte[] whole = framing.bytes(asked.back(message));
        return switch (how) {
            case NONE, UNKNOWN_FIELD -> one(whole);
            case BAD_MAC -> one(framing.bytes(asked.back(changed(message, message.length - 1, 0x01))));
            case GARBAGE -> one(framing.bytes(asked.back(garbage(message.length))));
            case TRUNCATED -> one(framing.bytes(asked.back(Arrays.copyOf(message, message.length - BYTES_CUT))));
            case TRAILING -> one(framing.bytes(asked.back(Arrays.copyOf(message, message.length + BYTES_ADDED))));
            case NOT_DECIMAL -> one(framing.bytes(asked.back(undecimal(message, firstField(message, dialect)))));
            case BAD_TYPE -> one(framing.bytes(asked.back(undecimal(message, 0))));
            case KEEP_ALIVE -> new SpoiledFrame(List.of(framing.keepAlive(), whole), false);
            case ONE_BYTE_AT_A_TIME ->
                new SpoiledFrame(
                        IntStream.range(0, whole.length)
                                .mapToObj(at -> new byte[] {whole[at]})
                                .toList(),
                        false);
            case HALF_FRAME -> new SpoiledFrame(List.of(Arrays.copyOf(whole, whole.length / 2)), true);
        };
    }

    private static SpoiledFrame one(byte[] piece) {
        return new SpoiledFrame(List.of(piece), false);
    }

    private static byte[] changed(byte[] message, int at, int bits) {
        byte[] changed = message.clone();
        changed[at] = (byte) (changed[at] ^ bits);
        return changed;
    }

    /** The byte becomes Fx: neither a packed digit nor a written one. */
    private static byte[] undecimal(byte[] message, int at) {
        return changed(message, at, ~message[at] & 0xF0);
    }

    private static int firstField(byte[] message, Dialect dialect) {
        int bitmap = dialect == Dialect.IFSF_LIKE ? 4 : 2;
        boolean secondary = (message[bitmap] & 0x80) != 0;
        return bitmap + (secondary ? 2 : 1) * BITMAP_BYTES;
    }

    private static byte[] garbage(int length) {
        var bytes = new byte[length];
        Arrays.fill(bytes, (byte) 0xDB);
        return bytes;
    }
}
