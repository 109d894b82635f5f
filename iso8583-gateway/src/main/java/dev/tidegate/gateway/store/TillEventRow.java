package dev.tidegate.gateway.store;

import dev.tidegate.core.payment.TillId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that was done to a till, or that somebody tried.
 *
 * @param till absent where nobody knows which
 * @param code why, where something was refused or revoked; else empty
 * @param detail plain words: a name, a reason, a certificate's serial number; never a token
 */
public record TillEventRow(
        Instant at, Event event, @Nullable TillId till, String code, String detail) {
    /** A reason that a person writes. */
    public static final int DETAIL_MAX = 200;

    /** What happened. */
    public enum Event {
        INVITED,
        /** A certificate was given for a token. */
        CERTIFIED,
        CHAIN_GIVEN,
        RENEWED,
        REVOKED,
        /** Somebody asked to be enrolled and was not. */
        REFUSED,
        /** A certificate that has run out was used. */
        EXPIRED_USED,
        /** The gateway's own certificate. */
        SERVER_RENEWED,
        /** Two people allowed another till to bring this till's journal. */
        ADOPTION_GRANTED,
        /** It was used for the first time. */
        ADOPTION_BEGUN,
        /** Every record of the export is here. */
        ADOPTION_DONE,
        ADOPTION_REVOKED
    }

    public TillEventRow {
        if (detail.length() > DETAIL_MAX || code.length() > DETAIL_MAX) {
            throw new IllegalArgumentException("longer than " + DETAIL_MAX + " characters");
        }
    }
}
