package dev.tidegate.gateway.profile;

import java.util.Locale;

/** The messages that a profile describes. */
public enum MessageKind {
    /** A sale whose cardholder waits. */
    SALE,
    /** A stored sale that may still be declined. */
    DEFERRED,
    /** A sale that the card approved. */
    ADVICE,
    REVERSAL,
    /** A sale that its issuer approved by telephone: number, expiry and the code. */
    VOICE,
    /** The second message of a sale that was approved before: it takes the money. */
    COMPLETION,
    /** Money back to a card that paid. */
    REFUND,
    /** A new request for a sale that was declined: number and expiry, no chip and no track. */
    LATER,
    /** The sums of a terminal's batch. */
    RECONCILIATION,
    /** One message of a batch whose sums differed, told again. */
    UPLOAD,
    /** Sign-on and echo. */
    NETWORK;

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it may be sent again under the same numbers. */
    boolean repeats() {
        return this != SALE && this != REFUND && this != NETWORK;
    }

    /** Whether a profile may be without it: then the gateway does not do what it is for. */
    boolean isOptional() {
        return this == VOICE || this == COMPLETION || this == REFUND || this == LATER || isOfABatch();
    }

    /** Whether it is part of a batch's close. */
    boolean isOfABatch() {
        return this == RECONCILIATION || this == UPLOAD;
    }

    /** The kind whose timer and repeats it goes by. */
    MessageKind rule() {
        return switch (this) {
            case VOICE, COMPLETION, RECONCILIATION, UPLOAD -> ADVICE;
            case REFUND -> SALE;
            case LATER -> DEFERRED;
            default -> this;
        };
    }
}
