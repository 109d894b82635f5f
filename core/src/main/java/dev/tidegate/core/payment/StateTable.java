package dev.tidegate.core.payment;

import static dev.tidegate.core.payment.PaymentEvent.*;
import static dev.tidegate.core.payment.PaymentState.*;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one state machine of a payment: state × event → state, record, message, words.
 *
 * <p>The diagram in docs/architecture.md is generated from it, and a test walks every pair. What is not a row here
 * cannot happen: {@link #step} says so and the caller changes nothing.
 */
public final class StateTable {
    private static final String SALE = "0200";
    private static final String ADVICE_OR_REQUEST = "0220 or 0200 deferred";
    private static final String REVERSAL = "0420";
    private static final String UNKNOWN_WORDS = "NOT KNOWN – being reversed";
    private static final String STORED_WORDS = "STORED";

    private static final Map<PaymentState, Map<PaymentEvent, Step.Moves>> ROWS = rows();

    private StateTable() {}

    /** What the event does in the state. */
    public static Step step(PaymentState state, PaymentEvent event) {
        Step.Moves moves = ROWS.getOrDefault(state, Map.of()).get(event);
        return moves == null ? new Step.Impossible(state, event) : moves;
    }

    private static Map<PaymentState, Map<PaymentEvent, Step.Moves>> rows() {
        Rows r = new Rows();
        atTheTill(r);
        asked(r);
        onTheWay(r);
        setAside(r);
        afterwards(r);
        return r.rows;
    }

    private static void atTheTill(Rows r) {
        r.row(COLLECTING, CARD_DECLINES, DECLINED, null, "", "DECLINED by the card");
        r.row(COLLECTING, CANCEL, CANCELLED, null, "", "Cancelled");
        r.row(COLLECTING, REFUSE, REFUSED_OFFLINE, null, "", "Not possible offline");
        r.row(COLLECTING, ASK, ASKING, RecordType.ASKED, SALE, "Processing");
        r.row(COLLECTING, STORE, PaymentState.STORED, RecordType.STORED, "", STORED_WORDS);
        r.row(PaymentState.STORED, OFFER, FORWARDING, RecordType.OFFERED, "", "With the gateway, not yet captured");
        r.row(PaymentState.STORED, PaymentEvent.VOID, VOIDED, RecordType.VOID, "", "Voided");
        r.row(PaymentState.STORED, PaymentEvent.ADJUST, PaymentState.STORED, RecordType.ADJUST, "", STORED_WORDS);
        r.row(PaymentState.STORED, HOLD, HELD, null, "", "Set aside");
        r.row(PaymentState.STORED, EXPIRE, EXPIRED_HELD, null, "", "Past its deadline, set aside");
    }

    private static void asked(Rows r) {
        r.row(ASKING, KEEP_AUTHORISED, AUTHORISED, RecordType.ANSWERED, "", "APPROVED");
        r.row(ASKING, KEEP_CAPTURED, CAPTURED, RecordType.ANSWERED, "", "APPROVED");
        r.row(ASKING, DISAGREE, AUTHORISED, RecordType.ANSWERED, REVERSAL, "DECLINED by the card – being reversed");
        r.row(ASKING, HOST_DECLINES, DECLINED, RecordType.ANSWERED, "", "DECLINED");
        r.row(ASKING, NO_ANSWER, OUTCOME_UNKNOWN, RecordType.ANSWERED, REVERSAL, UNKNOWN_WORDS);
        r.row(ASKING, STORE, PaymentState.STORED, RecordType.STORED, "", STORED_WORDS);
        r.row(ASKING, REFUSE, REFUSED_OFFLINE, RecordType.ANSWERED, "", "Not possible offline");
        r.row(ASKING, REVERSE, REVERSED, RecordType.RESULT, "", "Reversed, no money was taken");
        r.row(ASKING, NOTHING_ARRIVED, CANCELLED, RecordType.RESULT, "", "Cancelled, no money was taken");
        r.row(OUTCOME_UNKNOWN, REVERSE, REVERSED, RecordType.RESULT, "", "Reversed, no money was taken");
        r.row(OUTCOME_UNKNOWN, NOTHING_ARRIVED, CANCELLED, RecordType.RESULT, "", "Cancelled, no money was taken");
        r.row(OUTCOME_UNKNOWN, HOST_DECLINES, DECLINED, RecordType.RESULT, "", "DECLINED");
        r.row(AUTHORISED, CAPTURE, CAPTURED, RecordType.RESULT, "0220", "Captured");
        r.row(AUTHORISED, REVERSE, REVERSED, RecordType.RESULT, REVERSAL, "Reversed, no money was taken");
        // After a crash nobody was told of the approval, and the cashier says that the goods stayed.
        r.row(AUTHORISED, DISAGREE, AUTHORISED, RecordType.ANSWERED, REVERSAL, "Being reversed");
        r.row(CAPTURED, DISAGREE, CAPTURED, RecordType.ANSWERED, REVERSAL, "Being reversed");
        r.row(AUTHORISED, HOLD, HELD, RecordType.RESULT, "", "Set aside");
        r.row(AUTHORISED, TILL_FALLS_SILENT, AWAITING_TILL, null, "", "Waiting for the till");
        r.row(AWAITING_TILL, KEEP_AUTHORISED, AUTHORISED, null, "0220", "APPROVED");
        r.row(AWAITING_TILL, CAPTURE, CAPTURED, RecordType.RESULT, "0220", "Captured");
        r.row(AWAITING_TILL, REVERSE, REVERSED, RecordType.RESULT, REVERSAL, "Reversed, no money was taken");
        r.row(CAPTURED, REVERSE, REVERSED, RecordType.RESULT, REVERSAL, "Reversed, no money was taken");
    }

    private static void onTheWay(Rows r) {
        answered(r, FORWARDING, ADVICE_OR_REQUEST);
        r.row(FORWARDING, LEFT_UNANSWERED, UNRESOLVED, RecordType.RESULT, "0201", "Asked, no answer yet");
        r.row(FORWARDING, PaymentEvent.VOID, VOID_ASKED, RecordType.VOID, "", "Void asked for");
        answered(r, UNRESOLVED, "0201");
        r.row(RETRY_WAIT, RETRY_DUE, FORWARDING, null, ADVICE_OR_REQUEST, "With the gateway, not yet captured");
        r.row(RETRY_WAIT, EXPIRE, EXPIRED_HELD, RecordType.RESULT, "", "Past its deadline, set aside");
        r.row(RETRY_WAIT, VOID_CONFIRMED, VOIDED, RecordType.RESULT, "", "Voided");
        answered(r, VOID_ASKED, "");
        r.row(VOID_ASKED, LEFT_UNANSWERED, UNRESOLVED, RecordType.RESULT, "", "Void refused: asked, no answer yet");
        r.row(VOID_ASKED, VOID_CONFIRMED, VOIDED, RecordType.RESULT, "", "Voided");
        r.row(VOID_ASKED, REVERSE, REVERSED, RecordType.RESULT, REVERSAL, "Reversed, no money was taken");
        r.row(VOID_ASKED, REFUND, REFUNDED, RecordType.RESULT, "0220 refund", "Refunded");
    }

    /** The endings that any open attempt may have. */
    private static void answered(Rows r, PaymentState from, String message) {
        r.row(from, CAPTURE, CAPTURED, RecordType.RESULT, message, "Captured");
        r.row(from, AUTHORISE, AUTHORISED, RecordType.RESULT, message, "Authorised, not yet captured");
        r.row(from, DECLINE_STORED, DECLINED_AFTER_STORE, RecordType.RESULT, message, "DECLINED after it was stored");
        r.row(from, TRY_AGAIN_LATER, RETRY_WAIT, RecordType.RESULT, message, "Waiting to be sent again");
        r.row(from, HOLD, HELD, RecordType.RESULT, "", "Set aside");
    }

    private static void setAside(Rows r) {
        r.row(HELD, SHOW, PaymentState.STORED, RecordType.SHOWN, "", STORED_WORDS);
        r.row(HELD, CAPTURE, CAPTURED, RecordType.RESULT, "", "Captured");
        r.row(HELD, DECLINE_STORED, DECLINED_AFTER_STORE, RecordType.RESULT, "", "DECLINED after it was stored");
        r.row(HELD, RETRY_DUE, FORWARDING, null, ADVICE_OR_REQUEST, "With the gateway, not yet captured");
        r.row(HELD, WRITE_OFF, WRITTEN_OFF, RecordType.RESULT, "", "Written off");
        r.row(HELD, VOID_CONFIRMED, VOIDED, RecordType.RESULT, "", "Voided");
        r.row(HELD, EXPIRE, EXPIRED_HELD, RecordType.RESULT, "", "Past its deadline, set aside");
        r.row(EXPIRED_HELD, RETRY_DUE, FORWARDING, null, ADVICE_OR_REQUEST, "With the gateway, not yet captured");
        r.row(EXPIRED_HELD, WRITE_OFF, WRITTEN_OFF, RecordType.RESULT, "", "Written off");
        r.row(EXPIRED_HELD, CAPTURE, CAPTURED, RecordType.RESULT, "", "Captured");
    }

    private static void afterwards(Rows r) {
        r.row(CAPTURED, HOLD, HELD, RecordType.RESULT, "", "Set aside");
        r.row(CAPTURED, SETTLE, SETTLED, RecordType.RESULT, "", "Settled");
        r.row(CAPTURED, REFUND, REFUNDED, RecordType.RESULT, "0220 refund", "Refunded");
        r.row(CAPTURED, CHARGE_BACK, CHARGED_BACK, RecordType.RESULT, "", "Charged back");
        r.row(REFUNDED, REFUND, REFUNDED, RecordType.RESULT, "0220 refund", "Refunded");
        r.row(REFUNDED, SETTLE, SETTLED, RecordType.RESULT, "", "Settled");
        r.row(REFUNDED, CHARGE_BACK, CHARGED_BACK, RecordType.RESULT, "", "Charged back");
        r.row(DECLINED_AFTER_STORE, CAPTURE, CAPTURED, RecordType.RESULT, "0200", "Captured");
        r.row(DECLINED_AFTER_STORE, RECOVER, RECOVERED, RecordType.RESULT, "", "Paid otherwise");
        r.row(DECLINED_AFTER_STORE, WRITE_OFF, WRITTEN_OFF, RecordType.RESULT, "", "Written off");
    }

    private static final class Rows {
        private final Map<PaymentState, Map<PaymentEvent, Step.Moves>> rows = new EnumMap<>(PaymentState.class);

        void row(
                PaymentState from,
                PaymentEvent event,
                PaymentState next,
                @Nullable RecordType record,
                String message,
                String words) {
            Step.Moves moves = new Step.Moves(next, record, message, words);
            Step.Moves before = rows.computeIfAbsent(from, state -> new EnumMap<>(PaymentEvent.class))
                    .put(event, moves);
            if (before != null) {
                throw new IllegalStateException("two rows for " + from + " and " + event);
            }
        }
    }
}
