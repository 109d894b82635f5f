package dev.tidegate.core.payment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a payment stands at the gateway.
 *
 * @param version counts the gateway's changes of this payment from 1; a lower one never overwrites
 * @param cursor the gateway's position from which newer results follow, opaque; empty in an answer to one call
 * @param captured what the acquirer has booked, absent where nothing is
 * @param capturedAt when it was booked, absent where nothing is
 * @param attempts how many messages were sent for it
 * @param nextAttempt when it goes again, absent where it does not
 * @param deadline when it is set aside unsent, absent where it is final
 */
public record PaymentResult(
        PaymentId payment,
        long version,
        String cursor,
        PaymentState state,
        Reason reason,
        HostReply reply,
        @Nullable Amount captured,
        @Nullable Instant capturedAt,
        int attempts,
        @Nullable Instant nextAttempt,
        @Nullable Instant deadline) {
    /** A cursor is an incarnation and a number; anything longer is not ours. */
    public static final int CURSOR_LENGTH_MAX = 64;

    public PaymentResult {
        if (version < 1 || attempts < 0 || cursor.length() > CURSOR_LENGTH_MAX) {
            throw new IllegalArgumentException("a result has a version from 1 and a short cursor");
        }
        if (state == PaymentState.CAPTURED && captured == null) {
            throw new IllegalArgumentException("captured money has an amount");
        }
    }

    /** Whether this answers {@code complete}, {@code reverse} or {@code void}, rather than being news. */
    public boolean answersCall() {
        return cursor.isEmpty();
    }
}
