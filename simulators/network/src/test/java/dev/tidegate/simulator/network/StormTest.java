package dev.tidegate.simulator.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Modes that change while bytes are under way: what arrives is how what was sent begins. A failure prints its seed. */
final class StormTest {
    private static final int CHUNKS = 400;
    private static final List<String> WEATHER = List.of(
            "{'mode':'pass'}",
            "{'mode':'delay','millis':1}",
            "{'mode':'delay','millis':30}",
            "{'mode':'blackhole'}",
            "{'mode':'cut','bytes':100000,'direction':'toTarget'}",
            "{'mode':'cut','bytes':100000,'direction':'toClient'}");

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void bytes_throughAStorm_areABeginningOfWhatWasSent(int seed) throws Exception {
        var random = new Random(seed);
        var sent = new byte[CHUNKS * 1000];
        random.nextBytes(sent);
        try (Bench bench = new Bench();
                Bench.Line line = bench.line();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var arrived = new ByteArrayOutputStream();
            Future<Boolean> sending = threads.submit(() -> send(line.client(), sent));
            Future<Boolean> arriving = threads.submit(() -> receive(line.target(), arrived));
            for (int i = 0; i < 40; i++) {
                bench.mode(WEATHER.get(random.nextInt(WEATHER.size())));
            }
            bench.mode("{'mode':'pass'}");

            boolean ended = arriving.get();
            assertThat(arrived.toByteArray())
                    .as("seed %s, sent to its end: %s", seed, sending.get())
                    .isEqualTo(Arrays.copyOf(sent, arrived.size()));
            // An end is passed on only after all that was sent before it.
            assertThat(!ended || arrived.size() == sent.length)
                    .as("seed %s", seed)
                    .isTrue();
        }
    }

    /** Sends chunk by chunk and finishes: false when the line broke. */
    private static boolean send(Plug plug, byte[] bytes) throws IOException {
        try {
            for (int i = 0; i < bytes.length; i += 1000) {
                plug.send(Arrays.copyOfRange(bytes, i, i + 1000));
            }
            plug.finishSending();
            return true;
        } catch (SocketException broken) {
            return false;
        }
    }

    /** Receives all there is: true when it came to an end, false when the line broke. */
    private static boolean receive(Plug plug, ByteArrayOutputStream arrived) throws IOException {
        var in = new BufferedInputStream(plug.socket.getInputStream());
        try {
            for (int next = in.read(); next >= 0; next = in.read()) {
                arrived.write(next);
            }
            return true;
        } catch (SocketException broken) {
            return false;
        }
    }
}
