package dev.tidegate.simulator.hsm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The protocol and the control API, over sockets. */
final class CallTest {
    private static final byte[] KEY = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NONE = new byte[0];

    private final PaymentHsmSimulator simulator = new PaymentHsmSimulator(Options.of());

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void call_makeAndCheckACode_agree() throws IOException {
        byte[] block = Blocks.sealed("M3", 'T', 'C', KEY);
        byte[] message = {1, 2, 3};

        byte[] made = field(ask(call(2, 7, block, NONE, new byte[] {2}, message)));

        assertThat(made).hasSize(8);
        assertThat(field(ask(call(3, 8, block, NONE, new byte[] {2}, message, made))))
                .containsExactly(1);
        assertThat(field(ask(call(3, 9, block, NONE, new byte[] {2}, new byte[] {1, 2}, made))))
                .containsExactly(0);
    }

    @Test
    void call_itsNumber_comesBack() throws IOException {
        byte[] answer = ask(call(2, 0x01020304, Blocks.sealed("M6", 'A', 'G', KEY), NONE, new byte[] {3}, NONE));

        assertThat(answer).startsWith(1, 0, 1, 2, 3, 4);
    }

    @Test
    void call_translate_movesThePinToTheOtherKey() throws IOException {
        byte[] pan = "4761739001010119".getBytes(StandardCharsets.US_ASCII);
        byte[] to = Blocks.sealed("P0", 'A', 'E', KEY);
        byte[] from = Blocks.sealed("P0", 'T', 'D', KEY);
        byte[] block = Pin.seal(0, "4321", "4761739001010119", new Cipherer(Cipherer.Kind.TDES, KEY));

        byte[] moved = field(ask(call(1, 1, from, NONE, new byte[] {0}, block, pan, to, new byte[] {4})));

        assertThat(Pin.open(4, moved, "4761739001010119", new Cipherer(Cipherer.Kind.AES, KEY)))
                .isEqualTo("4321");
    }

    @Test
    void call_keyForSomethingElse_isRefused() throws IOException {
        byte[] pinKey = Blocks.sealed("P0", 'T', 'E', KEY);

        assertThat(ask(call(2, 1, pinKey, NONE, new byte[] {1}, NONE))[1]).isEqualTo((byte) 1);
    }

    @Test
    void call_verifyKey_makesNoCodes() throws IOException {
        byte[] verifyOnly = Blocks.sealed("M3", 'T', 'V', KEY);

        assertThat(ask(call(2, 1, verifyOnly, NONE, new byte[] {1}, NONE))[1]).isEqualTo((byte) 1);
        assertThat(ask(call(3, 1, verifyOnly, NONE, new byte[] {1}, NONE, new byte[8]))[1])
                .isZero();
    }

    @Test
    void call_notUnderstood_isSaidAndTheConnectionEnds() throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(call(9, 1));
            DataInputStream in = new DataInputStream(socket.getInputStream());
            byte[] answer = in.readNBytes(in.readUnsignedShort());

            assertThat(answer[1]).isEqualTo((byte) 5);
            assertThat(in.read()).isEqualTo(-1);
        }
    }

    @Test
    void call_fuzzed_alwaysHasAStatus() throws IOException {
        SplittableRandom chance = new SplittableRandom(1_492);
        byte[] good = call(2, 7, Blocks.sealed("M3", 'T', 'C', KEY), NONE, new byte[] {2}, new byte[40]);

        for (int i = 0; i < 500; i++) {
            byte[] spoiled = good.clone();
            for (int n = 0; n <= chance.nextInt(3); n++) {
                spoiled[chance.nextInt(2, spoiled.length)] = (byte) chance.nextInt();
            }
            assertThat(ask(spoiled)[1]).as("seed 1492, %d", i).isBetween((byte) 0, (byte) 5);
        }
    }

    @Test
    void fault_set_isShownAndFelt() throws Exception {
        assertThat(post("{\"mode\":\"drop\"}").at("/fault/mode").asText()).isEqualTo("drop");
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> ask(call(9, 1)))
                .isInstanceOf(IOException.class);

        assertThat(post("{\"mode\":\"garbage\"}").at("/fault/mode").asText()).isEqualTo("garbage");
        assertThat(ask(call(9, 1))).containsExactly('n', 'o', '!');

        assertThat(post("{\"mode\":\"slow\",\"millis\":1}").at("/fault/millis").asInt())
                .isEqualTo(1);
        assertThat(ask(call(9, 1))[1]).isEqualTo((byte) 5);

        assertThat(post("{\"mode\":\"none\"}").at("/refused").asLong()).isEqualTo(1);
    }

    @Test
    void fault_thatIsNone_isRefused() throws Exception {
        for (String body : new String[] {"", "{", "[]", "{\"mode\":\"loud\"}", "{\"mode\":\"slow\",\"millis\":-1}"}) {
            assertThat(http("POST", "/fault", body).statusCode()).isEqualTo(400);
        }
        assertThat(http("POST", "/standing", "").statusCode()).isEqualTo(405);
        assertThat(http("GET", "/fault", "").statusCode()).isEqualTo(405);
        assertThat(http("GET", "/keys", "").statusCode()).isEqualTo(404);
    }

    @Test
    void standing_afterACall_countsIt() throws Exception {
        field(ask(call(2, 7, Blocks.sealed("M6", 'A', 'C', KEY), NONE, new byte[] {3}, NONE)));

        JsonNode standing =
                ControlServer.JSON.readTree(http("GET", "/standing", "").body());

        assertThat(standing.at("/calls/makeCode").asLong()).isEqualTo(1);
        assertThat(standing.at("/calls/translatePin").asLong()).isZero();
    }

    private JsonNode post(String body) throws Exception {
        HttpResponse<String> answer = http("POST", "/fault", body);
        assertThat(answer.statusCode()).isEqualTo(200);
        return ControlServer.JSON.readTree(answer.body());
    }

    private HttpResponse<String> http(String method, String path, String body) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + simulator.controlPort() + path);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    private byte[] ask(byte[] call) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(call);
            DataInputStream in = new DataInputStream(socket.getInputStream());
            return in.readNBytes(in.readUnsignedShort());
        }
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), simulator.port());
    }

    private static byte[] field(byte[] answer) {
        assertThat(answer[1]).as("status").isZero();
        int length = ByteBuffer.wrap(answer, 6, 2).getChar();
        assertThat(answer).hasSize(8 + length);
        return java.util.Arrays.copyOfRange(answer, 8, answer.length);
    }

    private static byte[] call(int command, int number, byte[]... fields) {
        ByteBuffer out = ByteBuffer.allocate(4_096);
        out.putShort((short) 0).put((byte) 1).put((byte) command).putInt(number);
        for (byte[] field : fields) {
            out.putShort((short) field.length).put(field);
        }
        out.putShort(0, (short) (out.position() - 2));
        return java.util.Arrays.copyOf(out.array(), out.position());
    }
}
