package dev.tidegate.gateway.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.port.Landmarks;
import dev.tidegate.gateway.fixture.HandClock;
import dev.tidegate.gateway.fixture.OpenColumns;
import dev.tidegate.gateway.fixture.Profiles;
import dev.tidegate.gateway.fixture.Sales;
import dev.tidegate.gateway.profile.Profile;
import dev.tidegate.gateway.store.ActionRow;
import dev.tidegate.gateway.store.BatchRow.State;
import dev.tidegate.gateway.store.LaneId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Batches that are closed by the clock, and by whose word. The first sale is at 14:04 in Berlin, 13:04 UTC. */
class ClosingClockTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final CloseTime SHOP = new CloseTime(LocalTime.of(20, 30), BERLIN);

    @TempDir
    private Path folder;

    private BatchRig rig(Profile profile, Map<LaneId, CloseTime> merchants) {
        HandClock clock = new HandClock(Sales.SOLD_AT.plusSeconds(5));
        return new BatchRig(folder, profile, clock, new OpenColumns(), Landmarks.none(), merchants);
    }

    private static Profile closingAt(String time) {
        return Profiles.with(Map.of("GATEWAY_BATCH_CLOSE", time));
    }

    @Test
    void time_ofTheProfile_closesWhatWasBookedBefore() {
        try (BatchRig rig = rig(closingAt("21:00"), Map.of())) {
            rig.sold(1250);
            assertThat(rig.desk.doWork()).isZero();
            rig.pass(Duration.ofHours(8));

            assertThat(rig.desk.doWork()).isEqualTo(1);
            assertThat(rig.view().askedBy()).isEqualTo(BatchDesk.THE_CLOCK);
        }
    }

    @Test
    void time_ofTheMerchant_goesBeforeTheProfiles() {
        try (BatchRig rig = rig(closingAt("21:00"), Map.of(BatchRig.LANE, SHOP))) {
            rig.sold(1250);
            rig.pass(Duration.ofHours(6).plusMinutes(30));

            assertThat(rig.desk.doWork()).as("at 20:34 in Berlin").isEqualTo(1);
        }
    }

    @Test
    void time_thatPassedWhileTheGatewayWasOff_isMadeUpFor() {
        try (BatchRig rig = rig(closingAt("21:00"), Map.of())) {
            rig.sold(1250);
            rig.pass(Duration.ofDays(3));

            assertThat(rig.desk.doWork()).isEqualTo(1);
            assertThat(rig.desk.doWork()).as("wanted already").isZero();
        }
    }

    @Test
    void batch_inWhichNothingWasBooked_isLeftAlone() {
        try (BatchRig rig = rig(closingAt("21:00"), Map.of())) {
            rig.sold(1250);
            rig.link.answers("00");
            rig.closed();
            rig.pass(Duration.ofDays(1));

            assertThat(rig.desk.doWork()).isZero();
        }
    }

    @Test
    void batch_thatWaitsForAPerson_isLeftAlone() {
        try (BatchRig rig = rig(closingAt("21:00"), Map.of())) {
            rig.sold(1250);
            rig.link.answers("12");
            rig.closed();
            rig.pass(Duration.ofDays(1));

            assertThat(rig.desk.doWork()).isZero();
            assertThat(rig.state(1)).isEqualTo(State.HELD);
        }
    }

    @Test
    void batch_withoutATime_isClosedByHandAlone() {
        try (BatchRig rig = rig(Profiles.generic(), Map.of())) {
            rig.sold(1250);
            rig.pass(Duration.ofDays(1));

            assertThat(rig.desk.doWork()).isZero();
        }
    }

    @Test
    void time_onTheDayTheClocksChange_isOncePerDay() {
        CloseTime time = new CloseTime(LocalTime.of(2, 30), BERLIN);

        assertThat(time.last(Instant.parse("2026-03-29T01:29:59Z"))).isEqualTo(Instant.parse("2026-03-28T01:30:00Z"));
        assertThat(time.last(Instant.parse("2026-03-29T01:30:00Z"))).isEqualTo(Instant.parse("2026-03-29T01:30:00Z"));
        assertThat(time.last(Instant.parse("2026-10-25T00:30:00Z"))).isEqualTo(Instant.parse("2026-10-25T00:30:00Z"));
    }

    @Test
    void close_byAnOperator_isTakenAndOnRecord() {
        try (BatchRig rig = rig(Profiles.generic(), Map.of())) {
            rig.sold(1250);

            assertThat(rig.desk.close(BatchRig.LANE, BatchRig.OPERATOR, "Evening."))
                    .isInstanceOf(CloseWord.Wanted.class);
            List<ActionRow> done = rig.store.read(tables -> tables.actions().of("batch " + BatchRig.LANE));
            assertThat(done).extracting(ActionRow::person).containsExactly("otto");
        }
    }

    @Test
    void accept_byAnOperator_isRefused() {
        try (BatchRig rig = rig(Profiles.generic(), Map.of())) {
            rig.sold(1250);
            rig.link.answers("12");
            rig.closed();

            assertThat(rig.desk.accept(BatchRig.LANE, BatchRig.OPERATOR, "Evening."))
                    .isInstanceOf(CloseWord.Refused.class);
            assertThat(rig.state(1)).isEqualTo(State.HELD);
        }
    }

    @Test
    void accept_ofWhatDoesNotWait_isRefused() {
        try (BatchRig rig = rig(Profiles.generic(), Map.of())) {
            rig.sold(1250);

            assertThat(rig.desk.accept(BatchRig.LANE, BatchRig.FINANCE, "Evening."))
                    .isInstanceOf(CloseWord.Refused.class);
        }
    }

    @Test
    void close_withoutAReason_isRefused() {
        try (BatchRig rig = rig(Profiles.generic(), Map.of())) {
            assertThat(rig.desk.close(BatchRig.LANE, BatchRig.FINANCE, " ")).isInstanceOf(CloseWord.Refused.class);
        }
    }

    @Test
    void close_ofNoTerminal_isUnknown() {
        try (BatchRig rig = rig(Profiles.generic(), Map.of())) {
            assertThat(rig.desk.close(new LaneId(Sales.ACQUIRER, "TILL0009"), BatchRig.FINANCE, "Evening."))
                    .isEqualTo(new CloseWord.Unknown());
        }
    }
}
