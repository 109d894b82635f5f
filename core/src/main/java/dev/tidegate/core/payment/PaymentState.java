package dev.tidegate.core.payment;

/**
 * Where a payment stands: the same names on screen, in the API, in reports and in logs. {@link StateTable} says what
 * leads from one to another.
 */
public enum PaymentState {
    /** The card is being read. */
    COLLECTING(Sync.NOTHING_YET),
    /** An online request may be on its way. */
    ASKING(Sync.NOTHING_YET),
    /** Asked, not answered; the reversal goes first. Counted apart, without a sum. */
    OUTCOME_UNKNOWN(Sync.REVERSAL_PENDING),
    /** The host approved; the capture is to come. */
    AUTHORISED(Sync.NOTHING_YET),
    /** Approved, and the till has not been heard since: no timer decides. */
    AWAITING_TILL(Sync.NOTHING_YET),
    /** On disk at the till. */
    STORED(Sync.UNSYNCED),
    /** Offered to the gateway, not final. */
    FORWARDING(Sync.UNSYNCED),
    /** A void was asked for after the offer and is not confirmed. */
    VOID_ASKED(Sync.UNSYNCED),
    /** A deferred request without an answer. */
    UNRESOLVED(Sync.UNSYNCED),
    /** A technical answer; it goes again. */
    RETRY_WAIT(Sync.UNSYNCED),
    /** Set aside for a reason; others pass. */
    HELD(Sync.UNSYNCED),
    /** Past its deadline; only people move it. */
    EXPIRED_HELD(Sync.UNSYNCED),
    /** The acquirer has it. */
    CAPTURED(Sync.FINAL),
    REFUNDED(Sync.FINAL),
    /** The issuer refused a stored sale: the merchant bears it. */
    DECLINED_AFTER_STORE(Sync.FINAL),
    DECLINED(Sync.FINAL),
    REVERSED(Sync.FINAL),
    VOIDED(Sync.FINAL),
    CANCELLED(Sync.FINAL),
    REFUSED_OFFLINE(Sync.FINAL),
    SETTLED(Sync.FINAL),
    CHARGED_BACK(Sync.FINAL),
    RECOVERED(Sync.FINAL),
    WRITTEN_OFF(Sync.FINAL);

    private enum Sync {
        NOTHING_YET,
        REVERSAL_PENDING,
        UNSYNCED,
        FINAL
    }

    private final Sync sync;

    PaymentState(Sync sync) {
        this.sync = sync;
    }

    /** Whether a stored sale in this state carries the badge. (A deferred AUTHORISED does too: see {@link Payment}.) */
    public boolean isUnsynced() {
        return sync == Sync.UNSYNCED;
    }

    /** Whether the till has nothing more to wait for. */
    public boolean isFinalResult() {
        return sync == Sync.FINAL;
    }
}
