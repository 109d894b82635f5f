package dev.tidegate.gateway.capture;

import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.gateway.profile.ReversalReason;
import dev.tidegate.gateway.store.AttemptRow;
import dev.tidegate.gateway.store.AttemptRow.Kind;
import dev.tidegate.gateway.store.AttemptRow.State;
import dev.tidegate.gateway.store.Tables;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Puts reversals in the queue, and takes those out that are not needed. */
final class Reversals {
    private Reversals() {}

    /**
     * Queues the reversal of a message once, ahead of everything else on its terminal.
     *
     * @param why what was known first; a reversal says the same in each repeat
     */
    static void queue(Tables tables, AttemptRow original, ReversalReason why, Instant now) {
        List<AttemptRow> all = tables.attempts().of(original.payment());
        Optional<AttemptRow> there = all.stream()
                .filter(a -> a.kind() == Kind.REVERSAL && a.original() == original.number())
                .findFirst();
        if (there.isEmpty()) {
            tables.attempts()
                    .insert(AttemptRow.reversalOf(original, all.getLast().number() + 1, why, now));
        } else if (there.get().state() == State.DROPPED) {
            tables.attempts().update(there.get().now(State.QUEUED).because(why).nextAt(now));
        }
    }

    /** Drops a reversal of which nothing was sent: its message turned out to have done nothing. */
    static void drop(Tables tables, AttemptRow original) {
        tables.attempts().of(original.payment()).stream()
                .filter(a -> a.kind() == Kind.REVERSAL && a.original() == original.number())
                .filter(a -> a.state() == State.QUEUED && a.sends() == 0)
                .forEach(a -> tables.attempts().update(a.now(State.DROPPED)));
    }

    /**
     * Whether a late answer to a message still counts: no byte of its reversal has left. Then the reversal is dropped.
     */
    static boolean overtakes(Tables tables, AttemptRow original) {
        drop(tables, original);
        return tables.attempts().of(original.payment()).stream()
                .noneMatch(a ->
                        a.kind() == Kind.REVERSAL && a.original() == original.number() && a.state() != State.DROPPED);
    }

    /** The newest reversal of a payment that was not dropped. */
    static Optional<AttemptRow> of(Tables tables, PaymentId payment) {
        return tables.attempts().of(payment).reversed().stream()
                .filter(a -> a.kind() == Kind.REVERSAL && a.state() != State.DROPPED)
                .findFirst();
    }
}
