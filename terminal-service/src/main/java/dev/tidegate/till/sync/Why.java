package dev.tidegate.till.sync;

import dev.tidegate.core.payment.Payment;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.Standing;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why a stored sale is still here, and what goes on.
 *
 * @param reason of a sale that was set aside; NONE otherwise
 * @param attempts how many messages the gateway has sent for it, as far as this till has heard
 * @param nextAttempt when it goes on by itself; absent where nobody has said, or a person has to act
 * @param deadline when it is set aside unsent; absent where nobody has said
 */
public record Why(
        Cause cause,
        Reason reason,
        int attempts,
        @Nullable Instant nextAttempt,
        @Nullable Instant deadline) {
    /** Who can act. */
    public enum Actor {
        /** Nobody needs to. */
        NOBODY,
        CASHIER,
        MANAGER,
        OPERATOR,
        FINANCE
    }

    /** Each has its own words on the page. */
    public enum Cause {
        /** Not yet sent: no byte can leave. */
        NO_NETWORK,
        /** Not yet sent: the gateway gives no answer. */
        GATEWAY_SILENT,
        /** Not yet sent: switched offline by hand. */
        FORCED_OFFLINE,
        /** Not yet sent: the gateway has given this till a later time. */
        WAITING_FOR_SLOT,
        /** Not yet sent: it goes with the next batch. */
        ABOUT_TO_BE_SENT,
        /** Sent, and no receipt has come: it is sent again, and counts once. */
        NO_RECEIPT,
        /** The gateway takes nothing more of this till. */
        TILL_STOPPED,
        /** With the gateway, which may not begin: the disk takes no record that says so. */
        DISK_REFUSES,
        /** With the gateway, which waits for OK on the result. */
        RESULT_NOT_SEEN,
        /** Nobody has answered whether the customer left with the goods. */
        GOODS_NOT_ANSWERED,
        /** With the gateway, waiting for the acquirer's answer. */
        WITH_ACQUIRER,
        /** With the gateway, and the acquirer does not answer it. */
        ACQUIRER_SILENT,
        /** With the gateway; while it cannot be heard, no result comes. */
        RESULT_CANNOT_COME,
        /** Asked, not answered; asked again. */
        NOT_ANSWERED,
        /** A technical answer came; it goes again. */
        TRIED_AGAIN,
        /** Authorised; the capture is on its way. */
        AUTHORISED,
        /** A void was asked for and is not confirmed. */
        VOID_ASKED,
        /** Set aside: the reason says why. */
        SET_ASIDE,
        PAST_DEADLINE
    }

    /**
     * What the cause is told by.
     *
     * @param received whether the gateway has acknowledged its record
     * @param onScreen whether its result stands on the screen and waits for OK
     * @param forced whether a manager has switched the till offline
     * @param reachable whether the gateway answers
     * @param slotOpen whether the gateway takes records of this till now
     * @param stopped whether it takes none of them any more
     * @param journalTakes whether the disk takes records
     */
    record Facts(
            Payment payment,
            boolean received,
            boolean onScreen,
            boolean forced,
            Standing standing,
            boolean reachable,
            boolean slotOpen,
            boolean stopped,
            boolean journalTakes) {}

    /** Whom the page names. */
    public Actor actor() {
        return switch (cause) {
            case NO_NETWORK, RESULT_NOT_SEEN, GOODS_NOT_ANSWERED -> Actor.CASHIER;
            case FORCED_OFFLINE -> Actor.MANAGER;
            case GATEWAY_SILENT, TILL_STOPPED, DISK_REFUSES -> Actor.OPERATOR;
            case PAST_DEADLINE -> Actor.FINANCE;
            case SET_ASIDE -> actorFor(reason);
            case WAITING_FOR_SLOT,
                    ABOUT_TO_BE_SENT,
                    NO_RECEIPT,
                    WITH_ACQUIRER,
                    ACQUIRER_SILENT,
                    RESULT_CANNOT_COME,
                    NOT_ANSWERED,
                    TRIED_AGAIN,
                    AUTHORISED,
                    VOID_ASKED -> Actor.NOBODY;
        };
    }

    // What lies in the data or the keys is the operator's; what lies in the money is finance's.
    private static Actor actorFor(Reason reason) {
        return switch (reason) {
            case FORMAT, TAMPER, OUR_FAULT, FORK, KEY_GONE -> Actor.OPERATOR;
            default -> Actor.FINANCE;
        };
    }

    /** @throws IllegalArgumentException the payment is not unsynced */
    static Cause causeOf(Facts facts) {
        Payment payment = facts.payment();
        if (!payment.isUnsynced()) {
            throw new IllegalArgumentException("a payment that has its final result");
        }
        return switch (payment.state()) {
            case HELD -> payment.reason() == Reason.UNSHOWN ? Cause.GOODS_NOT_ANSWERED : Cause.SET_ASIDE;
            case EXPIRED_HELD -> Cause.PAST_DEADLINE;
            case UNRESOLVED -> Cause.NOT_ANSWERED;
            case RETRY_WAIT -> Cause.TRIED_AGAIN;
            case AUTHORISED -> Cause.AUTHORISED;
            case VOID_ASKED -> facts.received() ? Cause.VOID_ASKED : notGone(facts);
            default -> facts.received() ? there(facts) : notGone(facts);
        };
    }

    private static Cause notGone(Facts facts) {
        if (facts.forced()) {
            return Cause.FORCED_OFFLINE;
        }
        if (!facts.reachable()) {
            return away(facts.standing());
        }
        if (facts.stopped()) {
            return Cause.TILL_STOPPED;
        }
        if (!facts.slotOpen()) {
            return Cause.WAITING_FOR_SLOT;
        }
        return facts.payment().offered() ? Cause.NO_RECEIPT : Cause.ABOUT_TO_BE_SENT;
    }

    private static Cause away(Standing standing) {
        return switch (standing) {
            case Standing.Online() -> Cause.GATEWAY_SILENT;
            case Standing.Offline(var why) ->
                switch (why) {
                    case NO_NETWORK -> Cause.NO_NETWORK;
                    default -> Cause.GATEWAY_SILENT;
                };
        };
    }

    private static Cause there(Facts facts) {
        Payment payment = facts.payment();
        if (!payment.shown()) {
            return facts.onScreen() ? Cause.RESULT_NOT_SEEN : Cause.GOODS_NOT_ANSWERED;
        }
        if (!payment.offered() && !facts.journalTakes()) {
            return Cause.DISK_REFUSES;
        }
        if (!facts.reachable()) {
            return Cause.RESULT_CANNOT_COME;
        }
        return facts.standing() instanceof Standing.Offline ? Cause.ACQUIRER_SILENT : Cause.WITH_ACQUIRER;
    }
}
