package dev.tidegate.gateway.enrol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.crypto.CertificateLife;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CertificateWatchTest {
    private static final Instant FROM = Instant.parse("2026-11-22T00:00:00Z");
    private static final CertificateLife LIFE = new CertificateLife(FROM, FROM.plus(Duration.ofDays(90)));

    @Test
    void look_overAWholeLife_tellsOnceForEachStep() {
        CertificateWatch watch = new CertificateWatch();
        List<Integer> told = new ArrayList<>();

        for (int day = 0; day < 100; day++) {
            if (watch.look("till", LIFE, FROM.plus(Duration.ofDays(day)))) {
                told.add(day);
            }
        }

        assertThat(told).containsExactly(60, 76, 87, 90);
    }

    @Test
    void look_atAnother_tellsOfItToo() {
        CertificateWatch watch = new CertificateWatch();
        Instant late = FROM.plus(Duration.ofDays(80));

        assertThat(watch.look("one", LIFE, late)).isTrue();
        assertThat(watch.look("one", LIFE, late)).isFalse();
        assertThat(watch.look("two", LIFE, late)).isTrue();
    }

    @Test
    void look_afterARenewal_beginsAnew() {
        CertificateWatch watch = new CertificateWatch();
        CertificateLife renewed = new CertificateLife(FROM.plus(Duration.ofDays(80)), FROM.plus(Duration.ofDays(170)));

        assertThat(watch.look("till", LIFE, FROM.plus(Duration.ofDays(80)))).isTrue();
        assertThat(watch.look("till", renewed, FROM.plus(Duration.ofDays(80)))).isFalse();
        assertThat(watch.look("till", renewed, FROM.plus(Duration.ofDays(156)))).isTrue();
    }
}
