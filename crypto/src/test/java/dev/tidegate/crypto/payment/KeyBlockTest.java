package dev.tidegate.crypto.payment;

import static dev.tidegate.crypto.payment.PaymentSamples.TDES;
import static dev.tidegate.crypto.payment.PaymentSamples.ascii;
import static dev.tidegate.crypto.payment.PaymentSamples.chance;
import static dev.tidegate.crypto.payment.PaymentSamples.codeOf;
import static dev.tidegate.crypto.payment.PaymentSamples.header;
import static dev.tidegate.crypto.payment.PaymentSamples.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Round trips, and everything that must not be read (crypto design, "What bad input gets"). */
final class KeyBlockTest {
    private final SplittableRandom chance = chance(9_143);
    private final PaymentKey aes = key(chance, KeyAlgorithm.AES, 32);
    private final PaymentKey tdes = key(chance, KeyAlgorithm.TDES, 24);

    @Test
    void seal_everyKindOfKey_opensAgain() {
        for (int i = 0; i < 400; i++) {
            KeyAlgorithm algorithm = KeyAlgorithm.values()[i % 5];
            boolean tdesBlock = algorithm != KeyAlgorithm.AES && chance.nextBoolean();
            PaymentKey protection = tdesBlock ? tdes : aes;
            PaymentKey inner = key(chance, algorithm, length(algorithm));
            KeyBlockHeader header = header(tdesBlock ? 'B' : 'D', algorithm, blocks());

            byte[] ascii = KeyBlock.seal(header, inner, protection, chance);
            KeyBlock read = KeyBlock.read(ascii);
            PaymentKey opened = read.open(protection, KeyBlockVectorTest.slotOf(header), TDES);

            assertThat(opened.bytes()).isEqualTo(inner.bytes());
            assertThat(read.header()).isEqualTo(header);
        }
    }

    @Test
    void seal_keysOfOneAlgorithm_areEquallyLong() {
        byte[] shorter =
                KeyBlock.seal(header('D', KeyAlgorithm.AES, List.of()), key(chance, KeyAlgorithm.AES, 16), aes, chance);
        byte[] longer =
                KeyBlock.seal(header('D', KeyAlgorithm.AES, List.of()), key(chance, KeyAlgorithm.AES, 32), aes, chance);

        assertThat(shorter).hasSameSizeAs(longer);
    }

    @Test
    void open_everyBitFlipped_isRefused() {
        Map<String, Integer> answers = new TreeMap<>();
        for (PaymentKey protection : new PaymentKey[] {aes, tdes}) {
            byte[] ascii = sealed(protection);
            for (int bit = 0; bit < 8 * ascii.length; bit++) {
                byte[] flipped = PaymentSamples.flipped(ascii, bit);
                answers.merge(open(flipped, protection), 1, Integer::sum);
            }
        }

        System.out.println("key blocks, single-bit flips: " + answers);
        assertThat(answers).doesNotContainKey("nothing");
        assertThat(answers.keySet()).allMatch(answer -> answer.matches("[A-Z_]+"));
    }

    @Test
    void open_everyTruncation_isRefused() {
        byte[] ascii = sealed(aes);

        for (int length = 0; length < ascii.length; length++) {
            assertThat(open(Arrays.copyOf(ascii, length), aes)).isEqualTo("LENGTH");
        }
    }

    // Truncated, with a length field that agrees: the structure may be right, the code never is.
    @Test
    void open_everyTruncationThatSaysItsLength_isRefused() {
        byte[] ascii = sealed(aes);

        for (int length = 16; length < ascii.length; length++) {
            byte[] cut = Arrays.copyOf(ascii, length);
            System.arraycopy(ascii(String.format(Locale.ROOT, "%04d", length)), 0, cut, 1, 4);
            assertThat(open(cut, aes)).isIn("LENGTH", "OPTIONAL_BLOCK", "NOT_GENUINE");
        }
    }

    @Test
    void open_otherKeyOrWrongPadding_looksTheSame() {
        PaymentKey other = key(chance, KeyAlgorithm.AES, 32);
        PaymentKey inner = key(chance, KeyAlgorithm.AES, 16);
        byte[] ascii = KeyBlock.seal(header('D', KeyAlgorithm.AES, List.of()), inner, aes, chance);
        byte[] wrongLength = sealedPlain(new byte[] {0x00, (byte) 0x81});
        byte[] longLength = sealedPlain(new byte[] {0x7F, (byte) 0xF8});
        byte[] noLength = sealedPlain(new byte[] {0x00, 0x00});

        assertThat(List.of(open(ascii, other), open(wrongLength, aes), open(longLength, aes), open(noLength, aes)))
                .containsOnly("NOT_GENUINE");
    }

