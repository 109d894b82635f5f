package dev.tidegate.emv.testcard;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/** What noise, bad luck and bad people do to an answer. */
public final class Mutation implements UnaryOperator<byte[]> {
    private static final String[] STATUS = {
        "6985", "6283", "6A81", "6A82", "6A83", "6110", "6100", "6C10", "6C00", "6F00", "9000", "63C0", "6700", "0000"
    };

    private final RandomGenerator random;
    private final int oneIn;
    private byte[] earlier = new byte[0];

    /** @param oneIn how many answers stay as they are for one that does not */
    public Mutation(RandomGenerator random, int oneIn) {
        this.random = random;
        this.oneIn = oneIn;
    }

    @Override
    public byte[] apply(byte[] answer) {
        byte[] changed = random.nextInt(oneIn) == 0 ? change(answer) : answer;
        earlier = answer;
        return changed;
    }

    private byte[] change(byte[] answer) {
        return switch (random.nextInt(12)) {
            case 0 -> withByte(answer, 1 << random.nextInt(8));
            case 1 -> withByte(answer, 1 + random.nextInt(255));
            case 2 -> Arrays.copyOf(answer, random.nextInt(answer.length + 1));
            case 3 -> Arrays.copyOf(answer, answer.length + random.nextInt(64));
            case 4 -> withStatus(answer);
            case 5 -> Hex.bytes(STATUS[random.nextInt(STATUS.length)]);
            case 6 -> noise(random.nextInt(300));
            case 7 -> withoutByte(answer);
            case 8 -> withInsertion(answer);
            case 9 -> earlier.clone();
            case 10 -> Hex.join(noise(random.nextInt(256)), Hex.bytes("9000"));
            default -> twice(answer);
        };
    }

    private byte[] withByte(byte[] answer, int mask) {
        byte[] changed = answer.clone();
        if (changed.length > 0) {
            changed[random.nextInt(changed.length)] ^= (byte) mask;
        }
        return changed;
    }

    private byte[] withStatus(byte[] answer) {
        byte[] data = Arrays.copyOf(answer, Math.max(0, answer.length - 2));
        return Hex.join(data, Hex.bytes(STATUS[random.nextInt(STATUS.length)]));
    }

    private byte[] withoutByte(byte[] answer) {
        if (answer.length < 3) {
            return answer;
        }
        int at = random.nextInt(answer.length - 2);
        return Hex.join(Arrays.copyOf(answer, at), Arrays.copyOfRange(answer, at + 1, answer.length));
    }

    private byte[] withInsertion(byte[] answer) {
        int at = random.nextInt(answer.length + 1);
        return Hex.join(
                Arrays.copyOf(answer, at), noise(1 + random.nextInt(4)), Arrays.copyOfRange(answer, at, answer.length));
    }

    // The content of the answer's template a second time, with a length that fits.
    private static byte[] twice(byte[] answer) {
        if (answer.length < 6 || answer.length > 100 || answer[1] < 0) {
            return answer;
        }
        String hex = Hex.of(answer);
        String content = hex.substring(4, hex.length() - 4);
        return Hex.bytes(Hex.tlv(hex.substring(0, 2), content, content) + "9000");
    }

    private byte[] noise(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
