package dev.tidegate.certification.drill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<JsonNode> frames = new ArrayList<>();

    private LinesTest in(String tid, long minor, long millis) {
        return frame("in", tid, minor, millis, "0200");
    }

    private LinesTest out(String tid, long millis) {
        return frame("out", tid, 0, millis, "0210");
    }

    private LinesTest frame(String direction, String tid, long minor, long millis, String mti) {
        var frame = JSON.createObjectNode()
                .put("direction", direction)
                .put("mti", mti)
                .put("monotonicNanos", millis * 1_000_000);
        var fields = frame.putObject("fields").put("4", String.format(java.util.Locale.ROOT, "%012d", minor));
        if (!tid.isEmpty()) {
            var ignored = fields.put("41", tid);
        }
        frames.add(frame);
        return this;
    }

    private Lines lines() {
        return new Lines(frames);
    }

    @Test
    void inFlight_oneBehindTheOther_isOne() {
        in("T1", 1, 0).out("T1", 1).in("T1", 2, 2).out("T1", 3);

        assertThat(lines().mostInFlightOnATerminal()).isEqualTo(1);
    }

    @Test
    void inFlight_twoOfATerminalAtOnce_isTwo() {
        in("T1", 1, 0).in("T1", 2, 1).out("T1", 2).out("T1", 3);

        assertThat(lines().mostInFlightOnATerminal()).isEqualTo(2);
    }

    @Test
    void terminals_sideBySide_areCounted() {
        in("T1", 1, 0).in("T2", 1, 1).out("T1", 2).in("T3", 1, 3).out("T2", 4);

        assertThat(lines().mostTerminalsInFlight()).isEqualTo(2);
    }

    @Test
    void second_ofABurst_countsWhatLiesWithinIt() {
        in("T1", 1, 0).in("T1", 2, 600).in("T1", 3, 999).in("T1", 4, 1600);

        assertThat(lines().mostInASecond()).isEqualTo(3);
    }

    @Test
    void network_messages_areNotCounted() {
        frame("in", "", 0, 0, "0800").frame("in", "T1", 0, 1, "0800");

        assertThat(lines().mostInFlightOnATerminal()).isZero();
        assertThat(lines().mostInASecond()).isZero();
    }

    @Test
    void stored_behindALiveSale_areCounted() {
        in("T1", 1, 0).in("T1", 9, 1).in("T2", 1, 2).in("T1", 2, 3).in("T1", 3, 4);

        assertThat(lines().storedAfter("T1", 9)).isEqualTo(2);
    }

    @Test
    void stored_behindWhatNeverWent_isUnknown() {
        in("T1", 1, 0);

        assertThat(lines().storedAfter("T1", 9)).isEqualTo(-1);
    }
}
