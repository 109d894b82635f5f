package dev.tidegate.crypto.payment;

import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Keys and blocks for the tests, and chance with a seed. */
final class PaymentSamples {
    static final TdesSwitch TDES = TdesSwitch.on();
    static final KeySlot PIN_SLOT = new KeySlot(KeyAlgorithm.AES, Set.of("P0"), Set.of('E', 'B'), false);

    private PaymentSamples() {}

    /** Chance whose seed a failing run has printed. */
    static SplittableRandom chance(long seed) {
        System.out.println("seed: " + seed);
        return new SplittableRandom(seed);
    }

    static byte[] bytes(SplittableRandom chance, int length) {
        byte[] bytes = new byte[length];
        chance.nextBytes(bytes);
        return bytes;
    }

    static PaymentKey key(SplittableRandom chance, KeyAlgorithm algorithm, int length) {
        return PaymentKey.of(algorithm, bytes(chance, length), TDES);
    }

    /** A block of version D with a PIN key. */
    static byte[] pinBlockKey(PaymentKey protection, SplittableRandom chance) {
        KeyBlockHeader header = KeyBlockHeader.ofAes("P0", KeyAlgorithm.AES, 'E');
        return KeyBlock.seal(header, key(chance, KeyAlgorithm.AES, 16), protection, chance);
    }

    static KeyBlockHeader header(char version, KeyAlgorithm algorithm, List<OptionalBlock> optional) {
        return new KeyBlockHeader(version, "P0", algorithm, 'E', "00", 'N', '0', optional);
    }

    static byte[] flipped(byte[] bytes, int bit) {
        byte[] flipped = bytes.clone();
        flipped[bit / 8] ^= (byte) (1 << bit % 8);
        return flipped;
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    /** One of a few ways of spoiling bytes. */
    static byte[] spoiled(byte[] bytes, SplittableRandom chance) {
        byte[] spoiled = bytes.clone();
        return switch (chance.nextInt(5)) {
            case 0 -> Arrays.copyOf(spoiled, chance.nextInt(2 * spoiled.length));
            case 1 -> bytes(chance, chance.nextInt(200));
            case 2 -> flipped(spoiled, chance.nextInt(8 * spoiled.length));
            default -> {
                for (int i = 0; i <= chance.nextInt(4); i++) {
                    spoiled[chance.nextInt(spoiled.length)] =
                            (byte) "0123456789ABCDEFXTPBKS".charAt(chance.nextInt(22));
                }
                yield spoiled;
            }
        };
    }

    /** The short name that a door says, or what else it threw. */
    static String codeOf(ThrowingCallable door) {
        Throwable thrown = catchThrowable(door);
        return switch (thrown) {
            case KeyBlockRejectedException rejected -> rejected.code();
            case KeyUsageRejectedException rejected -> rejected.code();
            case KsnRejectedException rejected -> rejected.code();
            case null -> "nothing";
            default -> thrown.toString();
        };
    }
}
