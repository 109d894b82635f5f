package dev.tidegate.till.http;

import dev.tidegate.core.card.MaskedPan;
import dev.tidegate.core.payment.HostReply;
import dev.tidegate.core.payment.Payment;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.Sale;
import dev.tidegate.core.payment.StoredKind;
import dev.tidegate.till.config.AgreedTerms;
import dev.tidegate.till.sale.Questions;
import dev.tidegate.till.sale.Results;
import dev.tidegate.till.sale.Words;
import dev.tidegate.till.store.TenderSale;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One payment as the API tells it.
 *
 * @param state as payment rules spell it
 * @param reason absent where there is none
 * @param kind how it was stored, absent where it was not
 * @param result absent while the sale runs
 * @param words in English, for people
 * @param card absent until the card was read
 * @param reference of the slip
 * @param shown whether somebody has seen the result
 * @param unsynced whether it carries the badge
 * @param prompt what to do now; absent once the sale has its result
 * @param part what was approved, where it is less than the amount: the rest is to be paid otherwise
 * @param tip what of the amount was put on it after its card had signed; absent where nothing was
 * @param age LATE or TOO_OLD, of a sale that the acquirer does not have yet; absent where it is in time
 * @param liftable whether a manager's word would let it pass at another try
 * @param person who took it; absent where nobody was signed in
 * @param question what the card wants to know of its holder; absent where it wants nothing
 * @param tender what it was paid with; absent where that is a card. Its state is then PAID or GIVEN_BACK
 */
record PaymentView(
        String id,
        String state,
        @Nullable String reason,
        @Nullable String kind,
        MoneyView amount,
        @Nullable MoneyView part,
        @Nullable MoneyView tip,
        @Nullable String result,
        String words,
        @Nullable Card card,
        String reference,
        @Nullable Instant soldAt,
        boolean shown,
        boolean unsynced,
        @Nullable String age,
        @Nullable String responseCode,
        @Nullable String authorisationCode,
        @Nullable String stan,
        @Nullable String rrn,
        @Nullable MoneyView captured,
        @Nullable String prompt,
        boolean liftable,
        @Nullable String person,
        @Nullable Question question,
        @Nullable TenderView tender) {

    /** What may be shown of a card. */
    record Card(String brand, String last4) {}

    /**
     * What the card wants to know.
     *
     * @param number of this question; the answer names it
     * @param applications to choose from, the card's favourite first; empty where a PIN is entered on the pad
     * @param triesLeft of the PIN; absent where the card has not said
     */
    record Question(
            long number,
            List<String> applications,
            @Nullable Integer triesLeft) {
        static @Nullable Question of(Questions.@Nullable Asked asked) {
            return asked == null
                    ? null
                    : new Question(
                            asked.number(),
                            asked.applications(),
                            asked.triesLeft() == Questions.NONE ? null : asked.triesLeft());
        }
    }

    static PaymentView of(Results.View view, AgreedTerms terms, boolean liftable, @Nullable String person) {
        Payment payment = view.payment();
        Sale sale = payment.sale();
        HostReply reply = payment.reply();
        return new PaymentView(
                payment.id().toString(),
                payment.state().name(),
                payment.reason() == Reason.NONE ? null : payment.reason().name(),
                nameOf(payment.kind()),
                MoneyView.of(payment.amount()),
                MoneyView.ofNullable(payment.part()),
                tip(payment, sale),
                view.finished() ? Words.result(payment) : null,
                Words.of(payment),
                sale == null ? null : card(sale.card()),
                view.reference(),
                sale == null ? null : sale.soldAt(),
                view.shown(),
                payment.isUnsynced(),
                age(payment, terms),
                blankToNull(reply.responseCode()),
                blankToNull(reply.authorisationCode()),
                blankToNull(reply.stan()),
                blankToNull(reply.rrn()),
                MoneyView.ofNullable(payment.captured()),
                nameOf(view.prompt()),
                liftable,
                person,
                Question.of(view.asked()),
                null);
    }

    /** What was paid without a card: it is on disk, and nobody has to press OK for it to stand. */
    static PaymentView of(TenderSale sale) {
        boolean stands = sale.stands();
        return new PaymentView(
                sale.payment().toString(),
                stands ? "PAID" : "GIVEN_BACK",
                null,
                null,
                MoneyView.of(sale.amount()),
                null,
                null,
                stands ? "paid" : "given_back",
                stands ? "Paid" : "Given back",
                null,
                sale.reference(),
                sale.takenAt(),
                true,
                false,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                false,
                null,
                null,
                TenderView.of(sale));
    }

    private static @Nullable String age(Payment payment, AgreedTerms terms) {
        Sale sale = payment.sale();
        StoredKind kind = payment.kind();
        AgreedTerms.Age age = sale == null || kind == null || !payment.isUnsynced()
                ? AgreedTerms.Age.IN_TIME
                : terms.age(kind, sale.soldAt());
        return age == AgreedTerms.Age.IN_TIME ? null : age.name();
    }

    private static @Nullable MoneyView tip(Payment payment, @Nullable Sale sale) {
        return sale == null || !payment.amount().exceeds(sale.amount())
                ? null
                : MoneyView.of(payment.amount().minus(sale.amount()));
    }

    private static Card card(MaskedPan card) {
        return new Card(card.brand().name(), card.lastFour());
    }

    private static @Nullable String nameOf(@Nullable Enum<?> value) {
        return value == null ? null : value.name();
    }

    private static @Nullable String blankToNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
