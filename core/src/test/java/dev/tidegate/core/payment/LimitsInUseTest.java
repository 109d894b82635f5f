package dev.tidegate.core.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Currency;
import org.junit.jupiter.api.Test;

final class LimitsInUseTest {
    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Currency VND = Currency.getInstance("VND");

    private final PaymentId first = Sales.id();
    private final PaymentId second = Sales.id();

    @Test
    void after_twoStoredSales_countsBoth() {
        LimitsInUse inUse = two();

        assertThat(inUse.count()).isEqualTo(2);
        assertThat(inUse.sum(EUR)).isEqualTo(Amount.of(30_00, "EUR"));
    }

    @Test
    void sum_ofAnotherCurrency_isZero() {
        assertThat(two().sum(VND)).isEqualTo(Amount.of(0, "VND"));
    }

    @Test
    void after_aVoidBeforeTheOffer_countsItNoMore() {
        LimitsInUse inUse = two().after(Sales.record(3, new JournalEntry.Voided(first)));

        assertThat(inUse.sum(EUR)).isEqualTo(Amount.of(20_00, "EUR"));
    }

    @Test
    void after_aVoidAfterTheOffer_countsItUntilTheResult() {
        LimitsInUse asked = two().after(Sales.record(3, new JournalEntry.Offered(2)))
                .after(Sales.record(4, new JournalEntry.Voided(first)));

        assertThat(asked.count()).isEqualTo(2);
        assertThat(asked.after(result(first, PaymentState.VOIDED)).count()).isEqualTo(1);
    }

    @Test
    void after_anOfferThatDoesNotCoverIt_voidsAtOnce() {
        LimitsInUse inUse = two().after(Sales.record(3, new JournalEntry.Offered(1)))
                .after(Sales.record(4, new JournalEntry.Voided(second)));

        assertThat(inUse.count()).isEqualTo(1);
    }

    @Test
    void after_aResultThatIsNotFinal_countsItStill() {
        assertThat(two().after(result(first, PaymentState.RETRY_WAIT)).count()).isEqualTo(2);
    }

    @Test
    void after_aDeclineAfterStore_countsItNoMore() {
        assertThat(two().after(result(first, PaymentState.DECLINED_AFTER_STORE)).count())
                .isEqualTo(1);
    }

    @Test
    void oldest_ofTwo_isTheFirstSold() {
        LimitsInUse inUse = LimitsInUse.none()
                .after(Sales.record(
                        1,
                        new JournalEntry.Stored(
                                first,
                                Sales.sale(Amount.of(1, "EUR"), Sales.NOON.plusSeconds(60)),
                                StoredKind.OFFLINE_APPROVED,
                                Sales.body())))
                .after(Sales.record(2, Sales.stored(second, 1)));

        assertThat(inUse.oldest()).isEqualTo(Sales.NOON);
    }

    private LimitsInUse two() {
        return LimitsInUse.none()
                .after(Sales.record(1, Sales.stored(first, 10_00)))
                .after(Sales.record(2, Sales.stored(second, 20_00)));
    }

    private static JournalRecord result(PaymentId id, PaymentState state) {
        return Sales.record(9, new JournalEntry.Result(Sales.result(id, 1, "a-1", state, 0)));
    }
}
