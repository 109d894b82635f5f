package dev.tidegate.till.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.payment.StoredKind;
import dev.tidegate.crypto.TillParameters;
import dev.tidegate.crypto.TillParameters.Ages;
import dev.tidegate.crypto.TillParameters.Agreed;
import dev.tidegate.crypto.TillParameters.Merchant;
import dev.tidegate.till.config.AgreedTerms.Age;
import dev.tidegate.till.fake.Samples;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Currency;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How old a stored sale may become, and what a till of which nobody has told that knows. */
final class AgreedTermsTest {
    private static final Instant NOW = Samples.NOON;
    private static final Ages AGES =
            new Ages(Duration.ofHours(24), Duration.ofDays(7), Duration.ofHours(12), Duration.ofHours(72));

    @Test
    void notAfter_aDeferredSale_isItsHoldAfterTheSale() {
        Instant notAfter = terms(said(false)).notAfter(StoredKind.DEFERRED_AUTHORISATION, NOW.minusSeconds(40));

        assertThat(notAfter).isEqualTo(NOW.minusSeconds(40).plus(Duration.ofHours(72)));
    }

    @Test
    void notAfter_whatTheCardApproved_isItsOwn() {
        Instant notAfter = terms(said(false)).notAfter(StoredKind.OFFLINE_APPROVED, NOW);

        assertThat(notAfter).isEqualTo(NOW.plus(Duration.ofDays(7)));
    }

    @Test
    void notAfter_beforeTheTillHasHeard_isNotKnown() {
        assertThat(terms(null).notAfter(StoredKind.OFFLINE_APPROVED, NOW)).isNull();
    }

    @Test
    void age_untilItIsLate_isInTime() {
        assertThat(age(Duration.ofHours(12))).isEqualTo(Age.IN_TIME);
    }

    @Test
    void age_pastTheFirst_isLate() {
        assertThat(age(Duration.ofHours(12).plusMillis(1))).isEqualTo(Age.LATE);
        assertThat(age(Duration.ofHours(72))).isEqualTo(Age.LATE);
    }

    @Test
    void age_pastTheSecond_isTooOld() {
        assertThat(age(Duration.ofHours(72).plusMillis(1))).isEqualTo(Age.TOO_OLD);
    }

    @Test
    void age_beforeTheTillHasHeard_isInTime() {
        assertThat(terms(null).age(StoredKind.DEFERRED_AUTHORISATION, Instant.EPOCH))
                .isEqualTo(Age.IN_TIME);
    }

    @Test
    void partialApproval_isWhatTheAcquirerHasAgreedTo() {
        assertThat(terms(said(true)).partialApproval()).isTrue();
        assertThat(terms(said(false)).partialApproval()).isFalse();
        assertThat(terms(null).partialApproval()).isFalse();
    }

    private static Age age(Duration old) {
        return terms(said(false)).age(StoredKind.DEFERRED_AUTHORISATION, NOW.minus(old));
    }

    private static AgreedTerms terms(@Nullable TillParameters said) {
        return new AgreedTerms(() -> said, InstantSource.fixed(NOW));
    }

    private static TillParameters said(boolean parts) {
        return new TillParameters(
                1,
                NOW,
                Samples.TILL,
                new Merchant("TIDE0001", "M", "Shop", "5411", Currency.getInstance("EUR"), ZoneId.of("Europe/Berlin")),
                new Agreed(false, true, true, true, true, false, parts),
                AGES,
                null);
    }
}
