package dev.tidegate.simulator.hsm;

import java.util.Arrays;
import java.util.HexFormat;

/** Runs of bytes. */
final class Bytes {
    private Bytes() {}

    static byte[] join(byte[]... parts) {
        byte[] out = new byte[Arrays.stream(parts).mapToInt(each -> each.length).sum()];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, out, at, part.length);
            at += part.length;
        }
        return out;
    }

    /** The first, with the other laid over it as often as needed. */
    static byte[] xor(byte[] one, byte[] other) {
        byte[] out = new byte[one.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (byte) (one[i] ^ other[i % other.length]);
        }
        return out;
    }

    static byte[] ofHex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
