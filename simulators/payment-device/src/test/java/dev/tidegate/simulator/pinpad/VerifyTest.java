package dev.tidegate.simulator.pinpad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the pad sends to the card, and what it understands of the till. */
final class VerifyTest {
    @ParameterizedTest
    @CsvSource({
        "1234, 0020008008241234ffffffffff",
        "123456, 0020008008261234 56ffffffff",
        "123456789012, 00200080082c123456789012ff"
    })
    void command_aPlainPin_isThePinBlockOfTheBook(String pin, String command) {
        byte[] sent = Verify.command(pin, (PinRequest.ByCard) PinRequest.of("ENTER PLAINTEXT 3"));

        assertThat(HexFormat.of().formatHex(sent)).isEqualTo(command.replace(" ", ""));
    }

    @Test
    void command_anEncipheredPin_opensToBlockAndChallenge() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(1024);
        var pair = generator.generateKeyPair();
        RSAPublicKey key = (RSAPublicKey) pair.getPublic();
        RSAPrivateKey secret = (RSAPrivateKey) pair.getPrivate();
        var request = (PinRequest.ByCard) PinRequest.of("ENTER ENCIPHERED 2 " + hex(key.getModulus()) + " "
                + hex(key.getPublicExponent()) + " 0102030405060708");

        String sent = HexFormat.of().formatHex(Verify.command("4315", request));
        String plain =
                hex(new BigInteger(sent.substring(10), 16).modPow(secret.getPrivateExponent(), key.getModulus()));

        assertThat(sent).startsWith("0020008880").hasSize(2 * (5 + 128));
        assertThat(plain).startsWith("7f244315ffffffffff0102030405060708").hasSize(2 * 128);
        assertThat(request.tries()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ENTER",
                "ENTER PLAINTEXT",
                "ENTER PLAINTEXT x",
                "LEAVE PLAINTEXT 3",
                "ENTER ONLINE 3",
                "ENTER ONLINE",
                "ENTER ONLINE 40123456789x",
                "ENTER ENCIPHERED 3",
                "ENTER ENCIPHERED 3 C0FFEE 03 01",
                "ENTER ENCIPHERED 3 C0FFE 03 0102030405060708"
            })
    void request_anythingElse_isRefused(String line) {
        assertThatIllegalArgumentException().isThrownBy(() -> PinRequest.of(line));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "123", "1234567890123", "12a4", "up"})
    void press_neitherAWordNorAPin_isRefused(String press) {
        assertThatIllegalArgumentException().isThrownBy(() -> Press.of(press));
    }

    @Test
    void press_digits_areNotInItsText() {
        assertThat(Press.of("4711")).hasToString("Digits[****]");
    }

    @Test
    void options_withoutAReader_namesIt() {
        assertThatThrownBy(() -> PadOptions.of("--slot", "0")).hasMessageContaining("--reader");
        assertThatThrownBy(() -> PadOptions.of("--reader", "here")).hasMessageContaining("--reader");
        assertThatThrownBy(() -> PadOptions.of("--reader", "127.0.0.1:1", "--plain-pin", "12"))
                .hasMessage("--plain-pin: a PIN has 4 to 12 digits");
        assertThat(PadOptions.of("--reader", "127.0.0.1:8085").reader().getPort())
                .isEqualTo(8085);
    }

    private static String hex(BigInteger value) {
        String hex = value.toString(16);
        return hex.length() % 2 == 0 ? hex : "0" + hex;
    }
}
