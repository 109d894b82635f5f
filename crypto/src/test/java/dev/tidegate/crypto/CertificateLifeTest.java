package dev.tidegate.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CertificateLifeTest {
    private static final Instant FROM = Instant.parse("2026-11-22T00:00:00Z");
    private static final CertificateLife LIFE = new CertificateLife(FROM, FROM.plus(Duration.ofDays(90)));

    @ParameterizedTest
    @CsvSource({
        "P0D, 90, NONE, false",
        "P59D, 31, NONE, false",
        "P59DT23H59M59S, 30, NONE, false",
        "P60D, 30, DAYS_30, true",
        "P75DT23H59M59S, 14, DAYS_30, true",
        "P76D, 14, DAYS_14, true",
        "P86DT23H59M59S, 3, DAYS_14, true",
        "P87D, 3, DAYS_3, true",
        "P89DT23H59M59S, 0, DAYS_3, true",
        "P90D, 0, EXPIRED, true",
        "P400D, 0, EXPIRED, true"
    })
    void life_atAMoment_saysHowNearTheEndIs(Duration after, long left, CertificateLife.Alarm alarm, boolean toRenew) {
        Instant now = FROM.plus(after);

        assertThat(LIFE.daysLeft(now)).isEqualTo(left);
        assertThat(LIFE.alarm(now)).isEqualTo(alarm);
        assertThat(LIFE.isToRenew(now)).isEqualTo(toRenew);
    }

    @Test
    void life_thatEndsBeforeItBegins_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new CertificateLife(FROM, FROM));
    }
}
