package dev.tidegate.till.sale;

import dev.tidegate.core.flow.RecoverTill;
import dev.tidegate.core.flow.SaleRequest;
import dev.tidegate.core.flow.TakeByVoice;
import dev.tidegate.core.flow.TakePayment;
import dev.tidegate.core.payment.Approval;
import dev.tidegate.core.payment.Payment;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.port.Kernel;
import dev.tidegate.core.port.Ledger;
import dev.tidegate.core.port.Prompts.Prompt;
import dev.tidegate.till.store.Audit;
import dev.tidegate.till.store.Cart;
import dev.tidegate.till.store.GivenWord;
import dev.tidegate.till.store.PaymentRequest;
import dev.tidegate.till.store.ShopBrokenException;
import dev.tidegate.till.store.ShopStore;
import dev.tidegate.till.store.VoiceWord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one sale of a till: begun by a request, run on a thread of its own, and on the screen until somebody has seen its
 * result. Safe to use from several threads.
 *
 * <p>The request is on disk before the card is asked for, so that the same request never takes a second payment,
 * whatever dies in between. The lock is never held while the journal or the ledger is written: their listeners look
 * here.
 */
public final class SaleDesk {
    /** A cancel may come a moment before the kernel waits; it is said again until the sale has ended. */
    private static final Duration CANCEL_AGAIN_AFTER = Duration.ofMillis(100);

    /** What the desk needs of the house. */
    public record Tools(
            TakePayment take,
            TakeByVoice byVoice,
            RecoverTill recover,
            Kernel kernel,
            Ledger ledger,
            ShopStore shop,
            PromptBoard prompts,
            Identities identities,
            DeskWatch watch) {}

    /**
     * What stands on the screen.
     *
     * @param payment as it was last known to the sale; where the journal has it, the ledger knows it better
     * @param finished whether it is a result
     */
    record OnScreen(PaymentRequest request, Payment payment, boolean finished) {
        PaymentId id() {
            return request.payment();
        }
    }

    private final Tools tools;
    private final ScheduledExecutorService thread;
    private final ScheduledExecutorService timer;
    private @Nullable OnScreen onScreen;
    private boolean untidy;
    private boolean stopping;

    /**
     * @param thread runs one sale at a time
     * @param timer for short tasks
     */
    public SaleDesk(Tools tools, ScheduledExecutorService thread, ScheduledExecutorService timer) {
        this.tools = tools;
        this.thread = thread;
        this.timer = timer;
    }

    /**
     * Begins a sale, or says why not. Returns at once; the card is asked for by the sale's thread.
     *
     * @throws ShopBrokenException the request could not be kept; nothing has begun
     */
    public Begun begin(SaleOrder order) {
        PaymentRequest begun;
        synchronized (this) {
            Begun no = refusal(order);
            if (no != null) {
                return no;
            }
            Instant now = tools.identities().now();
            PaymentId id = tools.identities().nextPayment();
            Cart cart = order.cart() == null
                    ? cartOf(order, now)
                    : tools.shop().carts().cart(order.cart());
            if (cart == null) {
                return new Begun.NoCart();
            }
            Approval approval = approval(order, cart.id(), id, now);
            if (approval == null) {
                return new Begun.WordNotGood();
            }
            String reference = tools.identities().reference(id);
            VoiceWord voice = order.voice();
            if (voice != null) {
                tools.shop().audit().add(confirmed(order, voice, id, now));
            }
            begun = new PaymentRequest(
                    id, order.key(), cart.id(), order.amount(), reference, now, order.person(), null);
            tools.shop().requests().add(begun);
            onScreen = new OnScreen(begun, Payment.collecting(id, order.amount()), false);
            tools.prompts().clear();
            try {
                thread.execute(() -> run(begun, approval, voice));
            } catch (RejectedExecutionException e) {
                onScreen = null;
                return new Begun.Stopping();
            }
        }
        tools.watch().changed(begun.payment());
        return new Begun.Started(begun.payment());
    }

    /** What a request would be answered that takes no new sale; absent where it would begin one. */
    public synchronized @Nullable Begun look(SaleOrder order) {
        return refusal(order);
    }

    private static Audit.Entry confirmed(SaleOrder order, VoiceWord voice, PaymentId id, Instant now) {
        return new Audit.Entry(
                now,
                Audit.Act.VOICE_CONFIRMED,
                voice.manager(),
                order.person() == null ? "" : order.person(),
                id.toString(),
                order.amount().toString(),
                voice.code().value(),
                voice.why());
    }

    private @Nullable Begun refusal(SaleOrder order) {
        PaymentRequest earlier = tools.shop().requests().withKey(order.key().key());
        if (earlier != null) {
            return earlier.key().equals(order.key()) ? new Begun.Earlier(earlier.payment()) : new Begun.KeyReused();
        }
        if (tools.shop().tenders().withKey(order.key().key()) != null) {
            return new Begun.KeyReused();
        }
        // A shop.db that was lost has forgotten the request; the journal has not.
        Payment known = tools.ledger().paymentFor(order.key());
        if (known != null) {
            return new Begun.Earlier(known.id());
        }
        if (stopping) {
            return new Begun.Stopping();
        }
        if (onScreen != null) {
            return new Begun.Busy(onScreen.id());
        }
        return order.cart() == null ? null : cartRefusal(order, order.cart());
    }

    private @Nullable Begun cartRefusal(SaleOrder order, UUID cartId) {
        CartAccount account = CartAccount.of(cartId, tools.shop(), tools.ledger());
        if (account == null) {
            return new Begun.NoCart();
        }
        if (account.cart().voided()) {
            return new Begun.CartVoided();
        }
        PaymentId newest = account.newest();
        if (account.isPaid() && newest != null) {
            return new Begun.CartPaid(newest);
        }
        // What was approved in part, and kept, or paid otherwise, leaves a rest to pay.
        return account.due().equals(order.amount()) ? null : new Begun.AmountDiffers();
    }

