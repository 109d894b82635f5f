package dev.tidegate.simulator.pinpad;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A card on one side, a till's reader on the other, and a person before the pad; all over real sockets. */
@Timeout(30)
final class PinPadSimulatorTest {
    private final HttpClient client = HttpClient.newHttpClient();
    private ServerSocket reader;
    private PinPadSimulator pad;

    @TempDir
    Path home;

    @BeforeEach
    void open() throws IOException {
        reader = new ServerSocket(0, 4, InetAddress.getLoopbackAddress());
        pad = new PinPadSimulator(PadOptions.of("--reader", "127.0.0.1:" + reader.getLocalPort()));
    }

    @AfterEach
    void close() throws IOException {
        pad.close();
        reader.close();
        client.shutdownNow();
    }

    @Test
    void card_putIn_isHandedOnToTheTill() throws IOException {
        try (Socket card = inserted();
                Socket till = reader.accept()) {
            send(till, "01");
            send(till, "04");
            assertThat(receive(card)).as("power on").isEqualTo("01");
            assertThat(receive(card)).as("asks for the ATR").isEqualTo("04");
            send(card, "3b65");
            assertThat(receive(till)).isEqualTo("3b65");
            send(till, "00a40400");
            assertThat(receive(card)).isEqualTo("00a40400");
            send(card, "6a82");
            assertThat(receive(till)).isEqualTo("6a82");
        }
    }

    @Test
    void card_takenOut_goesFromTheTillToo() throws IOException {
        try (Socket card = inserted();
                Socket till = reader.accept()) {
            end(card);

            assertThat(till.getInputStream().read()).isNegative();
        }
    }

    @Test
    void till_thatGoes_givesTheCardBack() throws IOException {
        try (Socket card = inserted();
                Socket till = reader.accept()) {
            end(till);

            assertThat(card.getInputStream().read()).isNegative();
        }
    }

    @Test
    void card_whileNoTillListens_isGivenBackAndTheNextIsTaken() throws IOException {
        int port = reader.getLocalPort();
        reader.close();
        try (Socket card = inserted()) {
            assertThat(card.getInputStream().read()).isNegative();
        }
        reader = new ServerSocket(port, 4, InetAddress.getLoopbackAddress());

        try (Socket card = inserted();
                Socket till = reader.accept()) {
            send(till, "01");
            assertThat(receive(card)).isEqualTo("01");
        }
    }

    @Test
    void entry_rightPin_isPresentedByThePadBetweenTwoCommands() throws Exception {
        try (Socket card = inserted();
                Socket till = reader.accept();
                Socket asking = asking("ENTER PLAINTEXT 3")) {
            assertThat(press("right")).isEqualTo(200);
            assertThat(receive(card)).isEqualTo("0020008008241234ffffffffff");
            send(card, "9000");

            assertThat(answer(asking)).isEqualTo("PRESENTED 9000");
            send(till, "80ae4000");
            assertThat(receive(card)).isEqualTo("80ae4000");
            send(card, "6985");
            assertThat(receive(till)).as("the till never saw the pad's command").isEqualTo("6985");
        }
    }

    @Test
    void entry_wrongPin_tellsWhatTheCardSaid() throws Exception {
        try (Socket card = inserted();
                Socket till = reader.accept();
                Socket asking = asking("ENTER PLAINTEXT 3")) {
            assertThat(press("wrong")).isEqualTo(200);
            assertThat(receive(card)).startsWith("0020008008240000");
            send(card, "63c2");

            assertThat(answer(asking)).isEqualTo("PRESENTED 63C2");
            assertThat(till.isClosed()).isFalse();
        }
    }

    @Test
    void entry_forTheIssuer_givesABlockAndAsksNoCard() throws Exception {
        try (PinPadSimulator keyed = new PinPadSimulator(PadOptions.of(
                "--reader",
                "127.0.0.1:" + reader.getLocalPort(),
                "--home",
                home.toString(),
                "--initial-key",
                "6AC292FAA1315B4D858AB3A3D7D5933A",
                "--serial",
                "FFFF9876543210E00000"))) {
            pad.close();
            pad = keyed;
            try (Socket asking = asking("ENTER ONLINE " + "4012345678909")) {
                assertThat(press("right")).isEqualTo(200);

                assertThat(answer(asking)).isEqualTo("BLOCK 0 FFFF9876543210E00001 1B9C1845EB993A7A");
            }
        }
    }

