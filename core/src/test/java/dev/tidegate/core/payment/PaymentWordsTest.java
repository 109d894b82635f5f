package dev.tidegate.core.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Currency;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PaymentWordsTest {
    @Test
    void plus_otherCurrency_isRefusedWithBoth() {
        assertThatThrownBy(() -> Amount.of(1, "EUR").plus(Amount.of(1, "VND")))
                .isInstanceOf(CurrencyMismatchException.class)
                .hasMessageContaining("EUR")
                .hasMessageContaining("VND");
    }

    @Test
    void toString_dong_hasNoDecimals() {
        assertThat(Amount.of(25_000, "VND")).hasToString("25000 VND");
    }

    @Test
    void toString_euro_hasTwo() {
        assertThat(Amount.of(1250, "EUR")).hasToString("12.50 EUR");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 1_000_000_000_000L})
    void amount_outsideTwelveDigits_isRefused(long minor) {
        assertThatThrownBy(() -> Amount.of(minor, "EUR")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void minus_moreThanThereIs_isRefused() {
        assertThatThrownBy(() -> Amount.of(1, "EUR").minus(Amount.of(2, "EUR")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void plus_beyondTwelveDigits_isRefused() {
        assertThatThrownBy(() -> Amount.of(Amount.MINOR_MAX, "EUR").plus(Amount.of(1, "EUR")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void next_afterTheLastStan_isOne() {
        assertThat(new Stan(999_999).next()).hasToString("000001");
    }

    @Test
    void rrn_ofADay_hasYearDayAndCounter() {
        assertThat(Rrn.of(LocalDate.of(2026, 11, 22), 42)).hasToString("632600000042");
    }

    @Test
    void paymentId_madeLater_isGreater() {
        Random chance = new Random(3);
        PaymentId first = PaymentId.next(InstantSource.fixed(Instant.ofEpochMilli(1_000_000)), chance);
        PaymentId later = PaymentId.next(InstantSource.fixed(Instant.ofEpochMilli(1_000_001)), chance);

        assertThat(later).isGreaterThan(first);
    }

    @Test
    void paymentId_manyOfOneMillisecond_neverMeet() {
        Random chance = new Random(3);
        Set<PaymentId> seen = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            assertThat(seen.add(PaymentId.next(InstantSource.fixed(Sales.NOON), chance)))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "018f3c52-7d2a-4c10-9f6e-5a1d0c0ffee1", "018f3c52-7d2a-7c10-1f6e-5a1d0c0ffee1"})
    void paymentId_notOfVersionSeven_isRefused(String text) {
        assertThatThrownBy(() -> PaymentId.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void limits_oneSaleAboveAllTogether_isRefused() {
        assertThatThrownBy(() -> new Limits.Row(Amount.of(2, "EUR"), Amount.of(1, "EUR"), Amount.of(1, "EUR")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void limits_rowUnderAnotherCurrency_isRefused() {
        Limits.Row row = new Limits.Row(Amount.of(1, "EUR"), Amount.of(2, "EUR"), Amount.of(2, "EUR"));

        assertThatThrownBy(() -> new Limits(
                        Map.of(Currency.getInstance("VND"), row),
                        1,
                        Duration.ofHours(1),
                        1,
                        Duration.ofHours(1),
                        true,
                        true,
                        true,
                        Reason.NONE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void result_capturedWithoutAmount_isRefused() {
        assertThatThrownBy(() -> new PaymentResult(
                        Sales.id(),
                        1,
                        "",
                        PaymentState.CAPTURED,
                        Reason.NONE,
                        HostReply.none(),
                        null,
                        null,
                        1,
                        null,
                        null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void epochOpen_lossWithoutAnEnd_isRefused() {
        assertThatThrownBy(() -> new JournalEntry.EpochOpen(5, 4)).isInstanceOf(IllegalArgumentException.class);
    }
}
