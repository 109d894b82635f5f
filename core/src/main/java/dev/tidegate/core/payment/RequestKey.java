package dev.tidegate.core.payment;

import dev.tidegate.core.card.Octets;

/**
 * Identity of one request to take a payment: the caller's idempotency key and a fingerprint of what it asked, both 16
 * bytes of a SHA-256.
 */
public record RequestKey(Octets key, Octets fingerprint) {
    /** Enough that two requests never meet by chance. */
    public static final int BYTES = 16;

    public RequestKey {
        if (key.length() != BYTES || fingerprint.length() != BYTES) {
            throw new IllegalArgumentException("a request key and its fingerprint have 16 bytes each");
        }
    }
}