    @Test
    void entry_forTheIssuerWithoutAKey_isNone() throws Exception {
        try (Socket asking = asking("ENTER ONLINE " + "4012345678909")) {
            assertThat(press("right")).isEqualTo(200);

            assertThat(answer(asking)).isEqualTo("NO_KEY");
        }
    }

    @Test
    void entry_bypassedOrCancelled_sendsNothingToTheCard() throws Exception {
        try (Socket asking = asking("ENTER PLAINTEXT 3")) {
            assertThat(press("bypass")).isEqualTo(200);
            assertThat(answer(asking)).isEqualTo("BYPASSED");
        }
        try (Socket asking = asking("ENTER PLAINTEXT -1")) {
            assertThat(press("cancel")).isEqualTo(200);
            assertThat(answer(asking)).isEqualTo("CANCELLED");
        }
    }

    @Test
    void entry_withoutACard_isOver() throws Exception {
        try (Socket asking = asking("ENTER PLAINTEXT 3")) {
            assertThat(press("1234")).isEqualTo(200);

            assertThat(answer(asking)).isEqualTo("REMOVED");
        }
    }

    @Test
    void entry_cardPulledUnderIt_isOver() throws Exception {
        try (Socket card = inserted();
                Socket till = reader.accept();
                Socket asking = asking("ENTER PLAINTEXT 3")) {
            assertThat(press("right")).isEqualTo(200);
            assertThat(receive(card)).startsWith("00200080");
            end(card);

            assertThat(answer(asking)).isEqualTo("REMOVED");
            assertThat(till.getInputStream().read()).isNegative();
        }
    }

    @Test
    void entry_takenBackByTheTill_endsAndTheNextBegins() throws Exception {
        asking("ENTER PLAINTEXT 3").close();

        try (Socket next = asking("ENTER PLAINTEXT 2", 2)) {
            assertThat(press("bypass")).isEqualTo(200);
            assertThat(answer(next)).isEqualTo("BYPASSED");
        }
    }

    @Test
    void press_whileNobodyIsAsked_isRefused() throws Exception {
        assertThat(press("right")).isEqualTo(409);
        assertThat(press("up")).isEqualTo(400);
        assertThat(call("GET", "/nothing", "").statusCode()).isEqualTo(404);
        assertThat(call("GET", "/standing", "").body()).contains("\"open\":false");
    }

    private static void end(Socket socket) throws IOException {
        socket.close();
    }

    private Socket inserted() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), pad.slotPort());
    }

    private Socket asking(String line) throws Exception {
        return asking(line, 0);
    }

    /** A till's request, once it is open: the number of requests so far says which one it is. */
    private Socket asking(String line, int number) throws Exception {
        Socket till = new Socket();
        till.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), pad.port()));
        till.getOutputStream().write((line + "\n").getBytes(StandardCharsets.US_ASCII));
        String standing;
        do {
            standing = call("GET", "/waiting", "").body();
        } while (number > 0 && !standing.contains("\"entries\":" + number));
        assertThat(standing).contains("\"open\":true");
        return till;
    }

    private int press(String press) throws Exception {
        return call("POST", "/press", "{\"press\":\"" + press + "\"}").statusCode();
    }

    private HttpResponse<String> call(String method, String path, String body) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + pad.controlPort() + path);
        return client.send(
                HttpRequest.newBuilder(uri)
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String answer(Socket asking) throws IOException {
        return String.valueOf(
                new BufferedReader(new InputStreamReader(asking.getInputStream(), StandardCharsets.US_ASCII))
                        .readLine());
    }

    private static void send(Socket to, String hex) throws IOException {
        Frames.write(to.getOutputStream(), HexFormat.of().parseHex(hex));
    }

    private static String receive(Socket from) throws IOException {
        return HexFormat.of().formatHex(Frames.read(new DataInputStream(from.getInputStream())));
    }
}
