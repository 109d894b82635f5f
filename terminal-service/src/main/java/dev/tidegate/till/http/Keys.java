package dev.tidegate.till.http;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.RequestKey;
import dev.tidegate.till.ledger.LedgerQueries.Filter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What callers send to name things: idempotency keys, filters, cursors. */
final class Keys {
    private Keys() {}

    /** The key as given, and a fingerprint of what was asked: both the first 16 bytes of SHA-256. */
    static RequestKey of(String key, @Nullable UUID cart, Amount amount, String tender) {
        String asked = (cart == null ? "" : cart) + "|" + amount.minor() + "|"
                + amount.currency().getCurrencyCode() + "|" + tender;
        return new RequestKey(digest(key), digest(asked));
    }

    /** A state, {@code UNSYNCED}, or all. */
    static Filter filterOf(@Nullable String state) {
        if (state == null || state.isEmpty()) {
            return Filter.all();
        }
        String name = state.toUpperCase(Locale.ROOT);
        if (name.equals("UNSYNCED")) {
            return Filter.unsynced();
        }
        try {
            return Filter.of(PaymentState.valueOf(name));
        } catch (IllegalArgumentException e) {
            throw ProblemException.of(400, "invalid_request", "state is a state of a payment, or UNSYNCED");
        }
    }

    /** A payment of the path; one that cannot be is not found. */
    static PaymentId paymentOf(String id) {
        try {
            return PaymentId.of(id);
        } catch (IllegalArgumentException e) {
            throw ProblemException.notFound("payment");
        }
    }

    private static Octets digest(String text) {
        try {
            byte[] whole = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Octets.of(whole, 0, RequestKey.BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
