package dev.tidegate.emv.entrypoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.card.Octets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Each rule of pre-processing by itself (EMV Contactless Book B, 3.1.1). Limits: 100, 50, 30. */
final class PreProcessingTest {
    private static final long UNIT = 100;

    @Test
    void of_oneUnitWithStatusCheck_asksForTheStatusOnline() {
        Indicators found = new PreProcessing(rules(true, true, "26000000")).of(UNIT, UNIT);

        assertThat(found.statusCheckRequested()).isTrue();
        assertThat(qualifiers(found)).isEqualTo("26800000");
    }

    @Test
    void of_anotherAmountWithStatusCheck_asksForNoStatus() {
        assertThat(new PreProcessing(rules(true, true, "26000000")).of(1, UNIT).statusCheckRequested())
                .isFalse();
    }

    @Test
    void of_zeroThatIsNotAllowed_isRefused() {
        assertThat(new PreProcessing(rules(false, false, "26000000"))
                        .of(0, UNIT)
                        .notAllowed())
                .isTrue();
    }

    @Test
    void of_zeroThatIsAllowed_goesOnline() {
        Indicators found = new PreProcessing(rules(false, true, "26000000")).of(0, UNIT);

        assertThat(found.zeroAmount()).isTrue();
        assertThat(found.notAllowed()).isFalse();
        assertThat(qualifiers(found)).isEqualTo("26800000");
    }

    @Test
    void of_zeroForAnOfflineReader_isRefused() {
        Indicators found = new PreProcessing(rules(false, true, "28000000")).of(0, UNIT);

        assertThat(found.notAllowed()).isTrue();
        assertThat(qualifiers(found)).isEqualTo("28000000");
    }

    @Test
    void of_theTransactionLimit_isRefused() {
        assertThat(new PreProcessing(rules(false, true, "26000000"))
                        .of(1000, UNIT)
                        .notAllowed())
                .isTrue();
        assertThat(new PreProcessing(rules(false, true, "26000000"))
                        .of(999, UNIT)
                        .notAllowed())
                .isFalse();
    }

    @Test
    void of_theFloorLimit_staysOffline() {
        assertThat(new PreProcessing(rules(false, true, "26000000"))
                        .of(500, UNIT)
                        .floorLimitExceeded())
                .isFalse();
        assertThat(new PreProcessing(rules(false, true, "26000000"))
                        .of(501, UNIT)
                        .floorLimitExceeded())
                .isTrue();
    }

    @Test
    void of_noContactlessFloorLimit_takesTheTerminals() {
        CombinationRules rules =
                new CombinationRules(false, true, false, 1000, CombinationRules.NO_LIMIT, 200, 300, null);

        assertThat(new PreProcessing(rules).of(200, UNIT).floorLimitExceeded()).isFalse();
        assertThat(new PreProcessing(rules).of(201, UNIT).floorLimitExceeded()).isTrue();
    }

    @Test
    void of_theVerificationLimit_wantsVerification() {
        assertThat(qualifiers(new PreProcessing(rules(false, true, "26000000")).of(299, UNIT)))
                .isEqualTo("26000000");
        assertThat(qualifiers(new PreProcessing(rules(false, true, "26000000")).of(300, UNIT)))
                .isEqualTo("26400000");
    }

    @Test
    void of_qualifiersConfiguredWithASalesBits_clearsThem() {
        assertThat(qualifiers(new PreProcessing(rules(false, true, "26FF8000")).of(1, UNIT)))
                .isEqualTo("263F8000");
    }

    @Test
    void of_aSecondSale_keepsNothingOfTheFirst() {
        PreProcessing rules = new PreProcessing(rules(true, true, "26000000"));

        assertThat(rules.of(UNIT, UNIT).statusCheckRequested()).isTrue();
        assertThat(rules.of(2, UNIT))
                .isEqualTo(new Indicators(
                        false, false, false, false, false, new TransactionQualifiers(Octets.ofHex("26000000"))));
    }

    private static CombinationRules rules(boolean status, boolean zero, String qualifiers) {
        return new CombinationRules(
                status,
                zero,
                false,
                1000,
                500,
                CombinationRules.NO_LIMIT,
                300,
                new TransactionQualifiers(Octets.ofHex(qualifiers)));
    }

    private static String qualifiers(Indicators found) {
        return Objects.requireNonNull(found.qualifiers()).value().hex();
    }
}