    @Test
    void read_fuzzedBlocks_endsInAValueOrARejection() {
        byte[] ascii = sealed(aes);
        Map<String, Integer> answers = new TreeMap<>();

        for (int i = 0; i < 20_000; i++) {
            byte[] spoiled = PaymentSamples.spoiled(ascii, chance);
            answers.merge(open(spoiled, aes), 1, Integer::sum);
        }

        System.out.println("key blocks, fuzzed: " + answers);
        assertThat(answers.keySet()).allMatch(answer -> answer.matches("[A-Z_]+|nothing"));
        assertThat(answers.getOrDefault("nothing", 0)).as("unspoiled by chance").isLessThan(200);
    }

    @Test
    void read_lengthFieldThatLies_isRefused() {
        byte[] ascii = sealed(aes);
        ascii[4] ^= 1;

        assertThat(open(ascii, aes)).isEqualTo("LENGTH");
    }

    @Test
    void read_lowerCaseHex_isRefused() {
        String block = text(sealed(aes));
        String lower = block.substring(0, block.length() - 32)
                + block.substring(block.length() - 32)
                        .replace('A', 'a')
                        .replace('B', 'b')
                        .replace('C', 'c');

        assertThat(open(ascii(lower), aes)).isEqualTo("CHARACTERS");
    }

    @Test
    void read_unknownVersion_isRefused() {
        byte[] ascii = sealed(aes);
        ascii[0] = 'E';

        assertThat(open(ascii, aes)).isEqualTo("VERSION");
    }

    @Test
    void seal_deprecatedVersion_isTheCallersMistake() {
        PaymentKey inner = key(chance, KeyAlgorithm.TDES, 16);

        for (char version : new char[] {'A', 'C'}) {
            KeyBlockHeader header = header(version, KeyAlgorithm.TDES, List.of());
            assertThatThrownBy(() -> KeyBlock.seal(header, inner, tdes, chance))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void open_keyOfTheOtherCipher_isRefused() {
        assertThat(open(sealed(aes), tdes)).isEqualTo("PROTECTION");
    }

    @Test
    void open_tripleDesInsideWhileItIsOff_isRefused() {
        KeyBlockHeader header = header('D', KeyAlgorithm.TDES, List.of());
        byte[] ascii = KeyBlock.seal(header, key(chance, KeyAlgorithm.TDES, 16), aes, chance);

        assertThatThrownBy(() -> KeyBlock.read(ascii).open(aes, KeyBlockVectorTest.slotOf(header), TdesSwitch.off()))
                .isInstanceOf(TdesNotAllowedException.class);
    }

    private byte[] sealed(PaymentKey protection) {
        char version = protection == aes ? 'D' : 'B';
        KeyBlockHeader header = header(version, KeyAlgorithm.TDES, List.of(new OptionalBlock("KS", "00604B120F92")));
        return KeyBlock.seal(header, key(chance, KeyAlgorithm.TDES, 16), protection, chance);
    }

    /** A block with a right code over a length field that says something impossible. */
    private byte[] sealedPlain(byte[] length) {
        byte[] plain = Arrays.copyOf(length, 32);
        KeyBlockVersion version = KeyBlockVersion.D;
        String text = header('D', KeyAlgorithm.AES, List.of()).text(2 * (32 + 16), 16);
        byte[] mac = version.mac(version.key(aes, KeyBlockVersion.AUTHENTICATION), ascii(text), plain);
        byte[] enciphered = Blocks.encryptChained(version.key(aes, KeyBlockVersion.ENCRYPTION), mac, plain);
        java.util.HexFormat hex = java.util.HexFormat.of().withUpperCase();
        return ascii(text + hex.formatHex(enciphered) + hex.formatHex(mac));
    }

    private static String open(byte[] ascii, PaymentKey protection) {
        return codeOf(() -> {
            KeyBlock block = KeyBlock.read(ascii);
            block.open(protection, KeyBlockVectorTest.slotOf(block.header()), TDES)
                    .close();
        });
    }

    private List<OptionalBlock> blocks() {
        List<OptionalBlock> blocks = new ArrayList<>();
        for (int i = 0; i < chance.nextInt(4); i++) {
            String data = "x".repeat(chance.nextInt(chance.nextInt(10) == 0 ? 2_000 : 40));
            blocks.add(new OptionalBlock("Z" + i, data));
        }
        return blocks;
    }

    private int length(KeyAlgorithm algorithm) {
        return switch (algorithm) {
            case AES -> 16 + 8 * chance.nextInt(3);
            case TDES -> 16 + 8 * chance.nextInt(2);
            case HMAC, RSA, EC -> 1 + chance.nextInt(600);
        };
    }

    private static String text(byte[] ascii) {
        return new String(ascii, StandardCharsets.US_ASCII);
    }
}
