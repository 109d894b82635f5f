package dev.tidegate.till.sync;

import dev.tidegate.core.payment.Payment;
import dev.tidegate.core.payment.PaymentState;

/**
 * One stored sale of a run, as it stands when it is looked at.
 *
 * @param payment as the ledger has it
 * @param stage how far it has come
 */
public record SyncLine(Payment payment, Stage stage) {
    /** How far a stored sale has come on its way out of the till. */
    public enum Stage {
        /** On this till alone. */
        WAITING,
        /** It has left, and its receipt has not come. */
        SENT,
        /** The gateway has it; its result comes by itself. */
        WITH_GATEWAY,
        /** The gateway has it and has set it aside: the payment's reason says why. */
        SET_ASIDE,
        /** Its result is final. */
        FINAL
    }

    /** Whether this till has done its part. */
    boolean isDone() {
        return stage != Stage.WAITING && stage != Stage.SENT;
    }

    /**
     * @param received whether the gateway has acknowledged the sale's record
     * @param damaged whether it acknowledged it as one that it cannot use
     */
    static SyncLine of(Payment payment, boolean received, boolean damaged) {
        return new SyncLine(payment, stage(payment, received, damaged));
    }

    private static Stage stage(Payment payment, boolean received, boolean damaged) {
        if (!payment.isUnsynced()) {
            return Stage.FINAL;
        }
        boolean aside = payment.state() == PaymentState.HELD || payment.state() == PaymentState.EXPIRED_HELD;
        if (aside || damaged) {
            return Stage.SET_ASIDE;
        }
        if (received) {
            return Stage.WITH_GATEWAY;
        }
        return payment.offered() ? Stage.SENT : Stage.WAITING;
    }
}
