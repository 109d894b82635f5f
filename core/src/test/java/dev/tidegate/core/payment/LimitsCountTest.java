package dev.tidegate.core.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class LimitsCountTest {
    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Currency VND = Currency.getInstance("VND");

    private final PaymentId first = Sales.id();
    private final PaymentId second = Sales.id();

    @Test
    void count_twoStoredSales_countsBoth() {
        LimitsInUse inUse = after();

        assertThat(inUse.count()).isEqualTo(2);
        assertThat(inUse.sum(EUR)).isEqualTo(Amount.of(30_00, "EUR"));
    }

    @Test
    void sum_ofAnotherCurrency_isZero() {
        assertThat(after().sum(VND)).isEqualTo(Amount.of(0, "VND"));
    }

    @Test
    void sum_twoCurrencies_areApart() {
        Sale dong = Sales.sale(Amount.of(50_000, "VND"));
        LimitsInUse inUse = after(new JournalEntry.Stored(Sales.id(), dong, StoredKind.OFFLINE_APPROVED, Sales.body()));

        assertThat(inUse.sum(VND)).isEqualTo(Amount.of(50_000, "VND"));
        assertThat(inUse.sum(EUR)).isEqualTo(Amount.of(30_00, "EUR"));
    }

    @Test
    void count_aVoidBeforeTheOffer_countsItNoMore() {
        assertThat(after(new JournalEntry.Voided(first)).sum(EUR)).isEqualTo(Amount.of(20_00, "EUR"));
    }

    @Test
    void count_aVoidAfterTheOffer_countsItUntilTheResult() {
        JournalEntry offered = new JournalEntry.Offered(2);
        JournalEntry voided = new JournalEntry.Voided(first);

        assertThat(after(offered, voided).count()).isEqualTo(2);
        assertThat(after(offered, voided, result(first, PaymentState.VOIDED)).count())
                .isEqualTo(1);
    }

    @Test
    void count_anOfferThatDoesNotCoverIt_voidsAtOnce() {
        LimitsInUse inUse = after(new JournalEntry.Offered(1), new JournalEntry.Voided(second));

        assertThat(inUse.count()).isEqualTo(1);
    }

    @Test
    void count_anOlderOffer_doesNotTakeANewerOneBack() {
        LimitsInUse inUse =
                after(new JournalEntry.Offered(2), new JournalEntry.Offered(1), new JournalEntry.Voided(second));

        assertThat(inUse.count()).isEqualTo(2);
    }

    @Test
    void count_aResultThatIsNotFinal_countsItStill() {
        assertThat(after(result(first, PaymentState.RETRY_WAIT)).count()).isEqualTo(2);
    }

    @Test
    void count_aDeclineAfterStore_countsItNoMore() {
        assertThat(after(result(first, PaymentState.DECLINED_AFTER_STORE)).count())
                .isEqualTo(1);
    }

    @Test
    void count_aResultOfAnUnknownPayment_changesNothing() {
        assertThat(after(result(Sales.id(), PaymentState.CAPTURED))).isEqualTo(after());
    }

    @Test
    void count_aTip_countsTheNewAmount() {
        LimitsInUse inUse = after(new JournalEntry.Adjusted(first, Amount.of(12_00, "EUR")));

        assertThat(inUse.sum(EUR)).isEqualTo(Amount.of(32_00, "EUR"));
        assertThat(inUse.count()).isEqualTo(2);
    }

    @Test
    void count_aTipThatIsTakenOff_countsTheOldAmount() {
        LimitsInUse inUse = after(
                new JournalEntry.Adjusted(first, Amount.of(12_00, "EUR")),
                new JournalEntry.Adjusted(first, Amount.of(10_00, "EUR")));

        assertThat(inUse.sum(EUR)).isEqualTo(Amount.of(30_00, "EUR"));
    }

    @Test
    void count_aTipAfterTheOffer_countsWhatWasOffered() {
        LimitsInUse inUse =
                after(new JournalEntry.Offered(2), new JournalEntry.Adjusted(first, Amount.of(12_00, "EUR")));

        assertThat(inUse.sum(EUR)).isEqualTo(Amount.of(30_00, "EUR"));
    }

    @Test
    void count_aTipOfAnUnknownPayment_changesNothing() {
        assertThat(after(new JournalEntry.Adjusted(Sales.id(), Amount.of(12_00, "EUR"))))
                .isEqualTo(after());
    }

    @Test
    void count_thePaymentStoredTwice_countsTheLater() {
        assertThat(after(Sales.stored(first, 5_00)).sum(EUR)).isEqualTo(Amount.of(25_00, "EUR"));
    }

    @Test
    void oldest_ofTwo_isTheFirstSold() {
        LimitsCount count = new LimitsCount();
        count.count(Sales.record(
                1,
                new JournalEntry.Stored(
                        first,
                        Sales.sale(Amount.of(1, "EUR"), Sales.NOON.plusSeconds(60)),
                        StoredKind.OFFLINE_APPROVED,
                        Sales.body())));
        count.count(Sales.record(2, Sales.stored(second, 1)));

        assertThat(count.inUse().oldest()).isEqualTo(Sales.NOON);
    }

    @Test
    void oldest_allGone_isAbsent() {
        LimitsInUse inUse = after(result(first, PaymentState.CAPTURED), result(second, PaymentState.CAPTURED));

        assertThat(inUse).isEqualTo(LimitsInUse.none());
    }

    @Test
    void inUse_whatWasGivenOut_doesNotChange() {
        LimitsCount count = two();
        LimitsInUse before = count.inUse();

        count.count(Sales.record(3, Sales.stored(Sales.id(), 1)));

        assertThat(before.count()).isEqualTo(2);
        assertThat(before.sum(EUR)).isEqualTo(Amount.of(30_00, "EUR"));
    }

    @Test
    void count_anyHistory_isWhatAPlainListCounts() {
        for (int seed = 0; seed < 20; seed++) {
            Random chance = new Random(seed);
            LimitsCount count = new LimitsCount();
            Map<PaymentId, Sale> open = new LinkedHashMap<>();
            for (int seq = 1; seq <= 4_000; seq++) {
                boolean more = open.isEmpty() || chance.nextInt(open.size() > 300 ? 5 : 2) == 0;
                PaymentId id = more
                        ? Sales.id()
                        : open.keySet().stream()
                                .skip(chance.nextInt(open.size()))
                                .findFirst()
                                .orElseThrow();
                if (more) {
                    Sale sale = Sales.sale(
                            Amount.of(chance.nextInt(10_000), chance.nextBoolean() ? "EUR" : "VND"),
                            Sales.NOON.plusMillis(chance.nextInt(100_000)));
                    open.put(id, sale);
                    count.count(Sales.record(
                            seq, new JournalEntry.Stored(id, sale, StoredKind.OFFLINE_APPROVED, Sales.body())));
                } else {
                    open.remove(id);
                    count.count(Sales.record(seq, result(id, PaymentState.CAPTURED)));
                }
                assertThat(count.inUse()).as("seed %s, record %s", seed, seq).isEqualTo(counted(open));
            }
        }
    }

    private static LimitsInUse counted(Map<PaymentId, Sale> open) {
        long euros = 0;
        long dongs = 0;
        Instant oldest = null;
        for (Sale sale : open.values()) {
            euros += sale.amount().currency().equals(EUR) ? sale.amount().minor() : 0;
            dongs += sale.amount().currency().equals(VND) ? sale.amount().minor() : 0;
            oldest = oldest == null || sale.soldAt().isBefore(oldest) ? sale.soldAt() : oldest;
        }
        Map<Currency, Long> sums = new java.util.HashMap<>(Map.of(EUR, euros, VND, dongs));
        sums.values().removeIf(sum -> sum == 0);
        return new LimitsInUse(open.size(), sums, oldest);
    }

    private LimitsInUse after(JournalEntry... entries) {
        LimitsCount count = two();
        long seq = 3;
        for (JournalEntry entry : entries) {
            count.count(Sales.record(seq++, entry));
        }
        return count.inUse();
    }

    private LimitsCount two() {
        LimitsCount count = new LimitsCount();
        count.count(Sales.record(1, Sales.stored(first, 10_00)));
        count.count(Sales.record(2, Sales.stored(second, 20_00)));
        return count;
    }

    private static JournalEntry result(PaymentId id, PaymentState state) {
        return new JournalEntry.Result(Sales.result(id, 1, "a-1", state, 0));
    }
}
