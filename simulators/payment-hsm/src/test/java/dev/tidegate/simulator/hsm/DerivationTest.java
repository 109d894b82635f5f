package dev.tidegate.simulator.hsm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Printed values of the standards, quoted, so that this implementation stands by itself. */
final class DerivationTest {
    private static final Cipherer MASTER = new Cipherer(Cipherer.Kind.AES, hex(Options.TEST_KEY));

    // ANSI X9.24-1:2009, A.4: KSN FFFF9876543210E00008.
    @Test
    void workingKey_exampleOfTripleDes_enciphersThePrintedBlock() {
        Cipherer pin = Derivation.workingKey(tdesBase(), serial(0, "FFFF9876543210E00008"), 0x1000, 16);

        assertThat(pin.encrypt(hex("041274EDCBA9876F"))).isEqualTo(hex("50E55547A5027551"));
    }

    @Test
    void workingKey_exampleOfTripleDes_makesThePrintedCodes() {
        Cipherer request = Derivation.workingKey(tdesBase(), serial(0, "FFFF9876543210E00008"), 0x2000, 16);
        Cipherer response = Derivation.workingKey(tdesBase(), serial(0, "FFFF9876543210E00008"), 0x2001, 16);
        byte[] data = "4012345678909D987".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

        assertThat(Codes.retail(request.key(), data, false)).startsWith(hex("3679055B"));
        assertThat(Codes.retail(response.key(), data, false)).startsWith(hex("7FACA91D"));
    }

    // Quoted in the manuals of several makers for the same keys.
    @Test
    void workingKey_exampleOfTripleDesData_hasTheExtraStep() {
        Cipherer data = Derivation.workingKey(tdesBase(), serial(0, "FFFF9876543210E00008"), 0x3000, 16);
        Cipherer legacy = Derivation.workingKey(tdesBase(), serial(2, "FFFF9876543210E00008"), 0x3002, 16);

        assertThat(data.key()).isEqualTo(hex("C39B2778B058AC376FB18DC906F75CBA"));
        assertThat(legacy.key()).isEqualTo(hex("27F66D52440062E1AA6F6120ED144280"));
    }

    // ANSI X9.24-3:2017, supplement: AES-128 BDK, counter 1.
    @Test
    void workingKey_exampleOfAes_isThePrintedOne() {
        Serial serial = serial(0, "123456789012345600000001");

        assertThat(Derivation.workingKey(aesBase(), serial, 0x1000, 16).key())
                .isEqualTo(hex("AF8CB133A78F8DC2D1359F18527593FB"));
        assertThat(Derivation.workingKey(aesBase(), serial, 0x2000, 16).key())
                .isEqualTo(hex("A2DC23DE6FDE0824A2BC321E08E4B8B7"));
        assertThat(Derivation.workingKey(aesBase(), serial, 0x3000, 16).key())
                .isEqualTo(hex("A35C412EFD41FDB98B69797C02DCD08F"));
    }

    @Test
    void read_serialsThatNoDeviceSends_areRefused() {
        for (String digits : new String[] {
            "FFFF9876543210E00000", "FFFF9876543210E007FF", "12345678901234560001FFFF", "1234", "FFFF9876543210E0000100"
        }) {
            assertThatThrownBy(() -> serial(0, digits)).isInstanceOf(RefusedException.class);
        }
        assertThatThrownBy(() -> serial(3, "FFFF9876543210E00001")).isInstanceOf(RefusedException.class);
    }

    // TR-31:2018, A.7.4.
    @Test
    void open_sampleBlock_isThePrintedKey() {
        byte[] block = ascii("D0112P0AE00E0000B82679114F470F540165EDFBF7E250FCEA43F810D215F8D207E2E417C07156A2"
                + "7E8E31DA05F7425509593D03A457DC34");

        assertThat(ClearKey.open(block, MASTER).bytes()).isEqualTo(hex("3F419E1CB7079442AA37474C2EFBF8B8"));
    }

    @Test
    void open_everyBitFlipped_isRefused() {
        byte[] block = Blocks.sealed("B0", 'A', 'X', hex("FEDCBA9876543210F1F1F1F1F1F1F1F1"));

        for (int bit = 0; bit < 8 * block.length; bit++) {
            byte[] flipped = block.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> ClearKey.open(flipped, MASTER)).isInstanceOf(RefusedException.class);
        }
        for (int length = 0; length < block.length; length++) {
            byte[] cut = Arrays.copyOf(block, length);
            assertThatThrownBy(() -> ClearKey.open(cut, MASTER)).isInstanceOf(RefusedException.class);
        }
    }

    // SP 800-38B, D.1 and D.2: AES-128 and triple DES of two keys, message of no bytes.
    @Test
    void cmac_examplesOfNist_agree() {
        Cipherer aes = new Cipherer(Cipherer.Kind.AES, hex("2B7E151628AED2A6ABF7158809CF4F3C"));
        Cipherer tdes = new Cipherer(Cipherer.Kind.TDES, hex("0123456789ABCDEF23456789ABCDEF01"));

        assertThat(aes.cmac(new byte[0])).isEqualTo(hex("BB1D6929E95937287FA37D129B756746"));
        assertThat(tdes.cmac(new byte[0])).isEqualTo(hex("79CE52A7F786A960"));
        assertThat(aes.cmac(hex("6BC1BEE22E409F96E93D7E117393172A")))
                .isEqualTo(hex("070A16B46B4D4144F79BDD9DD04A287C"));
    }

    private static ClearKey tdesBase() {
        return ClearKey.open(Blocks.sealed("B0", 'T', 'X', hex("0123456789ABCDEFFEDCBA9876543210")), MASTER);
    }

    private static ClearKey aesBase() {
        return ClearKey.open(Blocks.sealed("B0", 'A', 'X', hex("FEDCBA9876543210F1F1F1F1F1F1F1F1")), MASTER);
    }

    private static Serial serial(int dialect, String digits) {
        return Serial.read(Bytes.join(new byte[] {(byte) dialect}, hex(digits)));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
