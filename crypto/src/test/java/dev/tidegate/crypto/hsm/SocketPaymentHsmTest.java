package dev.tidegate.crypto.hsm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidegate.core.card.Ksn;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.card.Pan;
import dev.tidegate.core.port.HsmUnavailableException;
import dev.tidegate.core.port.PaymentHsm.DataAnswer;
import dev.tidegate.core.port.PaymentHsm.Dialect;
import dev.tidegate.core.port.PaymentHsm.HsmKey;
import dev.tidegate.core.port.PaymentHsm.MacAnswer;
import dev.tidegate.core.port.PaymentHsm.MacCheck;
import dev.tidegate.core.port.PaymentHsm.MacKind;
import dev.tidegate.core.port.PaymentHsm.PinAnswer;
import dev.tidegate.core.port.PaymentHsm.PinFormat;
import dev.tidegate.core.port.PaymentHsm.Refusal;
import dev.tidegate.core.port.PaymentHsm.Refused;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What goes over the wire, and what becomes of every kind of answer and of none. */
final class SocketPaymentHsmTest {
    private static final HsmKey.Fixed KEY = new HsmKey.Fixed("KEY");
    private static final HsmKey.Dukpt BASE =
            new HsmKey.Dukpt("BASE", new Ksn(Octets.ofHex("FFFF9876543210E00001")), Dialect.LEGACY_DATA);
    private static final Octets BLOCK = Octets.ofHex("0102030405060708");

    private final ScriptedHsm module = new ScriptedHsm();
    private final SocketPaymentHsm hsm =
            new SocketPaymentHsm(module.address(), Duration.ofSeconds(30), System::nanoTime);

    @AfterEach
    void stop() {
        module.close();
    }

    @Test
    void translatePin_itsParts_goInTheOrderOfTheBook() {
        module.will(ScriptedHsm.answering(0, new byte[] {9, 9}));

        PinAnswer answer = hsm.translatePin(BASE, PinFormat.ISO_3, BLOCK, pan(), KEY, PinFormat.ISO_4);

        assertThat(answer).isEqualTo(new PinAnswer.Translated(Octets.ofHex("0909")));
        assertThat(call())
                .isEqualTo(Octets.ofHex("0101" + "00000001"
                        + "0004" + hex("BASE")
                        + "000B" + "02" + "FFFF9876543210E00001"
                        + "0001" + "03"
                        + "0008" + "0102030405060708"
                        + "0010" + hex("4761739001010119")
                        + "0003" + hex("KEY")
                        + "0001" + "04"));
    }

    @Test
    void generateMac_withAFixedKey_hasNoSerialNumber() {
        module.will(ScriptedHsm.answering(0, new byte[] {1, 2, 3, 4}));

        MacAnswer answer = hsm.generateMac(KEY, MacKind.CMAC, new byte[] {7});

        assertThat(answer).isEqualTo(new MacAnswer.Made(Octets.ofHex("01020304")));
        assertThat(call())
                .isEqualTo(Octets.ofHex("0102" + "00000001" + "0003" + hex("KEY") + "0000" + "000103" + "000107"));
    }

    @Test
    void verifyMac_yesAndNo_areTwoAnswers() {
        module.will(ScriptedHsm.answering(0, new byte[] {1}));
        assertThat(hsm.verifyMac(KEY, MacKind.RETAIL_1, new byte[1], BLOCK)).isEqualTo(new MacCheck.Genuine());

        module.will(ScriptedHsm.answering(0, new byte[] {0}));
        assertThat(hsm.verifyMac(KEY, MacKind.RETAIL_2, new byte[1], BLOCK)).isEqualTo(new MacCheck.Wrong());
    }

    @Test
    void verifyMac_neitherYesNorNo_isNoAnswer() {
        for (byte[] odd : new byte[][] {{2}, {}, {1, 1}}) {
            SocketPaymentHsm fresh = new SocketPaymentHsm(module.address(), System::nanoTime);
            module.will(ScriptedHsm.answering(0, odd));
            assertThatThrownBy(() -> fresh.verifyMac(KEY, MacKind.HMAC_SHA256, new byte[1], BLOCK))
                    .isInstanceOf(HsmUnavailableException.class);
        }
    }

    @Test
    void decryptData_closed_isZeros() {
        module.will(ScriptedHsm.answering(0, new byte[] {5, 6}));

        DataAnswer answer = hsm.decryptData(BASE, BLOCK);

        assertThat(answer).isInstanceOf(DataAnswer.Clear.class);
        DataAnswer.Clear clear = (DataAnswer.Clear) answer;
        assertThat(clear.bytes()).containsExactly(5, 6);
        clear.close();
        assertThat(clear.bytes()).containsExactly(0, 0);
    }

    @Test
    void decryptData_tooLong_isRefusedHere() {
        assertThat(hsm.decryptData(BASE, Octets.of(new byte[2_049]))).isEqualTo(new Refused(Refusal.UNSUPPORTED));
        assertThat(module.calls).isEmpty();
    }

