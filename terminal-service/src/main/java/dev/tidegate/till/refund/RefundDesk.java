package dev.tidegate.till.refund;

import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.Payment;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.RequestKey;
import dev.tidegate.core.payment.Standing;
import dev.tidegate.core.port.GatewayUnavailableException;
import dev.tidegate.core.port.HostStanding;
import dev.tidegate.core.port.Ledger;
import dev.tidegate.till.store.Refund;
import dev.tidegate.till.store.Refunds;
import dev.tidegate.till.store.ShopBrokenException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives money back. A refund is on disk under its own id before a byte of it leaves, and is asked for again with that
 * id until the gateway has said how it ended: through a cut, and after a restart. Safe to use from several threads.
 */
public final class RefundDesk {
    /** Between two questions about the same refund. */
    static final Duration ASK_AGAIN_FIRST = Duration.ofSeconds(1);

    static final Duration ASK_AGAIN_MAX = Duration.ofSeconds(20);

    private static final int DOUBLINGS_MAX = 5;

    /** What the desk needs of the house. */
    public record Rooms(
            Ledger ledger,
            Refunds refunds,
            RefundCalls gateway,
            HostStanding standing,
            InstantSource clock,
            Supplier<PaymentId> ids) {}

    /** Told of what happens. Each call has to be quick and never throw. */
    public interface Watch {
        /** A refund stands otherwise than before. */
        void changed(Refund refund);

        void broke(PaymentId refund, RuntimeException why);
    }

    /**
     * What a sale has left to give back.
     *
     * @param captured absent where nothing is captured
     * @param left absent where nothing may be given back now, whatever the amount
     * @param refunds the oldest first
     */
    public record Room(@Nullable Amount captured, @Nullable Amount left, List<Refund> refunds) {}

    private final Rooms rooms;
    private final ScheduledExecutorService thread;
    private final Watch watch;

    /** @param thread its own, one thread: a refund waits as long as a cardholder would */
    public RefundDesk(Rooms rooms, ScheduledExecutorService thread, Watch watch) {
        this.rooms = rooms;
        this.thread = thread;
        this.watch = watch;
    }

    /** What was left open is asked about again. */
    public void begin() {
        rooms.refunds().open().forEach(refund -> askIn(refund.id(), Duration.ZERO, 0));
    }

    /**
     * Asks for a refund, or says why not. Returns at once.
     *
     * @throws ShopBrokenException the request could not be kept; nothing has left
     */
    public RefundBegun ask(PaymentId original, Amount amount, RequestKey key) {
        Refund earlier = rooms.refunds().withKey(key.key());
        if (earlier != null) {
            return earlier.key().equals(key) ? new RefundBegun.Earlier(earlier) : new RefundBegun.KeyReused();
        }
        Payment sale = rooms.ledger().payment(original);
        if (sale == null) {
            return new RefundBegun.NoPayment();
        }
        Amount captured = captured(sale);
        if (captured == null) {
            return new RefundBegun.NotCaptured();
        }
        if (sale.duty() != Payment.Duty.NONE || sale.kind() == null && !sale.shown()) {
            return new RefundBegun.NotCompleted();
        }
        if (rooms.standing().now() instanceof Standing.Offline(var why)) {
            return new RefundBegun.Offline(why);
        }
        Refund fresh = new Refund(
                rooms.ids().get(), original, key, amount, rooms.clock().instant(), Refund.State.ASKING, "", null);
        if (!rooms.refunds().add(fresh, captured)) {
            return new RefundBegun.TooMuch(rooms.refunds().left(original, captured));
        }
        watch.changed(fresh);
        askIn(fresh.id(), Duration.ZERO, 0);
        return new RefundBegun.Started(fresh);
    }

    /** Absent where the till never had it. */
    public @Nullable Refund refund(PaymentId id) {
        return rooms.refunds().refund(id);
    }

