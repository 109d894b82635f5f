package dev.tidegate.storm.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.storm.device.SimulatedDevice.Row;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The short form of {@code tidegate storm devices}. */
final class DeviceStormTest {
    /** With this seed a till dies before it sends and another while it waits, and two sales are taken back. */
    private static final int SALES = 10;

    private static final long SEED = Long.getLong("tidegate.seed", 20_261_123);

    @Test
    void till_atADeviceThatFails_believesWhatTheDeviceBooked(@TempDir Path home) throws Exception {
        DeviceStorm.Count count;
        try (DeviceStorm storm = DeviceStorm.brewing(home, SEED, Duration.ofSeconds(1))) {
            count = storm.rage(SALES, done -> {});
        }

        System.out.println("storm: " + count + ", seed " + SEED);
        assertThat(count.contradictions()).as("seed " + SEED).isEmpty();
        assertThat(count.paid())
                .as("a storm in which nothing is sold shows nothing")
                .isPositive();
        assertThat(count.deaths())
                .as("a storm in which no till dies shows little")
                .isPositive();
    }

    @ParameterizedTest
    @CsvSource({"BOOKED,1000,0", "BOOKED,500,1", "REVERSED,1000,1", "FAILED,1000,1"})
    void contradictions_ofASaleBelievedPaid_areFound(String state, long booked, int found) {
        List<Row> books = List.of(new Row("Payment", "s", booked, state));

        assertThat(Belief.contradictions(Map.of("s", new Belief.Paid(1000)), books))
                .hasSize(found);
    }

    @Test
    void contradictions_ofASaleBelievedUnpaid_areFound() {
        List<Row> books = List.of(new Row("Payment", "s", 1000, "BOOKED"));

        assertThat(Belief.contradictions(Map.of("s", new Belief.Unpaid()), books))
                .hasSize(1);
        assertThat(Belief.contradictions(Map.of("s", new Belief.Reversed()), books))
                .hasSize(1);
        assertThat(Belief.contradictions(Map.of(), books)).hasSize(1);
        assertThat(Belief.contradictions(Map.of("s", new Belief.Unpaid()), List.of()))
                .isEmpty();
    }

    @Test
    void contradictions_ofASaleBookedTwice_areFoundWhateverIsBelieved() {
        Row row = new Row("Payment", "s", 1000, "BOOKED");

        assertThat(Belief.contradictions(Map.of("s", new Belief.Paid(1000)), List.of(row, row)))
                .hasSize(1);
        assertThat(Belief.contradictions(Map.of("s", new Belief.Unknown("SILENT")), List.of(row, row)))
                .hasSize(1);
    }
}
