package dev.tidegate.simulator.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Refuse, reset and black hole, on connections that are open and on new ones. */
final class OutageTest {
    private Bench bench;

    @BeforeEach
    void open() throws IOException {
        bench = new Bench();
    }

    @AfterEach
    void close() throws IOException {
        bench.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"refuse", "reset"})
    void refuseAndReset_openConnection_isResetOnBothSides(String mode) throws Exception {
        try (Bench.Line line = bench.line()) {
            bench.mode("{'mode':'" + mode + "'}");

            assertThat(line.client().isReset()).isTrue();
            assertThat(line.target().isReset()).isTrue();
            assertThat(bench.standing().path("openConnections").asInt()).isZero();
        }
    }

    @RepeatedTest(20)
    void refuse_newConnection_isRefusedAtOnceAndTakenAgainAfterwards() throws Exception {
        for (int i = 0; i < 5; i++) {
            bench.mode("{'mode':'refuse'}");
            assertThatThrownBy(bench::connect).isInstanceOf(ConnectException.class);

            bench.mode("{'mode':'pass'}");
            try (Bench.Line line = bench.line()) {
                line.client().send((byte) i);
                assertThat(line.target().next()).isEqualTo(i);
            }
        }
    }

    @Test
    void refuse_port_isStillOurs() throws Exception {
        bench.mode("{'mode':'refuse'}");

        try (var other = new ServerSocket()) {
            other.setReuseAddress(false);
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), bench.port());
            assertThatThrownBy(() -> other.bind(address)).isInstanceOf(BindException.class);
        }
    }

    @Test
    void reset_newConnection_isReset() throws Exception {
        bench.mode("{'mode':'reset'}");

        assertThatThrownBy(() -> {
                    try (Plug client = bench.connect()) {
                        client.next();
                    }
                })
                .isInstanceOf(SocketException.class);
    }

    @Test
    void blackHole_bytesSent_neverArrive() throws Exception {
        try (Bench.Line line = bench.line()) {
            bench.mode("{'mode':'blackhole'}");
            line.client().send((byte) 1);
            line.target().send((byte) 2, (byte) 3);
            bench.awaitBytes("swallowed", 3);

            bench.mode("{'mode':'pass'}");

            assertThat(line.client().isReset()).isTrue();
            assertThat(line.target().isReset()).isTrue();
        }
    }

    @Test
    void blackHole_idleConnection_goesOnAfterwards() throws Exception {
        try (Bench.Line line = bench.line()) {
            bench.mode("{'mode':'blackhole'}");
            bench.mode("{'mode':'pass'}");

            line.client().send((byte) 7);

            assertThat(line.target().next()).isEqualTo(7);
        }
    }

    @Test
    void blackHole_newConnection_isMadeAndNeverReachesTheTarget() throws Exception {
        bench.mode("{'mode':'blackhole'}");
        try (Plug lost = bench.connect()) {
            lost.send((byte) 1);
            bench.awaitBytes("swallowed", 1);
            bench.mode("{'mode':'pass'}");

            assertThat(lost.isReset()).isTrue();
        }
        try (Bench.Line line = bench.line()) {
            line.client().send((byte) 2);
            assertThat(line.target().next()).isEqualTo(2);
        }
    }

    @Test
    void blackHole_sideThatLeaves_isNotMissedUntilItEnds() throws Exception {
        try (Bench.Line line = bench.line()) {
            bench.mode("{'mode':'blackhole'}");
            line.client().send((byte) 1);
            bench.awaitBytes("swallowed", 1);
            line.client().socket.setSoLinger(true, 0);
            line.client().close();
            line.target().send((byte) 1);
            bench.awaitBytes("swallowed", 2);
            assertThat(bench.standing().path("openConnections").asInt()).isEqualTo(1);

            bench.mode("{'mode':'pass'}");

            assertThat(line.target().isReset()).isTrue();
        }
    }
}
