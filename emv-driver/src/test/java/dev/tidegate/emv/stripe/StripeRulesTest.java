package dev.tidegate.emv.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.emv.stripe.StripeRules.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StripeRulesTest {
    private static ServiceCode code(String digits) {
        return new ServiceCode(digits.charAt(0) - '0', digits.charAt(1) - '0', digits.charAt(2) - '0');
    }

    private static String told(Verdict verdict) {
        return switch (verdict) {
            case Verdict.UseChip() -> "USE_CHIP";
            case Verdict.Refuse(var why) -> "REFUSE " + why;
            case Verdict.Take(var isFallback, var onlineOnly, var ignored) ->
                (isFallback ? "80" : "90") + (onlineOnly == null ? "" : " online: " + onlineOnly);
        };
    }

    /** The rule by rule table: with a chip reader, without a PIN pad, no chip tried yet. */
    @ParameterizedTest
    @CsvSource({
        "101, 90",
        "501, 90",
        "102, 90",
        "106, 90", // a PIN where there is a pad, and there is none
        "107, 90",
        "201, USE_CHIP",
        "601, USE_CHIP",
        "221, USE_CHIP",
        "121, 90 online: ISSUER_ONLY",
        "141, 90 online: ISSUER_ONLY",
        "521, 90 online: ISSUER_ONLY",
        "100, REFUSE NO_PIN_PAD",
        "105, REFUSE NO_PIN_PAD",
        "103, REFUSE CASH_ONLY",
        "104, REFUSE CASH_ONLY",
        "701, REFUSE TEST_OR_PRIVATE",
        "901, REFUSE TEST_OR_PRIVATE"
    })
    void stripe_byItsServiceCode_isTakenOrRefused(String digits, String verdict) {
        assertThat(told(new StripeRules(true, false).judge(code(digits), 0))).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({"0, USE_CHIP", "1, USE_CHIP", "2, USE_CHIP", "3, 80 online: FALLBACK", "4, 80 online: FALLBACK"})
    void chipCard_afterTechnicalFailures_isTakenByStripeAfterTheThird(int failures, String verdict) {
        assertThat(told(new StripeRules(true, false).judge(code("201"), failures)))
                .isEqualTo(verdict);
    }

    @Test
    void chipCard_whereNoChipCanBeRead_isTakenByStripe() {
        assertThat(told(new StripeRules(false, false).judge(code("201"), 0))).isEqualTo("90");
    }

    @Test
    void stripeWithoutChip_afterFailures_isNoFallback() {
        assertThat(told(new StripeRules(true, false).judge(code("101"), 3))).isEqualTo("90");
    }

    @Test
    void serviceCode_unreadable_isNeverOffline() {
        assertThat(told(new StripeRules(true, false).judge(null, 0))).isEqualTo("90 online: SERVICE_CODE_UNREADABLE");
    }

    @ParameterizedTest
    @CsvSource({"100", "105", "106", "107"})
    void pin_whereThereIsAPad_isAskedOnline(String digits) {
        assertThat(told(new StripeRules(true, true).judge(code(digits), 0))).isEqualTo("90 online: PIN");
    }

    @ParameterizedTest
    @CsvSource({"100, NEEDED", "105, NEEDED", "106, WANTED", "107, WANTED", "101, NONE", "121, NONE", "120, NEEDED"})
    void pin_byTheThirdDigit_isNeededOrWanted(String digits, StripeRules.PinWish wish) {
        assertThat(new StripeRules(true, true).judge(code(digits), 0))
                .isInstanceOfSatisfying(
                        Verdict.Take.class, take -> assertThat(take.pin()).isEqualTo(wish));
    }

    @Test
    void pin_ofAStripeInThePlaceOfAChip_isAskedForToo() {
        assertThat(new StripeRules(true, true).judge(code("206"), 3))
                .isEqualTo(new Verdict.Take(true, StripeRules.OnlineOnly.FALLBACK, StripeRules.PinWish.WANTED));
    }

    /** Every code there is: whatever is taken offline has no chip to ask, no issuer to ask and no PIN to give. */
    @Test
    void everyCode_takenOffline_needsNobodyElse() {
        for (int digits = 0; digits < 1000; digits++) {
            ServiceCode code = new ServiceCode(digits / 100, digits / 10 % 10, digits % 10);
            if (new StripeRules(true, true).judge(code, 3)
                            instanceof Verdict.Take(var isFallback, var onlineOnly, var ignored)
                    && onlineOnly == null) {
                assertThat(isFallback || code.hasChip() || code.isOnlineOnly() || code.wantsPin())
                        .as("service code %03d", digits)
                        .isFalse();
            }
        }
    }
}
