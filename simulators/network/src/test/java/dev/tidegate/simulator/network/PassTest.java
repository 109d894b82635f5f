package dev.tidegate.simulator.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PassTest {
    private static final int MEGABYTE = 1 << 20;

    /** What kernels may keep of a connection whose reader sleeps, several times over. */
    private static final long KERNEL_BYTES_MAX = 32L * MEGABYTE;

    private Bench bench;

    @BeforeEach
    void open() throws IOException {
        bench = new Bench();
    }

    @AfterEach
    void close() throws IOException {
        bench.close();
    }

    @Test
    void pass_bytes_goBothWays() throws Exception {
        try (Bench.Line line = bench.line()) {
            line.client().send((byte) 1, (byte) 2);
            assertThat(line.target().receive(2)).containsExactly(1, 2);

            line.target().send((byte) 3);
            assertThat(line.client().receive(1)).containsExactly(3);
        }
    }

    @Test
    void pass_targetSpeaksFirst_isHeard() throws Exception {
        try (Bench.Line line = bench.line()) {
            line.target().send((byte) 9);

            assertThat(line.client().next()).isEqualTo(9);
        }
    }

    @Test
    void pass_oneSideFinishes_theOtherMayStillSpeak() throws Exception {
        try (Bench.Line line = bench.line()) {
            line.client().send((byte) 1);
            line.client().finishSending();
            assertThat(line.target().next()).isEqualTo(1);
            assertThat(line.target().next()).isEqualTo(-1);

            line.target().send((byte) 2);
            line.target().finishSending();
            assertThat(line.client().next()).isEqualTo(2);
            assertThat(line.client().next()).isEqualTo(-1);
        }
    }

    @Test
    void pass_bothSidesFinished_leavesNoConnection() throws Exception {
        try (Bench.Line line = bench.line()) {
            line.client().finishSending();
            line.target().finishSending();
            assertThat(line.client().next()).isEqualTo(-1);
            assertThat(line.target().next()).isEqualTo(-1);
        }
        try (Bench.Line other = bench.line()) {
            assertThat(other.client().socket.isConnected()).isTrue();
            assertThat(bench.standing().path("openConnections").asInt()).isEqualTo(1);
            assertThat(bench.standing().path("acceptedConnections").asInt()).isEqualTo(2);
        }
    }

    @Test
    void pass_oneSideReset_resetsTheOther() throws Exception {
        try (Bench.Line line = bench.line()) {
            line.client().socket.setSoLinger(true, 0);
            line.client().close();

            assertThat(line.target().isReset()).isTrue();
        }
    }

    @Test
    void pass_targetGone_resetsTheClient() throws Exception {
        bench.target.close();

        try (Plug client = bench.connect()) {
            assertThat(client.isReset()).isTrue();
        }
    }

    @Test
    void pass_manyBytes_arriveWholeAndInOrder() throws Exception {
        byte[] sent = noise(8 * MEGABYTE);
        try (Bench.Line line = bench.line();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Boolean> sending = threads.submit(send(line.client(), sent));

            assertThat(line.target().receive(sent.length)).isEqualTo(sent);
            assertThat(sending.get()).isTrue();
            assertThat(bench.standing().at("/bytes/toTarget").asLong()).isEqualTo(sent.length);
        }
    }

    @Test
    void pass_readerSleeps_senderIsHeldUp() throws Exception {
        byte[] sent = noise(64 * MEGABYTE);
        try (Bench.Line line = bench.line();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Boolean> sending = threads.submit(send(line.client(), sent));

            assertThat(passedWhenItStops()).isLessThan(KERNEL_BYTES_MAX);
            assertThat(sending.isDone()).isFalse();
            assertThat(line.target().receive(sent.length)).isEqualTo(sent);
            assertThat(sending.get()).isTrue();
        }
    }

    private long passedWhenItStops() throws Exception {
        long passed = 0;
        int unchanged = 0;
        while (unchanged < 100 && passed < KERNEL_BYTES_MAX) {
            long now = bench.standing().at("/bytes/toTarget").asLong();
            unchanged = now == passed && now > 0 ? unchanged + 1 : 0;
            passed = now;
        }
        return passed;
    }

    private static Callable<Boolean> send(Plug plug, byte[] bytes) {
        return () -> {
            plug.send(bytes);
            return true;
        };
    }

    private static byte[] noise(int bytes) {
        var noise = new byte[bytes];
        new Random(7).nextBytes(noise);
        return noise;
    }
}