    /** What was given back of a sale, and what may be; absent where the till never had the sale. */
    public @Nullable Room room(PaymentId original) {
        Payment sale = rooms.ledger().payment(original);
        if (sale == null) {
            return null;
        }
        Amount captured = captured(sale);
        boolean may = captured != null && sale.duty() == Payment.Duty.NONE && (sale.kind() != null || sale.shown());
        return new Room(
                captured,
                may && captured != null ? rooms.refunds().left(original, captured) : null,
                rooms.refunds().of(original));
    }

    private static @Nullable Amount captured(Payment sale) {
        return switch (sale.state()) {
            case CAPTURED, SETTLED, REFUNDED -> sale.captured();
            case COLLECTING,
                    ASKING,
                    OUTCOME_UNKNOWN,
                    AUTHORISED,
                    AWAITING_TILL,
                    STORED,
                    FORWARDING,
                    VOID_ASKED,
                    UNRESOLVED,
                    RETRY_WAIT,
                    HELD,
                    EXPIRED_HELD -> null;
            case DECLINED_AFTER_STORE,
                    DECLINED,
                    REVERSED,
                    VOIDED,
                    CANCELLED,
                    REFUSED_OFFLINE,
                    CHARGED_BACK,
                    RECOVERED,
                    WRITTEN_OFF -> null;
        };
    }

    private void askIn(PaymentId id, Duration wait, int asked) {
        try {
            var ignored = thread.schedule(() -> ask(id, asked), wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // The till stops; the next start takes it up again.
        }
    }

    private void ask(PaymentId id, int asked) {
        try {
            Refund refund = rooms.refunds().refund(id);
            if (refund == null || !refund.state().isOpen()) {
                return;
            }
            stands(refund, rooms.gateway().refund(refund.original(), id, refund.amount(), refund.askedAt()));
            Refund after = rooms.refunds().refund(id);
            if (after == null || !after.state().isOpen()) {
                return;
            }
        } catch (GatewayUnavailableException e) {
            // Nobody knows what became of it: asked again with the same id.
        } catch (RuntimeException e) {
            watch.broke(id, e);
        }
        askIn(id, waitAfter(asked), asked + 1);
    }

    static Duration waitAfter(int asked) {
        Duration wait = ASK_AGAIN_FIRST.multipliedBy(1L << Math.min(asked, DOUBLINGS_MAX));
        return wait.compareTo(ASK_AGAIN_MAX) > 0 ? ASK_AGAIN_MAX : wait;
    }

    private void stands(Refund before, RefundCalls.Answer answer) {
        Refund.State state = switch (answer) {
            case RefundCalls.Answer.Refunded ignored -> Refund.State.REFUNDED;
            case RefundCalls.Answer.Declined ignored -> Refund.State.DECLINED;
            case RefundCalls.Answer.NotSent() -> Refund.State.NOT_SENT;
            case RefundCalls.Answer.NotRefundable() -> Refund.State.NOT_REFUNDABLE;
            case RefundCalls.Answer.BeingReversed() -> Refund.State.BEING_REVERSED;
            case RefundCalls.Answer.Reversed() -> Refund.State.REVERSED;
        };
        if (state == before.state()) {
            return;
        }
        rooms.refunds().stands(before.id(), state, codeOf(answer), rooms.clock().instant());
        Refund after = rooms.refunds().refund(before.id());
        if (after != null) {
            watch.changed(after);
        }
    }

    private static String codeOf(RefundCalls.Answer answer) {
        return switch (answer) {
            case RefundCalls.Answer.Refunded(var code) -> code;
            case RefundCalls.Answer.Declined(var code) -> code;
            case RefundCalls.Answer.NotSent ignored -> "";
            case RefundCalls.Answer.NotRefundable ignored -> "";
            case RefundCalls.Answer.BeingReversed ignored -> "";
            case RefundCalls.Answer.Reversed ignored -> "";
        };
    }
}
