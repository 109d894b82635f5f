package dev.tidegate.gateway.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidegate.gateway.fixture.Profiles;
import dev.tidegate.gateway.profile.BatchTotals.Sum;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a profile says of batches, and what does not go together. */
class BatchRulesTest {
    @TempDir
    private Path folder;

    private static Batch generic() {
        return Objects.requireNonNull(Profiles.generic().batch());
    }

    @ParameterizedTest
    @CsvSource({"2026-11-22T21:59:59Z,2026-11-22", "2026-11-22T22:00:00Z,2026-11-23", "2026-11-23T00:00:00Z,2026-11-23"
    })
    void day_atAMoment_endsWithTheCutOver(Instant moment, LocalDate day) {
        assertThat(generic().dayOf(moment)).isEqualTo(day);
    }

    @Test
    void day_ofAnAcquirerThatEndsItAtMidnight_isTheDate() {
        Batch elavon = Objects.requireNonNull(Profiles.named("elavon-like").batch());

        assertThat(elavon.dayOf(Instant.parse("2026-11-22T23:59:59Z"))).isEqualTo(LocalDate.of(2026, 11, 22));
    }

    @Test
    void number_afterTheGreatest_isOne() {
        assertThat(generic().after(999)).isEqualTo(1);
        assertThat(generic().after(1)).isEqualTo(2);
    }

    @Test
    void closeTime_ofTheEnvironment_isTaken() {
        Batch batch = Objects.requireNonNull(
                Profiles.with(Map.of("GATEWAY_BATCH_CLOSE", "23:30")).batch());

        assertThat(batch.closeTime()).contains(LocalTime.of(23, 30));
        assertThat(generic().closeTime()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "onDifference: upload,onDifference: hostTotals,batch.onDifference: and messages.upload",
        "76: debits,76: =0000000000,no field holds DEBITS",
        "60: batch.number,60: =007,no field holds BATCH_NUMBER",
        "reversed: leftOut,reversed: twice,batch.reversed",
        "closeTime: ${GATEWAY_BATCH_CLOSE:-none},closeTime: late,batch.closeTime: is no time"
    })
    void profile_withAHoleInItsBatches_namesIt(String text, String by, String named) {
        assertThatExceptionOfType(ProfileHoleException.class)
                .isThrownBy(() -> edited(text, by))
                .withMessageContaining(named);
    }

    private Profile edited(String text, String by) throws IOException {
        return Profiles.edited(folder, text, by.replace("=", "\"=") + (by.contains("=") ? "\"" : ""));
    }

    @Test
    void totals_countedOnBothSides_agreeWithThoseThatLeaveItOut() {
        BatchTotals counted = new BatchTotals(new Sum(2, 1550), new Sum(1, 300), Sum.NONE, Sum.NONE);
        BatchTotals leftOut = new BatchTotals(new Sum(1, 1250), Sum.NONE, Sum.NONE, Sum.NONE);

        assertThat(counted.agreesWith(leftOut)).isTrue();
        assertThat(counted.netAmount()).isEqualTo(1250);
        assertThat(counted.countsNothing()).isFalse();
    }
}
