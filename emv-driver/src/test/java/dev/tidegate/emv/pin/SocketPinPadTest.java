package dev.tidegate.emv.pin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.card.Pan;
import dev.tidegate.core.port.PaymentHsm.PinFormat;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A pad's program over a real socket. */
@Timeout(20)
final class SocketPinPadTest {
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final PinRequest PLAIN = new PinRequest.Plaintext(3);

    private final ServerSocket program;

    SocketPinPadTest() throws IOException {
        program = new ServerSocket(0, 4, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        program.close();
    }

    @Test
    void enter_presented_tellsWhatTheCardSaid() throws Exception {
        CompletableFuture<String> asked = saying("PRESENTED 63C2\n");

        assertThat(pad(LONG).enter(PLAIN)).isEqualTo(new PinEntry.Presented(0x63C2));
        assertThat(asked.get(5, TimeUnit.SECONDS)).isEqualTo("ENTER PLAINTEXT 3");
    }

    @Test
    void enter_enciphered_namesTheCardsKeyAndChallenge() throws Exception {
        CompletableFuture<String> asked = saying("BYPASSED\n");
        PinRequest request = new PinRequest.Enciphered(
                PinRequest.TRIES_UNKNOWN, Octets.ofHex("C0FFEE"), Octets.ofHex("03"), Octets.ofHex("0102030405060708"));

        assertThat(pad(LONG).enter(request)).isEqualTo(new PinEntry.Bypassed());
        assertThat(asked.get(5, TimeUnit.SECONDS)).isEqualTo("ENTER ENCIPHERED -1 C0FFEE 03 0102030405060708");
    }

    @Test
    void enter_cancelledOnThePad_saysSo() {
        var ignored = saying("CANCELLED\n");

        assertThat(pad(LONG).enter(PLAIN)).isEqualTo(new PinEntry.Cancelled());
    }

    @Test
    void enter_cardGone_saysSo() {
        var ignored = saying("REMOVED\n");

        assertThat(pad(LONG).enter(PLAIN)).isEqualTo(new PinEntry.Removed());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "\n", "PRESENTED\n", "PRESENTED 9G00\n", "PRESENTED 9000", "presented 9000\n", "1234\n"})
    void enter_anotherAnswer_isAPadThatDoesNotWork(String answer) {
        var ignored = saying(answer);

        assertThat(pad(LONG).enter(PLAIN)).isEqualTo(new PinEntry.NoPad());
    }

    @Test
    void enter_anAnswerWithoutEnd_isAPadThatDoesNotWork() {
        var ignored = saying("P".repeat(1_000));

        assertThat(pad(LONG).enter(PLAIN)).isEqualTo(new PinEntry.NoPad());
    }

    @ParameterizedTest
    @CsvSource({
        "BLOCK 0 FFFF9876543210E00001 1B9C1845EB993A7A, ISO_0, FFFF9876543210E00001, 1B9C1845EB993A7A",
        "BLOCK 4 123456789012345600000001 000102030405060708090A0B0C0D0E0F, ISO_4, 123456789012345600000001, "
                + "000102030405060708090A0B0C0D0E0F"
    })
    void enter_forTheIssuer_givesTheBlock(String said, PinFormat format, String ksn, String block) throws Exception {
        CompletableFuture<String> asked = saying(said + "\n");

        PinEntry entry = pad(LONG).enter(online());

        assertThat(entry).isInstanceOfSatisfying(PinEntry.Enciphered.class, enciphered -> {
            assertThat(enciphered.pin().format()).isEqualTo(format);
            assertThat(enciphered.pin().ksn().value().hex()).isEqualTo(ksn);
            assertThat(Octets.of(enciphered.pin().block()).hex()).isEqualTo(block);
        });
        assertThat(asked.get(10, TimeUnit.SECONDS)).isEqualTo("ENTER ONLINE 4761739001010119");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BLOCK",
                "BLOCK 0",
                "BLOCK 0 FFFF9876543210E00001",
                "BLOCK 0 FFFF9876543210E00001 ",
                "BLOCK 1 FFFF9876543210E00001 1B9C1845EB993A7A",
                "BLOCK 4 FFFF9876543210E00001 1B9C1845EB993A7A",
                "BLOCK 0 FFFF9876543210E000 1B9C1845EB993A7A",
                "BLOCK 0 FFFF9876543210E00001 1B9C1845EB993A7",
                "BLOCK 0 FFFF9876543210E00001 1B9C1845EB993A7G",
                "BLOCK 0 FFFF9876543210E00001 1B9C1845EB993A7A 1",
                "NO_KEY",
                "PRESENTED",
                "CANCELLED 1"
            })
    void enter_forTheIssuerAndNoBlock_isAPadThatDoesNotWork(String said) {
        var ignored = saying(said + "\n");

        assertThat(pad(LONG).enter(online())).isEqualTo(new PinEntry.NoPad());
    }

    @Test
    void enter_nobodyListens_isAPadThatIsNotThere() throws IOException {
        program.close();

        assertThat(pad(LONG).enter(PLAIN)).isEqualTo(new PinEntry.NoPad());
    }

    @Test
    void enter_noAnswerInTime_isAPadThatDoesNotWork() {
        assertThat(pad(Duration.ofMillis(50)).enter(PLAIN)).isEqualTo(new PinEntry.NoPad());
    }

    @Test
    void cancel_anEntry_takesTheRequestBack() throws Exception {
        SocketPinPad pad = pad(LONG);
        CompletableFuture<PinEntry> entry = CompletableFuture.supplyAsync(() -> pad.enter(PLAIN));
        try (Socket till = program.accept()) {
            String asked = reader(till).readLine();

            pad.cancel();

            assertThat(entry.get(10, TimeUnit.SECONDS)).isEqualTo(new PinEntry.Cancelled());
            assertThat(asked).isEqualTo("ENTER PLAINTEXT 3");
            assertThat(till.getInputStream().read()).as("the pad sees it").isNegative();
        }
    }

    @Test
    void cancel_noEntry_isHarmless() {
        SocketPinPad pad = pad(LONG);

        pad.cancel();

        var ignored = saying("PRESENTED 9000\n");
        assertThat(pad.enter(PLAIN)).isEqualTo(new PinEntry.Presented(0x9000));
    }

    @Test
    void pad_onAnotherMachine_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SocketPinPad(new InetSocketAddress("192.0.2.1", 8093)))
                .withMessageContaining("this machine");
    }

    private SocketPinPad pad(Duration answerMax) {
        return new SocketPinPad(new InetSocketAddress(program.getInetAddress(), program.getLocalPort()), answerMax);
    }

    /** The program hears one line, says its own and goes. */
    private CompletableFuture<String> saying(String answer) {
        return CompletableFuture.supplyAsync(() -> {
            try (Socket till = program.accept()) {
                String asked = reader(till).readLine();
                till.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                return String.valueOf(asked);
            } catch (IOException e) {
                return "nobody asked";
            }
        });
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    }

    private static PinRequest online() {
        return new PinRequest.Online(() -> Pan.of("4761739001010119".getBytes(StandardCharsets.US_ASCII)));
    }
}
