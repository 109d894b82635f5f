package dev.tidegate.simulator.pinpad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** PINs for issuers, with the keys and samples that the standards print. */
final class OnlinePinsTest {
    /** X9.24-1, annex A: initial key of base key 0123…3210, and the number of its samples. */
    private static final String TDES_KEY = "6AC292FAA1315B4D858AB3A3D7D5933A";

    private static final String TDES_SERIAL = "FFFF9876543210E00000";
    private static final String SAMPLE_NUMBER = "4012345678909";

    /** X9.24-3, annex: initial key of base key FEDC…F1F1. */
    private static final String AES_KEY = "1273671EA26AC29AFA4D1084127652A1";

    private static final String AES_SERIAL = "123456789012345600000000";
    private static final String FIRST_AES_PIN_KEY = "AF8CB133A78F8DC2D1359F18527593FB";
    private static final String NUMBER = "4761739001010119";
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    @TempDir
    Path home;

    @Test
    void enciphered_underTripleDes_isTheStandardsSamples() {
        OnlinePins pins = open(TDES_KEY, TDES_SERIAL);

        assertThat(pins.enciphered("1234", SAMPLE_NUMBER)).isEqualTo("BLOCK 0 FFFF9876543210E00001 1B9C1845EB993A7A");
        assertThat(pins.enciphered("1234", SAMPLE_NUMBER)).isEqualTo("BLOCK 0 FFFF9876543210E00002 10A01C8D02C69107");
        assertThat(pins.enciphered("1234", SAMPLE_NUMBER)).isEqualTo("BLOCK 0 FFFF9876543210E00003 18DC07B94797B466");
    }

    @Test
    void enciphered_underAes_opensWithTheStandardsKey() throws Exception {
        String[] answer = open(AES_KEY, AES_SERIAL).enciphered("123456", NUMBER).split(" ");

        byte[] inner = decrypted(HEX.parseHex(answer[3]));
        byte[] account = HEX.parseHex("4" + NUMBER + "0".repeat(15));
        for (int i = 0; i < inner.length; i++) {
            inner[i] ^= account[i];
        }
        assertThat(answer[1]).isEqualTo("4");
        assertThat(answer[2]).isEqualTo("123456789012345600000001");
        assertThat(HEX.formatHex(decrypted(inner))).startsWith("46123456AAAAAAAA");
    }

    @ParameterizedTest
    @CsvSource({TDES_KEY + "," + TDES_SERIAL, AES_KEY + "," + AES_SERIAL})
    void pad_startedAgain_usesNoKeyTwice(String key, String serial) {
        List<String> serials = new ArrayList<>();
        for (int start = 0; start < 5; start++) {
            OnlinePins pins = open(key, serial);
            for (int entry = 0; entry < 3; entry++) {
                serials.add(pins.enciphered("1234", NUMBER).split(" ")[2]);
            }
        }

        assertThat(serials).hasSize(15).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void pad_thatDiesAfterTheCounterIsKept_skipsThatKey() throws IOException {
        open(TDES_KEY, TDES_SERIAL).enciphered("1234", NUMBER);
        String kept = Files.readString(home.resolve("next-key"));

        assertThat(kept).isEqualTo("2\n");
        assertThat(open(TDES_KEY, TDES_SERIAL).enciphered("1234", NUMBER)).contains("E00002");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "one", "12345678901"})
    void counter_thatCannotBeRead_refusesTheStart(String damaged) throws IOException {
        Path ignored = Files.writeString(home.resolve("next-key"), damaged);

        assertThatIllegalStateException().isThrownBy(() -> open(TDES_KEY, TDES_SERIAL));
    }

    @Test
    void counter_withMoreBitsThanADeviceUses_goesToTheNextThatHasFewer() throws IOException {
        Path ignored = Files.writeString(home.resolve("next-key"), String.valueOf(0x7FF));

        assertThat(open(TDES_KEY, TDES_SERIAL).enciphered("1234", NUMBER)).contains("FFFF9876543210E00800");
    }

    @ParameterizedTest
    @CsvSource({
        TDES_KEY + "," + TDES_SERIAL + ", 2096129",
        TDES_KEY + "," + TDES_SERIAL + ", 2097152",
        AES_KEY + "," + AES_SERIAL + ", 4294901761",
        AES_KEY + "," + AES_SERIAL + ", 4294967296"
    })
    void keys_allUsed_giveNoPin(String key, String serial, String next) throws IOException {
        Path ignored = Files.writeString(home.resolve("next-key"), next);

        assertThat(open(key, serial).enciphered("1234", NUMBER)).isEqualTo("NO_KEY");
    }

    @Test
    void keys_last_isUsed() throws IOException {
        Path ignored = Files.writeString(home.resolve("next-key"), String.valueOf(0x1FF800));

        assertThat(open(TDES_KEY, TDES_SERIAL).enciphered("1234", NUMBER)).contains("FFFF9876543210FFF800");
    }

    @Test
    void home_afterMany_holdsACounterAndNothingElse() throws IOException {
        OnlinePins pins = open(AES_KEY, AES_SERIAL);
        for (int entry = 0; entry < 20; entry++) {
            pins.enciphered("1234", NUMBER);
        }

        try (var files = Files.list(home)) {
            assertThat(files).containsExactly(home.resolve("next-key"));
        }
        assertThat(Files.readString(home.resolve("next-key"))).isEqualTo("21\n");
    }

    private OnlinePins open(String key, String serial) {
        return OnlinePins.open(new PadOptions.Keys(home, key, serial));
    }

    private static byte[] decrypted(byte[] block) throws Exception {
        Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(HEX.parseHex(FIRST_AES_PIN_KEY), "AES"));
        return cipher.doFinal(block);
    }
}
