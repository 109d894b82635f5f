package dev.tidegate.crypto.payment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/** The payment HSM simulator, started as the process that it is. */
public final class HsmProcess implements AutoCloseable {
    /** The key of X9.143's samples, with which the simulator starts. */
    public static final String MASTER_KEY = "88E1AB2A2E3DD38C1FA039A536500CC8A87AB9D62DC92C01058FA79F44657DE6";

    private final Process process;
    private final JsonNode ready;

    /** Starts it. */
    public HsmProcess() {
        try {
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-cp",
                            System.getProperty("java.class.path"),
                            "dev.tidegate.simulator.hsm.PaymentHsmSimulator")
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            ready = new ObjectMapper().readTree(String.valueOf(out.readLine()).substring("READY ".length()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public InetSocketAddress address() {
        return new InetSocketAddress(
                InetAddress.getLoopbackAddress(), ready.get("port").asInt());
    }

    /** Puts a fault in force, as its README says. */
    public void fault(String json) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + ready.get("control").asInt() + "/fault");
        HttpRequest request = HttpRequest.newBuilder(uri)
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new AssertionError(answer.body());
            }
        }
    }

    /** The check value of a key that it derives: command 5, which the product does not use. */
    byte[] checkValue(byte[] block, byte[] ksn, int use, int keyBytes) throws IOException {
        byte[] serial =
                ByteBuffer.allocate(1 + ksn.length).put((byte) 0).put(ksn).array();
        byte[] useBytes = ByteBuffer.allocate(2).putShort((short) use).array();
        byte[][] fields = {block, serial, useBytes, {(byte) keyBytes}};
        int length = 6 + Arrays.stream(fields).mapToInt(each -> 2 + each.length).sum();
        ByteBuffer call = ByteBuffer.allocate(2 + length)
                .putShort((short) length)
                .put((byte) 1)
                .put((byte) 5)
                .putInt(1);
        for (byte[] field : fields) {
            call.putShort((short) field.length).put(field);
        }
        try (Socket socket = new Socket(address().getAddress(), address().getPort())) {
            socket.getOutputStream().write(call.array());
            DataInputStream in = new DataInputStream(socket.getInputStream());
            byte[] answer = in.readNBytes(in.readUnsignedShort());
            if (answer[1] != 0) {
                throw new AssertionError("status " + answer[1]);
            }
            return Arrays.copyOfRange(answer, 8, answer.length);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
