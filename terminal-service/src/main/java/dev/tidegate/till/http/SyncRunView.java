package dev.tidegate.till.http;

import dev.tidegate.core.payment.Payment;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.Sale;
import dev.tidegate.till.sync.SyncLine;
import dev.tidegate.till.sync.SyncRun;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run of <em>Sync now</em> as the API tells it.
 *
 * @param state LOOKING, SENDING, WAITING_FOR_SLOT; or how it ended: DONE, ACQUIRER_SILENT, NO_NETWORK, GATEWAY_SILENT,
 *     FORCED_OFFLINE, STOPPED
 * @param endedAt absent while it goes on
 * @param slotAt when the gateway takes records of this till; absent where it takes them now or has not said
 * @param done how many of the total have left this till for good
 * @param lines a stored sale each, the oldest first; they go on to change after the run has ended
 */
record SyncRunView(
        String id,
        String state,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Instant slotAt,
        int total,
        int done,
        List<Line> lines) {

    /**
     * One stored sale.
     *
     * @param stage WAITING, SENT, WITH_GATEWAY, SET_ASIDE or FINAL
     * @param state of the payment, which is its result at stage FINAL
     * @param reason why it was set aside or declined; absent where there is none
     */
    record Line(
            String payment,
            String reference,
            MoneyView amount,
            PaymentView.@Nullable Card card,
            String stage,
            String state,
            @Nullable String reason) {}

    static SyncRunView of(SyncRun run) {
        return new SyncRunView(
                run.id().toString(),
                run.progress().name(),
                run.startedAt(),
                run.endedAt(),
                run.slotAt(),
                run.total(),
                run.done(),
                run.lines().stream().map(SyncRunView::line).toList());
    }

    static @Nullable SyncRunView ofNullable(@Nullable SyncRun run) {
        return run == null ? null : of(run);
    }

    private static Line line(SyncLine line) {
        Payment payment = line.payment();
        Sale sale = payment.sale();
        return new Line(
                payment.id().toString(),
                sale == null ? "" : sale.reference(),
                MoneyView.of(payment.amount()),
                sale == null
                        ? null
                        : new PaymentView.Card(
                                sale.card().brand().name(), sale.card().lastFour()),
                line.stage().name(),
                payment.state().name(),
                payment.reason() == Reason.NONE ? null : payment.reason().name());
    }
}
