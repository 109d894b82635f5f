package dev.tidegate.till.http;

import dev.tidegate.till.store.Refund;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One refund as the API tells it.
 *
 * @param payment the sale that it gives back
 * @param state ASKING, BEING_REVERSED; or how it ended: REFUNDED, DECLINED, NOT_SENT, NOT_REFUNDABLE, REVERSED
 * @param responseCode the acquirer's; absent where it has said nothing
 */
record RefundView(
        String id,
        String payment,
        MoneyView amount,
        String state,
        @Nullable String responseCode,
        Instant askedAt,
        @Nullable Instant endedAt) {
    static RefundView of(Refund refund) {
        return new RefundView(
                refund.id().toString(),
                refund.original().toString(),
                MoneyView.of(refund.amount()),
                refund.state().name(),
                refund.responseCode().isEmpty() ? null : refund.responseCode(),
                refund.askedAt(),
                refund.endedAt());
    }
}
