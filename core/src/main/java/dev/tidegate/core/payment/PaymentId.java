package dev.tidegate.core.payment;

import java.time.InstantSource;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Identity of one payment from till to acquirer (UUIDv7, RFC 9562): made when the card read starts; a new read is a new
 * id.
 */
public record PaymentId(UUID value) implements Comparable<PaymentId> {
    public PaymentId {
        if (value.version() != 7 || value.variant() != 2) {
            throw new IllegalArgumentException("a payment id is a UUID of version 7");
        }
    }

    /** A new id: 48 bits of milliseconds, 74 bits of chance. */
    public static PaymentId next(InstantSource clock, RandomGenerator chance) {
        long high = clock.millis() << 16 | 0x7000L | chance.nextLong() & 0x0FFFL;
        long low = 0x8000_0000_0000_0000L | chance.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL;
        return new PaymentId(new UUID(high, low));
    }

    /**
     * Reads the 36-character form.
     *
     * @throws IllegalArgumentException not a UUID of version 7
     */
    public static PaymentId of(String text) {
        if (text.length() != 36) {
            throw new IllegalArgumentException("a payment id has 36 characters");
        }
        return new PaymentId(UUID.fromString(text));
    }

    @Override
    public int compareTo(PaymentId other) {
        return Long.compareUnsigned(value.getMostSignificantBits(), other.value.getMostSignificantBits()) != 0
                ? Long.compareUnsigned(value.getMostSignificantBits(), other.value.getMostSignificantBits())
                : Long.compareUnsigned(value.getLeastSignificantBits(), other.value.getLeastSignificantBits());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
