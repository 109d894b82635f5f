package dev.tidegate.till.training;

import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.HostReply;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.payment.Payment;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentResult;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.Sale;
import dev.tidegate.core.port.GatewayClient;
import dev.tidegate.core.port.GatewayUnavailableException;
import dev.tidegate.till.gateway.Pause;
import dev.tidegate.till.ledger.LedgerQueries;
import dev.tidegate.till.ledger.LedgerQueries.Filter;
import dev.tidegate.till.ledger.LedgerQueries.Listed;
import dev.tidegate.till.ledger.TillLedger;
import dev.tidegate.till.refund.RefundCalls;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gateway and acquirer of the training room, in this process: answers by the card and by the switch, and opens no
 * socket.
 *
 * <p>It remembers nothing. What it says of a payment follows from what the room's own ledger has of it, so that a
 * restart in the middle of a training ends as a live one would. Safe to use from several threads.
 */
public final class TrainingAcquirer implements GatewayClient, RefundCalls {
    /** As long as an issuer takes. */
    private static final Duration ASKING = Duration.ofMillis(1_200);

    /** Long enough to be told apart from an answer, and no live timer. */
    private static final Duration WAITING_IN_VAIN = Duration.ofSeconds(4);

    /** Approved by nobody: an authorisation code that no issuer would give. */
    static final HostReply APPROVAL = new HostReply("00", "TRAING", "", "");

    private static final HostReply DECLINE = new HostReply("51", "", "", "");
    private static final String CURSOR = "training";

    private final TrainingNetwork network;
    private final TillLedger ledger;
    private final InstantSource clock;
    private final Pause pause;

    public TrainingAcquirer(TrainingNetwork network, TillLedger ledger, InstantSource clock, Pause pause) {
        this.network = network;
        this.ledger = ledger;
        this.clock = clock;
        this.pause = pause;
    }

    @Override
    public HostVerdict authorise(Ask ask) {
        return switch (network.mode()) {
            case DOWN -> new HostVerdict.NotSent(Reason.NO_NETWORK);
            case ANSWERS_LOST -> {
                let(WAITING_IN_VAIN);
                yield new HostVerdict.Unknown();
            }
            case UP -> {
                let(ASKING);
                yield approves(ledger.payment(ask.payment()))
                        ? new HostVerdict.Approved(APPROVAL, true, TlvSet.empty())
                        : new HostVerdict.Declined(DECLINE, TlvSet.empty());
            }
        };
    }

    @Override
    public PaymentResult complete(PaymentId payment) {
        Payment sale = answered(payment);
        return result(sale, "", PaymentState.CAPTURED);
    }

    @Override
    public PaymentResult reverse(PaymentId payment) {
        Payment sale = answered(payment);
        return result(sale, "", PaymentState.REVERSED);
    }

    @Override
    public Receipt upload(List<JournalRecord> records) {
        requireAnswers();
        return new Receipt(
                Collections.nCopies(records.size(), Verdict.OK),
                records.getLast().seq());
    }

    @Override
    public News resultsAfter(String cursor) {
        requireAnswers();
        List<PaymentResult> news = new ArrayList<>();
        long before = Long.MAX_VALUE;
        List<Listed> page;
        do {
            page = ledger.queries().newest(Filter.unsynced(), before);
            for (Listed listed : page) {
                before = listed.place();
                PaymentResult result = resultOf(listed.payment());
                if (result != null) {
                    news.add(result);
                }
            }
        } while (page.size() == LedgerQueries.PAGE_MAX);
        return new News(CURSOR, news.reversed());
    }

    // As a gateway does it: nothing begins for a sale before somebody has seen its result.
    private @Nullable PaymentResult resultOf(Payment sale) {
        return switch (sale.state()) {
            case FORWARDING ->
                sale.shown()
                        ? result(
                                sale,
                                CURSOR,
                                approves(sale) ? PaymentState.CAPTURED : PaymentState.DECLINED_AFTER_STORE)
                        : null;
            case VOID_ASKED -> result(sale, CURSOR, PaymentState.VOIDED);
            default -> null;
        };
    }

    @Override
    public Answer refund(PaymentId original, PaymentId refund, Amount amount, Instant askedAt) {
        requireAnswers();
        let(ASKING);
        return new Answer.Refunded(APPROVAL.responseCode());
    }

    private Payment answered(PaymentId id) {
        requireAnswers();
        Payment sale = ledger.payment(id);
        if (sale == null) {
            throw new GatewayUnavailableException(Reason.GATEWAY_SILENT, "the room's ledger is behind");
        }
        return sale;
    }

    private void requireAnswers() {
        switch (network.mode()) {
            case UP -> {}
            case DOWN -> throw new GatewayUnavailableException(Reason.NO_NETWORK, "the training network is down");
            case ANSWERS_LOST ->
                throw new GatewayUnavailableException(Reason.GATEWAY_SILENT, "the training network loses answers");
        }
    }

    private PaymentResult result(Payment sale, String cursor, PaymentState state) {
        boolean booked = state == PaymentState.CAPTURED;
        return new PaymentResult(
                sale.id(),
                sale.version() + 1,
                cursor,
                state,
                state == PaymentState.DECLINED_AFTER_STORE ? Reason.HOST_DECLINED : Reason.NONE,
                state == PaymentState.DECLINED_AFTER_STORE ? DECLINE : booked ? APPROVAL : sale.reply(),
                booked ? sale.amount() : null,
                booked ? clock.instant() : null,
                1,
                null,
                null);
    }

    private static boolean approves(@Nullable Payment payment) {
        Sale sale = payment == null ? null : payment.sale();
        return sale != null && TrainingCard.isApproved(sale.card());
    }

    private void let(Duration time) {
        try {
            pause.of(time);
        } catch (InterruptedException e) {
            // The till stops: the answer is given at once.
            Thread.currentThread().interrupt();
        }
    }
}