    @Test
    void statuses_ofRefusals_areTyped() {
        Refusal[] refusals = {Refusal.KEY, Refusal.SERIAL_NUMBER, Refusal.PIN_BLOCK, Refusal.UNSUPPORTED};
        for (int status = 1; status <= 4; status++) {
            module.will(ScriptedHsm.answering(status));
            Refused expected = new Refused(refusals[status - 1]);
            assertThat(hsm.translatePin(BASE, PinFormat.ISO_0, BLOCK, pan(), KEY, PinFormat.ISO_0))
                    .isEqualTo(expected);
            assertThat(hsm.generateMac(BASE, MacKind.RETAIL_1, new byte[0])).isEqualTo(expected);
            assertThat(hsm.verifyMac(BASE, MacKind.RETAIL_1, new byte[0], BLOCK))
                    .isEqualTo(expected);
            assertThat(hsm.decryptData(BASE, BLOCK)).isEqualTo(expected);
        }
    }

    // Refusals are answers: the module is there.
    @Test
    void refusals_many_doNotTripTheBreaker() {
        module.will(ScriptedHsm.answering(1));

        for (int i = 0; i < 20; i++) {
            assertThat(hsm.generateMac(KEY, MacKind.CMAC, new byte[0])).isEqualTo(new Refused(Refusal.KEY));
        }
    }

    @Test
    void answer_thatIsNone_isUnavailable() {
        byte[][] odd = {
            {1},
            {2, 0, 0, 0, 0, 1},
            {1, 0, 0, 0, 0, 99},
            {1, 7, 0, 0, 0, 1},
            {1, 0, 0, 0, 0, 1},
            {1, 0, 0, 0, 0, 1, 9},
            {1, 0, 0, 0, 0, 1, 0, 5, 1}
        };
        for (byte[] answer : odd) {
            SocketPaymentHsm fresh = new SocketPaymentHsm(module.address(), System::nanoTime);
            module.will(call -> answer);
            assertThatThrownBy(() -> fresh.generateMac(KEY, MacKind.CMAC, new byte[0]))
                    .as(Arrays.toString(answer))
                    .isInstanceOf(HsmUnavailableException.class);
        }
    }

    @Test
    void answer_fuzzed_isAValueOrUnavailable() {
        SplittableRandom chance = new SplittableRandom(2_048);
        System.out.println("seed: 2048");
        for (int i = 0; i < 300; i++) {
            SocketPaymentHsm fresh = new SocketPaymentHsm(module.address(), System::nanoTime);
            byte[] noise = new byte[chance.nextInt(1, 40)];
            chance.nextBytes(noise);
            noise[0] = 1;
            module.will(call -> noise);
            Throwable thrown = org.assertj.core.api.Assertions.catchThrowable(
                    () -> fresh.generateMac(KEY, MacKind.CMAC, new byte[0]));
            assertThat(thrown == null || thrown instanceof HsmUnavailableException)
                    .as("%s", thrown)
                    .isTrue();
        }
    }

    @Test
    void ask_silentModule_isUnavailableWithinItsPatience() {
        SocketPaymentHsm hasty = new SocketPaymentHsm(module.address(), Duration.ofMillis(60), System::nanoTime);
        module.will(ScriptedHsm.SILENT);
        long before = System.nanoTime();

        HsmUnavailableException thrown = catchThrowableOfType(
                HsmUnavailableException.class, () -> hasty.generateMac(KEY, MacKind.CMAC, new byte[0]));

        assertThat(thrown).hasMessageContaining("SocketTimeoutException");
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void patience_ofTheProduct_isTwoSeconds() {
        assertThat(SocketPaymentHsm.PATIENCE).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void ask_nobodyThere_isUnavailable() throws IOException {
        SocketPaymentHsm lost = new SocketPaymentHsm(closedPort(), System::nanoTime);

        assertThatThrownBy(() -> lost.generateMac(KEY, MacKind.CMAC, new byte[0]))
                .isInstanceOf(HsmUnavailableException.class);
    }

    @Test
    void exception_ofAnyKind_holdsNoInput() throws IOException {
        SocketPaymentHsm lost = new SocketPaymentHsm(closedPort(), System::nanoTime);

        HsmUnavailableException thrown = catchThrowableOfType(
                HsmUnavailableException.class,
                () -> lost.translatePin(BASE, PinFormat.ISO_0, BLOCK, pan(), KEY, PinFormat.ISO_0));

        assertThat(thrown.getMessage()).doesNotContain("4761739001010119", "BASE", "0102");
    }

    @Test
    void ask_messageLongerThanAFrame_isTheCallersMistake() {
        assertThatThrownBy(() -> hsm.generateMac(KEY, MacKind.CMAC, new byte[20_000]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private Octets call() {
        return Octets.of(module.calls.getLast());
    }

    private static InetSocketAddress closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return (InetSocketAddress) socket.getLocalSocketAddress();
        }
    }

    private static Pan pan() {
        return Pan.of("4761739001010119".getBytes(StandardCharsets.US_ASCII));
    }

    private static String hex(String ascii) {
        return Octets.of(ascii.getBytes(StandardCharsets.US_ASCII)).hex();
    }
}
