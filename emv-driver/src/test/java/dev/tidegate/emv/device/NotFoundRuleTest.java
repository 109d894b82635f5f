package dev.tidegate.emv.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.emv.device.NotFoundRule.Verdict;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NotFoundRuleTest {
    private static final NotFoundRule RULE = new NotFoundRule(Duration.ofSeconds(30), Duration.ofHours(24));

    @ParameterizedTest(name = "known {0}, last {1}, closed {2} s ago, made {3} min ago: {4}")
    @CsvSource({
        "false, true, 29, 1, WAIT",
        "false, true, 30, 1, NEVER_ARRIVED",
        "false, true, 30, 1440, NEVER_ARRIVED",
        "true, true, 30, 1, FORGOTTEN",
        "true, true, 0, 1, FORGOTTEN",
        "false, false, 30, 1, FORGOTTEN",
        "false, true, 30, 1441, FORGOTTEN",
        "false, true, 30, -1441, FORGOTTEN"
    })
    void judge_eachFact_countsByItself(boolean known, boolean last, long gone, long age, Verdict verdict) {
        assertThat(RULE.judge(
                        known, last, Duration.ofSeconds(gone), Counter.NOW, Counter.NOW.plus(Duration.ofMinutes(age))))
                .isEqualTo(verdict);
    }
}
