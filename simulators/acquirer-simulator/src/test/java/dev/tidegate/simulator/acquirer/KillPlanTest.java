package dev.tidegate.simulator.acquirer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class KillPlanTest {
    private final AtomicInteger deaths = new AtomicInteger();

    @Test
    void passBy_nthTime_diesOnceThere() {
        var plan = new KillPlan(Map.of(KillPoint.ACQUIRER_AFTER_BOOKING, 2), deaths::incrementAndGet);

        plan.passBy(KillPoint.ACQUIRER_AFTER_BOOKING);
        assertThat(deaths).hasValue(0);
        plan.passBy(KillPoint.ACQUIRER_BEFORE_BOOKING);
        assertThat(deaths).hasValue(0);
        plan.passBy(KillPoint.ACQUIRER_AFTER_BOOKING);
        assertThat(deaths).hasValue(1);
    }

    @ParameterizedTest
    @EnumSource(KillPoint.class)
    void named_optionName_isThePoint(KillPoint point) {
        assertThat(KillPoint.named(point.optionName())).contains(point);
    }

    @Test
    void named_otherName_isEmpty() {
        assertThat(KillPoint.named("acquirer")).isEmpty();
    }
}
