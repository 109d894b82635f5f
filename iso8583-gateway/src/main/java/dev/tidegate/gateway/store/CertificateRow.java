package dev.tidegate.gateway.store;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.TillId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One certificate that a till was given.
 *
 * @param serial hexadecimal digits
 * @param keyHash SHA-256 of its key
 * @param replacedAt when the till was enrolled again with another key; such a certificate is refused
 */
public record CertificateRow(
        String serial,
        TillId till,
        Octets keyHash,
        Instant notBefore,
        Instant notAfter,
        Instant issuedAt,
        @Nullable Instant replacedAt) {}
