package dev.tidegate.simulator.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CutTest {
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
    @ValueSource(ints = {0, 1, 3, 5})
    void cut_toTarget_passesSoManyBytesAndResetsBothSides(int bytes) throws Exception {
        bench.mode("{'mode':'cut','direction':'toTarget','bytes':" + bytes + "}");
        try (Bench.Line line = bench.line()) {
            line.client().send((byte) 1, (byte) 2, (byte) 3, (byte) 4, (byte) 5);

            for (int i = 1; i <= bytes; i++) {
                assertThat(line.target().next()).isEqualTo(i);
            }
            assertThat(line.target().isReset()).isTrue();
            assertThat(line.client().isReset()).isTrue();
        }
        assertThat(bench.standing().at("/bytes/toTarget").asInt()).isEqualTo(bytes);
    }

    @Test
    void cut_toClient_leavesTheOtherDirectionAlone() throws Exception {
        bench.mode("{'mode':'cut','direction':'toClient','bytes':2}");
        try (Bench.Line line = bench.line()) {
            line.client().send(new byte[1000]);
            assertThat(line.target().receive(1000)).hasSize(1000);

            line.target().send((byte) 1, (byte) 2, (byte) 3);

            assertThat(line.client().receive(2)).containsExactly(1, 2);
            assertThat(line.client().isReset()).isTrue();
            assertThat(line.target().isReset()).isTrue();
        }
    }

    @Test
    void cut_overSeveralChunks_countsThemTogether() throws Exception {
        bench.mode("{'mode':'cut','direction':'toTarget','bytes':3}");
        try (Bench.Line line = bench.line()) {
            line.client().send((byte) 1, (byte) 2);
            assertThat(line.target().receive(2)).containsExactly(1, 2);
            line.client().send((byte) 3, (byte) 4);

            assertThat(line.target().next()).isEqualTo(3);
            assertThat(line.target().isReset()).isTrue();
        }
    }

    @Test
    void cut_openConnection_countsFromNow() throws Exception {
        try (Bench.Line line = bench.line()) {
            line.client().send(new byte[10]);
            assertThat(line.target().receive(10)).hasSize(10);
            bench.mode("{'mode':'cut','direction':'toTarget','bytes':1}");

            line.client().send((byte) 1, (byte) 2);

            assertThat(line.target().next()).isEqualTo(1);
            assertThat(line.target().isReset()).isTrue();
        }
    }

    @Test
    void cut_everyNewConnection_isCutAgain() throws Exception {
        bench.mode("{'mode':'cut','direction':'toTarget','bytes':1}");
        for (int i = 0; i < 3; i++) {
            try (Bench.Line line = bench.line()) {
                line.client().send((byte) 1, (byte) 2);

                assertThat(line.target().next()).isEqualTo(1);
                assertThat(line.target().isReset()).isTrue();
            }
        }
    }
}
