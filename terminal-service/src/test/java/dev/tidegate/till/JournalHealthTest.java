package dev.tidegate.till;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.health.HealthCheck;
import dev.tidegate.saf.Inspected;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class JournalHealthTest {
    private @Nullable String refusal;

    private HealthCheck.Result health(@Nullable Inspected inspected) {
        return new JournalHealth(() -> refusal, () -> inspected).execute();
    }

    private static Inspected of(long records, boolean over) {
        return new Inspected(records, 1_000, over, null, List.of());
    }

    @Test
    void health_allChecked_isHealthyWithoutAWord() {
        assertThat(health(of(1_000, true)).isHealthy()).isTrue();
        assertThat(health(of(1_000, true)).getMessage()).isNull();
    }

    @Test
    void health_stillChecking_isHealthyAndSaysHowFar() {
        assertThat(health(of(250, false)).isHealthy()).isTrue();
        assertThat(health(of(250, false)).getMessage()).isEqualTo("checked 250 of 1000 records");
    }

    @Test
    void health_aRecordIsDamaged_failsWithTheWords() {
        refusal = "record 7 is damaged or missing";

        assertThat(health(of(250, false)).isHealthy()).isFalse();
        assertThat(health(of(250, false)).getMessage()).isEqualTo(refusal);
    }

    @Test
    void health_aJournalThatIsOnNoDisk_isHealthy() {
        assertThat(health(null).isHealthy()).isTrue();
    }

    @Test
    void watch_damageFoundLate_isToldOnce() {
        List<String> told = new ArrayList<>();
        JournalWatch watch = new JournalWatch(null, () -> refusal, told::add);
        watch.look();
        refusal = "record 7 is damaged or missing";

        watch.look();
        watch.look();

        assertThat(told).containsExactly(refusal);
    }

    @Test
    void watch_damageOfTheStart_isNotToldAgain() {
        List<String> told = new ArrayList<>();
        refusal = "record 7 is damaged or missing";

        new JournalWatch(refusal, () -> refusal, told::add).look();

        assertThat(told).isEmpty();
    }
}
