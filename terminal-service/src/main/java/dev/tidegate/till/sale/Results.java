package dev.tidegate.till.sale;

import dev.tidegate.core.flow.CloseSale;
import dev.tidegate.core.payment.Payment;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.port.Ledger;
import dev.tidegate.core.port.Prompts.Prompt;
import dev.tidegate.till.sale.SaleDesk.OnScreen;
import dev.tidegate.till.store.PaymentRequest;
import dev.tidegate.till.store.PaymentRequests;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What became of payments, and a person's word on it: seen, taken back, the answer about the goods.
 *
 * <p>Safe to use from several threads; one word at a time is written down.
 */
public final class Results {
    /** How a person's word was taken. */
    public sealed interface Said {
        /** It is on disk. */
        record Done() implements Said {}

        /** The payment's state does not allow it; nothing was written. */
        record NotNow() implements Said {}

        record Unknown() implements Said {}
    }

    /**
     * One payment as the screen shows it.
     *
     * @param prompt what to do now, absent once it is finished
     * @param asked what the card wants to know of its holder, absent where it wants nothing
     * @param finished whether what it shows is a result
     * @param shown whether somebody has seen that result
     * @param reference of the slip
     */
    public record View(
            Payment payment,
            @Nullable Prompt prompt,
            Questions.@Nullable Asked asked,
            boolean finished,
            boolean shown,
            String reference) {
        /** One that asks nothing. */
        View(Payment payment, boolean shown, String reference) {
            this(payment, null, null, true, shown, reference);
        }
    }

    private final SaleDesk desk;
    private final CloseSale closing;
    private final Ledger ledger;
    private final PaymentRequests requests;
    private final PromptBoard prompts;
    private final Questions questions;
    private final ReentrantLock oneWordAtATime = new ReentrantLock();

    public Results(
            SaleDesk desk,
            CloseSale closing,
            Ledger ledger,
            PaymentRequests requests,
            PromptBoard prompts,
            Questions questions) {
        this.desk = desk;
        this.closing = closing;
        this.ledger = ledger;
        this.requests = requests;
        this.prompts = prompts;
        this.questions = questions;
    }

    /** A payment by its id, absent where the till never had it. */
    public @Nullable View view(PaymentId id) {
        OnScreen screen = screenOf(id);
        if (screen != null) {
            return screen.finished() ? finished(screen) : running(screen);
        }
        Payment payment = ledger.payment(id);
        if (payment != null) {
            return ofJournal(payment);
        }
        PaymentRequest request = requests.of(id);
        return request == null ? null : withoutJournal(request);
    }

    private @Nullable OnScreen screenOf(PaymentId id) {
        OnScreen screen = desk.onScreen();
        return screen != null && screen.id().equals(id) ? screen : null;
    }

    /** As the journal has it. */
    public View ofJournal(Payment payment) {
        String reference = payment.sale() == null ? "" : payment.sale().reference();
        return new View(payment, payment.shown(), reference);
    }

    // Until the sale has returned, no more is said than that it is on its way: what is on disk already is its own to
    // tell.
    private View running(OnScreen screen) {
        Payment known = ledger.payment(screen.id());
        boolean asking = known != null && known.state() != PaymentState.COLLECTING;
        Payment payment = screen.payment().ended(asking ? PaymentState.ASKING : PaymentState.COLLECTING, Reason.NONE);
        return new View(
                payment,
                prompts.of(screen.id()),
                questions.asked(),
                false,
                false,
                screen.request().reference());
    }

    private View finished(OnScreen screen) {
        Payment known = ledger.payment(screen.id());
        // A sale whose last record is not on disk shows what it was told, not what the journal has up to now.
        Payment shown = known != null && screen.payment().seq() > 0 ? known : screen.payment();
        return new View(shown, false, screen.request().reference());
    }

    private static View withoutJournal(PaymentRequest request) {
        PaymentRequest.End end = request.end();
        Payment started = Payment.collecting(request.payment(), request.amount());
        // The till died before anything was on disk: whatever the card had said, no money hangs on it.
        Payment payment = end == null
                ? started.ended(PaymentState.CANCELLED, Reason.NONE)
                : started.ended(end.state(), end.reason());
        return new View(payment, end != null && end.seen(), request.reference());
    }

    /** Sales of which nobody was told: <em>did the customer leave with the goods?</em> Oldest first. */
    public List<Payment> questions() {
        PaymentId current = desk.current();
        return ledger.unshown().stream()
                .filter(payment -> !payment.id().equals(current))
                .toList();
    }

    /**
     * The cardholder, or the cashier for him, says which application to use.
     *
     * @param question its number, as the view has it
     * @param place in its list, or {@link Questions#NONE} for none of them
     */
    public Said chosen(PaymentId id, long question, int place) {
        OnScreen screen = screenOf(id);
        if (screen == null || screen.finished()) {
            return ledger.payment(id) == null && requests.of(id) == null ? new Said.Unknown() : new Said.NotNow();
        }
        return questions.answer(question, place) ? new Said.Done() : new Said.NotNow();
    }

    /**
     * OK was pressed on the result.
     *
     * @throws dev.tidegate.core.port.JournalBrokenException the disk refused; the result stays on the screen
     */
    public Said seen(PaymentId id) {
        oneWordAtATime.lock();
        try {
            OnScreen screen = screenOf(id);
            if (screen != null && !screen.finished()) {
                return new Said.NotNow();
            }
            Payment known = ledger.payment(id);
            if (known == null && requests.of(id) == null) {
                return new Said.Unknown();
            }
            if (known == null) {
                requests.seen(id);
            } else if (screen == null || screen.payment().seq() > 0) {
                // A result that is not the journal's own was not told: it is asked about instead.
                var ignored = closing.seen(id);
            }
            desk.clear(id);
            return new Said.Done();
        } finally {
            oneWordAtATime.unlock();
        }
    }

    /**
     * The sale is taken back.
     *
     * @throws dev.tidegate.core.port.JournalBrokenException the disk refused; nothing has changed
     */
    public Said takeBack(PaymentId id) {
        oneWordAtATime.lock();
        try {
            OnScreen screen = screenOf(id);
            if (screen != null && !screen.finished()) {
                return new Said.NotNow();
            }
            Payment before = ledger.payment(id);
            if (before == null) {
                return requests.of(id) == null ? new Said.Unknown() : new Said.NotNow();
            }
            Payment after = closing.takeBack(id);
            return after == null || after.seq() == before.seq() ? new Said.NotNow() : new Said.Done();
        } finally {
            oneWordAtATime.unlock();
        }
    }

    /**
     * The answer about the goods.
     *
     * @param left whether the customer left with them
     * @throws dev.tidegate.core.port.JournalBrokenException the disk refused; the question stands
     */
    public Said answer(PaymentId id, boolean left) {
        boolean asked = questions().stream().anyMatch(payment -> payment.id().equals(id));
        if (!asked) {
            return ledger.payment(id) == null ? new Said.Unknown() : new Said.NotNow();
        }
        return left ? seen(id) : takeBack(id);
    }
}
