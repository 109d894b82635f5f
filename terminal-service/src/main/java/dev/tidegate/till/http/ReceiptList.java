package dev.tidegate.till.http;

import dev.tidegate.core.payment.Payment;
import dev.tidegate.till.ledger.LedgerQueries;
import dev.tidegate.till.store.Tenders;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Card payments of the journal and what was paid otherwise, of shop.db, in one list, the newest first. A cursor names a
 * place in each: {@code 17-4}. Among the states only cards have one.
 */
final class ReceiptList {
    private static final Pattern CURSOR = Pattern.compile("([0-9]{1,18})(?:-([0-9]{1,18}))?");

    /** Above every place, and it fits a cursor. */
    private static final long TOP = 999_999_999_999_999_999L;

    private final LedgerQueries cards;
    private final Tenders tenders;
    private final Function<Payment, PaymentView> cardView;

    ReceiptList(LedgerQueries cards, Tenders tenders, Function<Payment, PaymentView> cardView) {
        this.cards = cards;
        this.tenders = tenders;
        this.cardView = cardView;
    }

    PaymentsResource.PaymentList page(@Nullable String state, @Nullable String cursor) {
        LedgerQueries.Filter filter = Keys.filterOf(state);
        boolean all = filter.equals(LedgerQueries.Filter.all());
        long cardsBelow = TOP;
        long tendersBelow = all ? TOP : 0;
        if (cursor != null && !cursor.isEmpty()) {
            Matcher places = CURSOR.matcher(cursor);
            if (!places.matches()) {
                throw ProblemException.of(400, "invalid_request", "cursor is what an earlier page gave as next");
            }
            cardsBelow = Long.parseLong(places.group(1));
            tendersBelow = !all || places.group(2) == null ? 0 : Long.parseLong(places.group(2));
        }
        List<LedgerQueries.Listed> byCard = cards.newest(filter, cardsBelow);
        List<Tenders.Listed> otherwise = tenders.newest(tendersBelow);
        List<PaymentView> views = new ArrayList<>();
        int card = 0;
        int other = 0;
        while (views.size() < LedgerQueries.PAGE_MAX && (card < byCard.size() || other < otherwise.size())) {
            boolean takeCard = other == otherwise.size()
                    || card < byCard.size()
                            && !soldAt(byCard.get(card).payment())
                                    .isBefore(otherwise.get(other).sale().takenAt());
            if (takeCard) {
                LedgerQueries.Listed listed = byCard.get(card++);
                cardsBelow = listed.place();
                views.add(cardView.apply(listed.payment()));
            } else {
                Tenders.Listed listed = otherwise.get(other++);
                tendersBelow = listed.place();
                views.add(PaymentView.of(listed.sale()));
            }
        }
        boolean full = views.size() == LedgerQueries.PAGE_MAX;
        String places = all ? cardsBelow + "-" + tendersBelow : Long.toString(cardsBelow);
        return new PaymentsResource.PaymentList(views, full ? places : null);
    }

    // The list holds payments that the journal has, and each of those was sold at a time.
    private static Instant soldAt(Payment payment) {
        var sale = payment.sale();
        return sale == null ? Instant.MAX : sale.soldAt();
    }
}
