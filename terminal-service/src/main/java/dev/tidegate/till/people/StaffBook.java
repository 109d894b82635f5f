package dev.tidegate.till.people;

import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.till.ledger.CardSale;
import dev.tidegate.till.ledger.LedgerQueries;
import dev.tidegate.till.store.Audit;
import dev.tidegate.till.store.PaymentRequest;
import dev.tidegate.till.store.Person;
import dev.tidegate.till.store.ShopStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What each person did at this till: sales from the ledger, and so from the journal, by the person that shop.db has
 * beside each; words and voids from the audit. No number is kept anywhere else.
 */
public final class StaffBook {
    /** Two months: what is older, finance has. */
    public static final int DAYS_MAX = 62;

    /**
     * One person.
     *
     * @param name empty for what was done while nobody was signed in
     * @param sales card sales that money was taken for, or may be
     * @param stored those of them that were taken without the issuer, sums one for each currency
     * @param voids stored sales that this person took back
     * @param refused sales of this person that were refused offline
     * @param wordsUsed managers' words that sales of this person were tried by
     * @param wordsGiven as a manager
     * @param wordsRefused asked for while this person was signed in, and not given
     */
    public record Page(
            String name,
            int sales,
            int stored,
            List<Amount> storedSums,
            int voids,
            int refused,
            int wordsUsed,
            int wordsGiven,
            int wordsRefused) {
        public Page {
            storedSums = List.copyOf(storedSums);
        }
    }

    /** All of it. */
    public record Book(Instant from, List<Page> pages, List<Audit.Row> newest) {}

    private static final int ROWS_MAX = 50;

    private static final Set<PaymentState> TAKEN = EnumSet.of(
            PaymentState.AUTHORISED,
            PaymentState.AWAITING_TILL,
            PaymentState.CAPTURED,
            PaymentState.SETTLED,
            PaymentState.REFUNDED,
            PaymentState.CHARGED_BACK);

    private final ShopStore shop;
    private final LedgerQueries ledger;
    private final InstantSource clock;

    public StaffBook(ShopStore shop, LedgerQueries ledger, InstantSource clock) {
        this.shop = shop;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** The last days; today is one of them. */
    public Book of(int days) {
        Instant from = clock.instant().minus(Duration.ofDays(days));
        Map<String, Tally> people = new TreeMap<>();
        shop.people().all().stream().map(Person::name).forEach(name -> tally(people, name));
        Map<PaymentId, String> sellers = new HashMap<>();
        for (PaymentRequest request : shop.requests().since(from)) {
            String person = request.person() == null ? "" : request.person();
            sellers.put(request.payment(), person);
            PaymentRequest.End end = request.end();
            if (end != null && end.state() == PaymentState.REFUSED_OFFLINE) {
                tally(people, person).refused++;
            }
        }
        for (CardSale sale : ledger.soldSince(from)) {
            tally(people, sellers.getOrDefault(sale.payment(), "")).count(sale);
        }
        List<Audit.Row> rows = shop.audit().since(from);
        rows.forEach(row -> count(people, row.entry()));
        List<Page> pages = new ArrayList<>();
        people.forEach((name, tally) -> {
            if (!name.isEmpty() || !tally.isEmpty()) {
                pages.add(tally.page(name));
            }
        });
        return new Book(from, pages, rows.reversed().stream().limit(ROWS_MAX).toList());
    }

    private static void count(Map<String, Tally> people, Audit.Entry entry) {
        switch (entry.act()) {
            case APPROVED, VOICE_CONFIRMED -> tally(people, entry.person()).wordsGiven++;
            case APPROVAL_REFUSED, VOICE_REFUSED -> tally(people, entry.cashier()).wordsRefused++;
            case APPROVAL_USED -> tally(people, entry.cashier()).wordsUsed++;
            case VOIDED -> tally(people, entry.person()).voids++;
            case FORCED_OFFLINE, FORCED_ONLINE, LIABILITY_ACCEPTED, TIPPED -> {
                // Told in the list of rows; nothing to count.
            }
        }
    }

    private static Tally tally(Map<String, Tally> people, @Nullable String name) {
        return people.computeIfAbsent(name == null ? "" : name, none -> new Tally());
    }

    private static final class Tally {
        private final Map<Currency, Long> sums = new HashMap<>();
        private int sales;
        private int stored;
        private int voids;
        private int refused;
        private int wordsUsed;
        private int wordsGiven;
        private int wordsRefused;

        void count(CardSale sale) {
            if (sale.state() == PaymentState.REFUSED_OFFLINE) {
                refused++;
            } else if (sale.stored() || isTaken(sale.state())) {
                sales++;
            }
            if (sale.stored()) {
                stored++;
                long before = sums.getOrDefault(sale.amount().currency(), 0L);
                sums.put(sale.amount().currency(), before + sale.amount().minor());
            }
        }

        private static boolean isTaken(PaymentState state) {
            return TAKEN.contains(state);
        }

        boolean isEmpty() {
            return sales + stored + voids + refused + wordsUsed + wordsGiven + wordsRefused == 0;
        }

        Page page(String name) {
            List<Amount> amounts = sums.entrySet().stream()
                    .map(sum -> new Amount(sum.getValue(), sum.getKey()))
                    .toList();
            return new Page(name, sales, stored, amounts, voids, refused, wordsUsed, wordsGiven, wordsRefused);
        }
    }
}
