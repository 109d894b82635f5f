package dev.tidegate.simulator.card;

import java.util.Arrays;
import java.util.SplittableRandom;

/** What faults do to the bytes of an answer, its status word last. */
final class Damage {
    private static final int[] SIGNATURES = {0x9F4B, 0x93, 0x90, 0x9F46, 0x9F2D};
    private static final int[] CRYPTOGRAM = {0x9F26};
    private static final int OVERSIZED_BYTES = 300;

    private Damage() {}

    static byte[] of(Fault fault, byte[] answer) {
        byte[] content = Arrays.copyOf(answer, Math.max(0, answer.length - 2));
        byte[] status = Arrays.copyOfRange(answer, content.length, answer.length);
        return switch (fault.kind()) {
            case STATUS -> Bytes.number(fault.value(), 2);
            case EMPTY, REMOVAL, REMOVAL_AFTER -> new byte[0];
            case DELAY, HIGHER -> answer;
            case WRONG_SIGNATURE -> Bytes.join(flipped(content, SIGNATURES, content.length / 2), status);
            case WRONG_CRYPTOGRAM -> Bytes.join(flipped(content, CRYPTOGRAM, 5), status);
            case WRONG_LENGTH -> Bytes.join(Arrays.copyOf(content, Math.max(0, content.length - 1)), status);
            case MALFORMED -> Bytes.join(malformed(content), status);
            case GARBAGE -> Bytes.join(garbage(fault.value(), Math.max(content.length, 4)), Bytes.hex("9000"));
            case OVERSIZED -> Bytes.join(Bytes.hex("7782FFFF"), Bytes.filled(0x5A, OVERSIZED_BYTES), Bytes.hex("9000"));
        };
    }

    /** One bit of the named object's value changed; where no object is named, of the byte at {@code bare}. */
    private static byte[] flipped(byte[] content, int[] tags, int bare) {
        byte[] damaged = content.clone();
        for (int tag : tags) {
            int at = find(content, 0, content.length, tag);
            if (at >= 0) {
                damaged[at + 1] ^= 0x01;
                return damaged;
            }
        }
        if (content.length > bare && (content[0] & 0xFF) == 0x80) {
            damaged[bare] ^= 0x01;
        }
        return damaged;
    }

    /** The first length byte says that four more bytes of length follow, which are all ones. */
    private static byte[] malformed(byte[] content) {
        if (content.length < 2) {
            return Bytes.hex("7084FFFFFFFF");
        }
        int name = (content[0] & 0x1F) == 0x1F ? 2 : 1;
        return Bytes.join(
                Arrays.copyOf(content, name),
                Bytes.hex("84FFFFFFFF"),
                Arrays.copyOfRange(content, Math.min(content.length, name + 1), content.length));
    }

    private static byte[] garbage(int seed, int length) {
        byte[] bytes = new byte[length];
        new SplittableRandom(seed).nextBytes(bytes);
        return bytes;
    }

    /** Where the value of an object begins, at whatever depth; -1 when it is not there. */
    private static int find(byte[] bytes, int from, int to, int wanted) {
        int at = from;
        while (at + 1 < to) {
            boolean constructed = (bytes[at] & 0x20) != 0;
            int tag = bytes[at++] & 0xFF;
            if ((tag & 0x1F) == 0x1F) {
                tag = tag << 8 | (bytes[at++] & 0xFF);
            }
            int length = at < to ? bytes[at++] & 0xFF : 0;
            if (length == 0x81 && at < to) {
                length = bytes[at++] & 0xFF;
            }
            if (tag == wanted && at + 1 < to) {
                return at;
            }
            int inside = constructed ? find(bytes, at, Math.min(to, at + length), wanted) : -1;
            if (inside >= 0) {
                return inside;
            }
            at += length;
        }
        return -1;
    }
}