    /**
     * Does something that must not come between a sale and its end.
     *
     * @param first looked at before anything: an answer that stands whatever is on the screen, absent where none does
     * @param work must neither wait nor write to the journal
     */
    synchronized Begun besideNoSale(Supplier<@Nullable Begun> first, Supplier<Begun> work) {
        Begun known = first.get();
        if (known != null) {
            return known;
        }
        if (stopping) {
            return new Begun.Stopping();
        }
        return onScreen == null ? work.get() : new Begun.Busy(onScreen.id());
    }

    /**
     * Does something to a cart that must not happen while a card is asked for it.
     *
     * @param otherwise the answer while one is
     * @param work must neither wait nor write to the journal
     */
    synchronized <T> T besideNoPayment(UUID cart, T otherwise, Supplier<T> work) {
        boolean inPayment = onScreen != null
                && !onScreen.finished()
                && onScreen.request().cart().equals(cart);
        return inPayment ? otherwise : work.get();
    }

    private Cart cartOf(SaleOrder order, Instant now) {
        List<Cart.Line> lines =
                List.of(new Cart.Line("Amount", 1, order.amount().minor()));
        return tools.shop()
                .carts()
                .add(new Cart(tools.identities().nextId(), 1, order.amount().currency(), lines), now);
    }

    /** What a manager's word lifts, which is used up by now; absent where it is not good for this sale. */
    private @Nullable Approval approval(SaleOrder order, UUID cart, PaymentId id, Instant now) {
        if (order.word() == null) {
            return Approval.none();
        }
        GivenWord word = tools.shop().words().word(order.word());
        if (word == null || !word.isFor(cart, order.amount(), now)) {
            return null;
        }
        Audit.Entry used = new Audit.Entry(
                now,
                Audit.Act.APPROVAL_USED,
                word.manager(),
                order.person() == null ? "" : order.person(),
                id.toString(),
                order.amount().toString(),
                "",
                "");
        return tools.shop().words().use(word.id(), id, used) ? word.approval() : null;
    }

    private void run(PaymentRequest request, Approval approval, @Nullable VoiceWord voice) {
        PaymentId id = request.payment();
        Payment result;
        try {
            if (untidy) {
                // An earlier sale ended without its last record: what may have left is reversed before the next.
                tools.recover().recover();
                untidy = false;
            }
            SaleRequest sale = new SaleRequest(id, request.amount(), request.reference(), request.key(), approval);
            result = voice == null ? tools.take().take(sale) : tools.byVoice().take(sale, voice.code());
        } catch (RuntimeException e) {
            tools.watch().broke(id, e);
            result =
                    Payment.collecting(id, request.amount()).ended(PaymentState.OUTCOME_UNKNOWN, Reason.JOURNAL_BROKEN);
        }
        untidy |= result.state() == PaymentState.OUTCOME_UNKNOWN && result.seq() == 0;
        finish(request, result);
    }

    private void finish(PaymentRequest request, Payment result) {
        try {
            if (tools.ledger().payment(request.payment()) == null) {
                tools.shop().requests().ended(request.payment(), result.state(), result.reason());
            }
        } catch (RuntimeException e) {
            // The result stands on the screen; after a restart it counts as interrupted, which no money hangs on.
            tools.watch().broke(request.payment(), e);
        }
        synchronized (this) {
            onScreen = new OnScreen(request, result, true);
        }
        tools.prompts().clear();
        tools.watch().finished(result);
        tools.watch().changed(request.payment());
    }

    /**
     * Ends the wait for a card, or for its holder.
     *
     * @return whether somebody was awaited; else a sale ends by itself
     */
    public boolean cancel(PaymentId id) {
        if (!mayBeCancelled(id)) {
            return false;
        }
        cancelWhileAwaited(id);
        return true;
    }

    // Looked at before each time: a cancel that comes late must not hit the next sale.
    private void cancelWhileAwaited(PaymentId id) {
        if (mayBeCancelled(id)) {
            tools.kernel().cancel();
            var ignored =
                    timer.schedule(() -> cancelWhileAwaited(id), CANCEL_AGAIN_AFTER.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private synchronized boolean mayBeCancelled(PaymentId id) {
        return onScreen != null
                && !onScreen.finished()
                && onScreen.id().equals(id)
                && somebodyAwaited(id)
                && !timer.isShutdown();
    }

    private boolean somebodyAwaited(PaymentId id) {
        Prompt prompt = tools.prompts().of(id);
        return prompt == null || prompt.awaitsSomebody();
    }

    /** The payment on the screen, in progress or not acknowledged; absent where the screen is free. */
    public @Nullable PaymentId current() {
        OnScreen now = onScreen();
        return now == null ? null : now.id();
    }

    synchronized @Nullable OnScreen onScreen() {
        return onScreen;
    }

    /** Puts the result of an earlier process on the screen again: nobody has seen it. */
    public synchronized void show(Payment earlier) {
        PaymentRequest request = tools.shop().requests().of(earlier.id());
        if (request != null) {
            onScreen = new OnScreen(request, earlier, true);
        }
    }

    /** Frees the screen of a result that was acknowledged. */
    void clear(PaymentId id) {
        synchronized (this) {
            if (onScreen == null || !onScreen.finished() || !onScreen.id().equals(id)) {
                return;
            }
            onScreen = null;
        }
        tools.watch().changed(id);
    }

    /** Takes no more sales, and ends the one that still waits for its card. */
    public void stop() {
        synchronized (this) {
            stopping = true;
        }
        tools.kernel().cancel();
    }
}
