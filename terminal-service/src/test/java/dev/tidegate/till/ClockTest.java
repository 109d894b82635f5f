package dev.tidegate.till;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.till.fake.ScriptedKernel.Card;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody moves the machine's clock by days while the till is offline. */
final class ClockTest {
    private static final Duration MOMENTS = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {-3, 3})
    void acceptWindow_theClockMovedWhileItRuns_isAsOpenAsBefore(int days) {
        try (RunningTill till = RunningTill.in(folder, Map.of("TILL_ACCEPT_WINDOW", "PT4H"))) {
            Instant until = firstSaleOffline(till);

            till.moveMachineClock(Duration.ofDays(days));
            JsonNode sale = till.sellAndSee(Card.ASKS, 2_002);

            assertThat(sale.path("result").asText()).isEqualTo("stored_deferred");
            assertThat(Instant.parse(sale.path("sold_at").asText()))
                    .isBetween(until.minus(Duration.ofHours(4)), Instant.now().plus(MOMENTS));
            assertThat(until(till)).isEqualTo(until);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-3, 3})
    void acceptWindow_theClockMovedAndTheTillRestarted_isAsOpenAsBefore(int days) {
        RunningTill till = RunningTill.in(folder, Map.of("TILL_ACCEPT_WINDOW", "PT4H"));
        Instant until = firstSaleOffline(till);

        till.moveMachineClock(Duration.ofDays(days));
        try (RunningTill again = till.restarted()) {
            again.gateway.cut();
            JsonNode ignored = again.await("/terminal", ClockTest::isOffline);

            JsonNode sale = again.sellAndSee(Card.ASKS, 2_002);

            assertThat(sale.path("result").asText()).isEqualTo("stored_deferred");
            assertThat(Duration.between(until, until(again)).abs()).isLessThan(MOMENTS);
        }
    }

    private static Instant firstSaleOffline(RunningTill till) {
        till.awaitOnline();
        till.gateway.cut();
        JsonNode ignored = till.await("/terminal", ClockTest::isOffline);
        assertThat(till.sellAndSee(Card.ASKS, 2_001).path("result").asText()).isEqualTo("stored_deferred");
        return until(till);
    }

    private static boolean isOffline(JsonNode terminal) {
        return terminal.path("network_status").asText().equals("offline");
    }

    private static Instant until(RunningTill till) {
        return Instant.parse(till.get("/terminal")
                .body()
                .path("offline")
                .path("remaining")
                .path("until")
                .asText());
    }
}
