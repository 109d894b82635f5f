package dev.tidegate.simulator.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class DelayTest {
    private static final String LONG = "{'mode':'delay','millis':60000}";

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
    void delay_chunk_arrivesThatMuchLater() throws Exception {
        bench.mode("{'mode':'delay','millis':150}");
        try (Bench.Line line = bench.line()) {
            long start = System.nanoTime();
            line.client().send((byte) 1);
            assertThat(line.target().next()).isEqualTo(1);
            line.target().send((byte) 2);
            assertThat(line.client().next()).isEqualTo(2);

            assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(300_000_000L);
        }
    }

    @Test
    void delay_manyChunksAndTheEnd_keepTheirOrder() throws Exception {
        bench.mode("{'mode':'delay','millis':20}");
        try (Bench.Line line = bench.line()) {
            for (int i = 0; i < 100; i++) {
                line.client().send((byte) i);
            }
            line.client().finishSending();

            for (int i = 0; i < 100; i++) {
                assertThat(line.target().next()).isEqualTo(i);
            }
            assertThat(line.target().next()).isEqualTo(-1);
        }
    }

    @Test
    void delay_shortened_keepsTheOrder() throws Exception {
        bench.mode(LONG);
        try (Bench.Line line = bench.line()) {
            line.client().send((byte) 1);
            bench.mode("{'mode':'delay','millis':10}");
            line.client().send((byte) 2);

            assertThat(line.target().receive(2)).containsExactly(1, 2);
        }
    }

    @Test
    void pass_afterADelay_letsAllGoAtOnceInOrder() throws Exception {
        bench.mode(LONG);
        try (Bench.Line line = bench.line()) {
            line.client().send((byte) 1);
            line.client().send((byte) 2);
            bench.mode("{'mode':'pass'}");
            line.client().send((byte) 3);

            assertThat(line.target().receive(3)).containsExactly(1, 2, 3);
        }
    }

    @Test
    void delay_manyBytes_holdsNoMoreThanItMay() throws Exception {
        byte[] sent = new byte[64 << 20];
        bench.mode(LONG);
        try (Bench.Line line = bench.line();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Boolean> sending = threads.submit(() -> {
                line.client().send(sent);
                return true;
            });
            // The other direction still works, so the loop has had its turns.
            bench.mode(LONG);
            assertThat(sending.isDone()).isFalse();
            assertThat(bench.standing().at("/bytes/toTarget").asLong()).isZero();

            bench.mode("{'mode':'pass'}");

            assertThat(line.target().receive(sent.length)).isEqualTo(sent);
            assertThat(sending.get()).isTrue();
        }
    }

    @Test
    void refuse_duringADelay_dropsWhatWasHeld() throws Exception {
        bench.mode(LONG);
        try (Bench.Line line = bench.line()) {
            line.client().send((byte) 1);

            bench.mode("{'mode':'refuse'}");

            assertThat(line.target().isReset()).isTrue();
        }
    }
}
