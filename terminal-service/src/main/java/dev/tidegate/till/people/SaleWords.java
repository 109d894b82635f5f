package dev.tidegate.till.people;

import dev.tidegate.core.payment.Approval;
import dev.tidegate.core.payment.Limits;
import dev.tidegate.core.payment.Payment;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.till.log.FactLog;
import dev.tidegate.till.sale.Identities;
import dev.tidegate.till.sale.Results;
import dev.tidegate.till.store.Audit;
import dev.tidegate.till.store.GivenWord;
import dev.tidegate.till.store.PaymentRequest;
import dev.tidegate.till.store.Person;
import dev.tidegate.till.store.ShopStore;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A manager's word for one sale that a limit of the shop has refused: for that cart and amount, for minutes, for one
 * try. Each word and each refusal of one is in the audit before it is answered. Safe to use from several threads.
 */
public final class SaleWords {
    /** A refusal that stands on the screen longer is of another customer. */
    static final Duration ASK_WITHIN = Duration.ofMinutes(15);

    /** How a word was asked for. */
    public sealed interface Answer {
        record Given(GivenWord word) implements Answer {}

        /** The sale was not refused, not lately, or not for what a manager may lift. */
        record NotLiftable() implements Answer {}

        /** There is no such payment. */
        record Unknown() implements Answer {}

        /** Whoever typed the PIN is no manager. */
        record NotLetIn(Managers.Answer why) implements Answer {}
    }

    private final Managers managers;
    private final ShopStore shop;
    private final Results results;
    private final Supplier<Limits> limits;
    private final Identities identities;
    private final FactLog log;

    public SaleWords(
            Managers managers,
            ShopStore shop,
            Results results,
            Supplier<Limits> limits,
            Identities identities,
            FactLog log) {
        this.managers = managers;
        this.shop = shop;
        this.results = results;
        this.limits = limits;
        this.identities = identities;
        this.log = log;
    }

    /**
     * Asks a manager, who has typed name and PIN. The caller wipes the PIN.
     *
     * @param cashier who is signed in; empty where nobody is
     * @throws dev.tidegate.till.store.ShopBrokenException the disk refused; no word was given
     */
    public Answer ask(PaymentId refused, String name, char[] pin, TypedReason why, String cashier) {
        Results.View view = results.view(refused);
        PaymentRequest request = shop.requests().of(refused);
        if (view == null || request == null) {
            return new Answer.Unknown();
        }
        Instant now = identities.clock().instant();
        Payment payment = view.payment();
        if (!view.finished() || !isLiftable(payment, limits.get()) || !isFresh(request, now)) {
            audit(entry(
                    now,
                    Audit.Act.APPROVAL_REFUSED,
                    "",
                    cashier,
                    payment,
                    payment.reason().name(),
                    why));
            return new Answer.NotLiftable();
        }
        return switch (managers.who(name, pin)) {
            case Managers.Answer.Yes(var manager) -> given(payment, request, manager, why, cashier, now);
            case Managers.Answer.Cashier(var person) -> {
                audit(entry(now, Audit.Act.APPROVAL_REFUSED, person.name(), cashier, payment, "NOT_A_MANAGER", why));
                yield new Answer.NotLetIn(new Managers.Answer.Cashier(person));
            }
            case Managers.Answer.No(var because) -> {
                audit(entry(now, Audit.Act.APPROVAL_REFUSED, known(name), cashier, payment, "PIN_REFUSED", why));
                yield new Answer.NotLetIn(new Managers.Answer.No(because));
            }
        };
    }

    /** Whether a manager's word would help a sale. */
    public static boolean isLiftable(Payment payment, Limits limits) {
        Limits.Row row = limits.rows().get(payment.amount().currency());
        return payment.state() == PaymentState.REFUSED_OFFLINE
                && row != null
                && row.sales().mayBeLifted(payment.amount(), payment.reason());
    }

    private Answer given(
            Payment payment, PaymentRequest request, Person manager, TypedReason why, String cashier, Instant now) {
        GivenWord word = new GivenWord(
                identities.nextId(),
                payment.id(),
                request.cart(),
                payment.amount(),
                lifted(payment),
                manager.name(),
                now,
                null);
        shop.words()
                .add(
                        word,
                        entry(
                                now,
                                Audit.Act.APPROVED,
                                manager.name(),
                                cashier,
                                payment,
                                payment.reason().name(),
                                why));
        log.managersWord(payment.id(), Audit.Act.APPROVED.name(), payment.reason(), manager.name());
        return new Answer.Given(word);
    }

    // What an earlier word has lifted for the refused try stays lifted in the next.
    private Approval lifted(Payment payment) {
        Set<Reason> lifts = EnumSet.of(payment.reason());
        GivenWord before = shop.words().usedBy(payment.id());
        if (before != null) {
            lifts.addAll(before.approval().lifts());
        }
        return new Approval(lifts);
    }

    private static boolean isFresh(PaymentRequest request, Instant now) {
        return !now.isBefore(request.askedAt())
                && now.isBefore(request.askedAt().plus(ASK_WITHIN));
    }

    // What was typed as a name may be a PIN.
    private String known(String name) {
        var known = shop.people().named(name);
        return known == null ? "" : known.person().name();
    }

    private void audit(Audit.Entry entry) {
        shop.audit().add(entry);
        log.managersWord(PaymentId.of(entry.payment()), entry.act().name(), Reason.NONE, entry.person());
    }

    private static Audit.Entry entry(
            Instant at, Audit.Act act, String person, String cashier, Payment payment, String fact, TypedReason why) {
        return new Audit.Entry(
                at,
                act,
                person,
                cashier,
                payment.id().toString(),
                payment.amount().toString(),
                fact,
                why.text());
    }
}
