package dev.tidegate.till.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.Limits;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.SaleLimits;
import dev.tidegate.crypto.TillParameters;
import dev.tidegate.crypto.TillParameters.Ages;
import dev.tidegate.crypto.TillParameters.Agreed;
import dev.tidegate.crypto.TillParameters.Ceiling;
import dev.tidegate.crypto.TillParameters.Merchant;
import dev.tidegate.till.fake.Samples;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A till's own settings under what its acquirer allows. */
final class AcquirerWordTest {
    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Ages AGES =
            new Ages(Duration.ofHours(24), Duration.ofDays(7), Duration.ofHours(24), Duration.ofHours(72));
    private static final Agreed EVERYTHING = new Agreed(false, true, true, true, true, false, false);
    private static final Limits OWN = new Limits(
            Map.of(EUR, new Limits.Row(eur(100_00), eur(900_00), eur(200_00))),
            50,
            Duration.ofHours(96),
            2,
            Duration.ofHours(24),
            true,
            true,
            true,
            Reason.NONE);

    @Test
    void limits_neverHeard_areShutForOneReason() {
        assertThat(AcquirerWord.limits(OWN, null).shut()).isEqualTo(Reason.NO_PARAMETERS);
    }

    @Test
    void limits_everythingAllowed_areTheTillsOwnButForTheAge() {
        Limits limits = AcquirerWord.limits(OWN, said(EVERYTHING, null));

        assertThat(limits.acceptWindow()).isEqualTo(Duration.ofHours(72));
        assertThat(limits.rows()).isEqualTo(OWN.rows());
        assertThat(limits.shut()).isEqualTo(Reason.NONE);
        assertThat(limits.deferral() && limits.stripe() && limits.cardApproved())
                .isTrue();
    }

    @Test
    void limits_withoutADeferredMark_deferNothing() {
        Limits limits = AcquirerWord.limits(OWN, said(new Agreed(false, false, true, true, true, false, false), null));

        assertThat(limits.deferral()).isFalse();
        assertThat(limits.cardApproved()).isTrue();
    }

    @Test
    void limits_withoutThePermissionToKeepTracks_takeNoStripe() {
        Limits limits = AcquirerWord.limits(OWN, said(new Agreed(false, true, false, true, true, false, false), null));

        assertThat(limits.stripe()).isFalse();
        assertThat(limits.deferral()).isTrue();
    }

    @Test
    void limits_anAdviceThatNeedsTheTrack_takeNothingThatACardApproved() {
        Limits limits = AcquirerWord.limits(OWN, said(new Agreed(false, true, true, true, false, false, false), null));

        assertThat(limits.cardApproved()).isFalse();
    }

    @Test
    void limits_whatTheTillDoesNotWant_isNotTakenThoughAllowed() {
        Limits own = new Limits(
                OWN.rows(), 50, Duration.ofHours(1), 2, Duration.ZERO, true, false, false, Reason.OFFLINE_DISABLED);

        Limits limits = AcquirerWord.limits(own, said(EVERYTHING, null));

        assertThat(limits.deferral() || limits.stripe()).isFalse();
        assertThat(limits.shut()).isEqualTo(Reason.OFFLINE_DISABLED);
        assertThat(limits.acceptWindow()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void limits_wherePastTheSaleNothingIsSentOn_storeNothingOfThatKind() {
        TillParameters said = said(EVERYTHING, null);
        Ages none = new Ages(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);

        Limits limits = AcquirerWord.limits(
                OWN, new TillParameters(1, said.issuedAt(), said.till(), said.merchant(), said.agreed(), none, null));

        assertThat(limits.deferral() || limits.cardApproved()).isFalse();
    }

    @Test
    void limits_underACeiling_areTheLowerOfBoth() {
        Ceiling ceiling = new Ceiling(60, Duration.ofHours(8), 50_00, 150_00, 150_00);

        Limits limits = AcquirerWord.limits(OWN, said(EVERYTHING, ceiling));

        assertThat(limits.countMax()).isEqualTo(50);
        assertThat(limits.acceptWindow()).isEqualTo(Duration.ofHours(8));
        assertThat(Objects.requireNonNull(limits.rows().get(EUR)))
                .isEqualTo(new Limits.Row(SaleLimits.of(eur(50_00), eur(50_00)), eur(150_00), eur(150_00)));
    }

    @Test
    void limits_ofAMerchantInAnotherCurrency_haveNoRow() {
        TillParameters said = said(EVERYTHING, null);
        Merchant vietnamese = new Merchant(
                "TIDE0001", "M", "Shop", "5411", Currency.getInstance("VND"), ZoneId.of("Asia/Ho_Chi_Minh"));

        Limits limits = AcquirerWord.limits(
                OWN, new TillParameters(1, said.issuedAt(), said.till(), vietnamese, said.agreed(), said.ages(), null));

        assertThat(limits.rows()).isEmpty();
    }

    private static Amount eur(long minor) {
        return new Amount(minor, EUR);
    }

    private static TillParameters said(Agreed agreed, @Nullable Ceiling ceiling) {
        return new TillParameters(
                1,
                Instant.EPOCH,
                Samples.TILL,
                new Merchant("TIDE0001", "TIDEGATE0000001", "Shop", "5411", EUR, ZoneId.of("Europe/Berlin")),
                agreed,
                AGES,
                ceiling);
    }
}
