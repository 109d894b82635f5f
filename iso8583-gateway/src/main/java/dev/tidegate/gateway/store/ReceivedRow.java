package dev.tidegate.gateway.store;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.TillId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One journal record as it was received.
 *
 * @param type a {@link dev.tidegate.core.payment.RecordType}, or UNREADABLE
 * @param payment absent where it concerns none
 * @param verdict what the till was told
 * @param wroteAt the till's clock, absent where it cannot be read
 * @param raw the record as it came, sealed body and all, where it is kept
 */
public record ReceivedRow(
        TillId till,
        long seq,
        Octets link,
        String type,
        @Nullable PaymentId payment,
        String verdict,
        @Nullable Instant wroteAt,
        Instant receivedAt,
        @Nullable Octets raw) {}
