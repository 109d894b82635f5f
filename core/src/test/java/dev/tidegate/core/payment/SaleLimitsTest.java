package dev.tidegate.core.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tidegate.core.emv.EntryMode;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** How much one sale may be, by the way its card was read; inclusive. */
final class SaleLimitsTest {
    private static final SaleLimits LIMITS = new SaleLimits(eur(100_00), eur(50_00), eur(25_00), eur(180_00));
    private static final SaleLimits CHIP_ALONE = new SaleLimits(eur(100_00), eur(0), eur(0), eur(180_00));
    private static final Approval WORD = new Approval(Set.of(Reason.SALE_ABOVE_LIMIT));

    @ParameterizedTest
    @CsvSource({
        "CHIP, 10000, NONE", "CHIP, 10001, SALE_ABOVE_LIMIT",
        "TAP, 5000, NONE", "TAP, 5001, TAP_ABOVE_LIMIT",
        "SWIPE, 2500, NONE", "SWIPE, 2501, SWIPE_ABOVE_LIMIT",
        "FALLBACK, 2501, SWIPE_ABOVE_LIMIT", "CHIP, 18001, SALE_ABOVE_CEILING"
    })
    void refusal_byEachWay_isAtItsOwnLimit(EntryMode mode, long minor, Reason reason) {
        assertThat(LIMITS.refusal(eur(minor), mode, Approval.none())).isEqualTo(reason);
    }

    @Test
    void refusal_aChipBelowTheTapsLimit_hasItsOwnReason() {
        SaleLimits taps = new SaleLimits(eur(10_00), eur(50_00), eur(0), eur(50_00));

        assertThat(taps.refusal(eur(10_01), EntryMode.CHIP, Approval.none())).isEqualTo(Reason.CHIP_ABOVE_LIMIT);
    }

    @ParameterizedTest
    @CsvSource({"TAP, TAP_OFF", "SWIPE, SWIPE_OFF", "TAP_STRIPE, SWIPE_OFF"})
    void refusal_aWayThatIsOff_isItsOwnAlsoWithAWord(EntryMode mode, Reason reason) {
        assertThat(CHIP_ALONE.refusal(eur(1), mode, Approval.none())).isEqualTo(reason);
        assertThat(CHIP_ALONE.refusal(eur(1), mode, WORD)).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "CHIP, 18000, NONE", "CHIP, 18001, SALE_ABOVE_CEILING",
        "TAP, 10000, NONE", "TAP, 10001, TAP_ABOVE_LIMIT",
        "SWIPE, 5000, NONE", "SWIPE, 5001, SWIPE_ABOVE_LIMIT"
    })
    void refusal_withAManagersWord_isAtTwiceTheLimitAndNeverAboveTheCeiling(EntryMode mode, long minor, Reason reason) {
        assertThat(LIMITS.refusal(eur(minor), mode, WORD)).isEqualTo(reason);
    }

    @Test
    void beforeTheCard_whatSomeWayTakes_mayBegin() {
        assertThat(LIMITS.beforeTheCard(eur(100_00), Approval.none())).isEqualTo(Reason.NONE);
        assertThat(LIMITS.beforeTheCard(eur(100_01), Approval.none())).isEqualTo(Reason.SALE_ABOVE_LIMIT);
        assertThat(LIMITS.beforeTheCard(eur(100_01), WORD)).isEqualTo(Reason.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "SALE_ABOVE_LIMIT, 18000, true",
        "SALE_ABOVE_LIMIT, 18001, false",
        "TAP_ABOVE_LIMIT, 10000, true",
        "TAP_ABOVE_LIMIT, 10001, false",
        "SWIPE_ABOVE_LIMIT, 5000, true",
        "SWIPE_ABOVE_LIMIT, 5001, false",
        "CARD_MAYBE_REACHED, 100, true",
        "SALE_ABOVE_CEILING, 100, false",
        "TAP_OFF, 100, false"
    })
    void mayBeLifted_upToTwiceTheLimit_andNothingElse(Reason reason, long minor, boolean lifted) {
        assertThat(LIMITS.mayBeLifted(eur(minor), reason)).isEqualTo(lifted);
    }

    @ParameterizedTest
    @EnumSource(names = {"CARD_LISTED", "CARD_DECLINED_LATELY", "CARD_COUNT_REACHED", "ACCEPT_WINDOW_OVER"})
    void approval_ofWhatNobodyMayLift_cannotBe(Reason reason) {
        assertThat(LIMITS.mayBeLifted(eur(1), reason)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> new Approval(Set.of(reason)));
    }

    @Test
    void limits_aboveTheCeiling_cannotBe() {
        assertThatIllegalArgumentException().isThrownBy(() -> SaleLimits.of(eur(2), eur(1)));
    }

    private static Amount eur(long minor) {
        return Amount.of(minor, "EUR");
    }
}
