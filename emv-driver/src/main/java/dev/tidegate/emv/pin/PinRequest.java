package dev.tidegate.emv.pin;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.card.Pan;
import java.util.function.Supplier;

/** What a pad is told for one entry. */
public sealed interface PinRequest {
    /** The card has not said how many tries are left. */
    int TRIES_UNKNOWN = -1;

    /** How many tries the card leaves, {@link #TRIES_UNKNOWN} or 1 to 15; the pad warns of the last. */
    int triesLeft();

    /** As plain as the card wants it: VERIFY with P2 80 (EMV 4.4 Book 3, 6.5.12). */
    record Plaintext(int triesLeft) implements PinRequest {}

    /**
     * Enciphered for the card: VERIFY with P2 88 (EMV 4.4 Book 2, 7.2).
     *
     * @param modulus of the card's key
     * @param exponent of the card's key
     * @param challenge the card's unpredictable number, eight bytes, good for this entry alone
     */
    record Enciphered(int triesLeft, Octets modulus, Octets exponent, Octets challenge) implements PinRequest {
        public Enciphered {
            if (challenge.length() != 8) {
                throw new IllegalArgumentException("a challenge has eight bytes");
            }
        }
    }

    /**
     * Enciphered for the issuer, under a key of the pad's own (EMV 4.4 Book 3, 10.5.2). The card is not told.
     *
     * @param number the card's, mixed into the block (ISO 9564-1): a copy each time, which the pad overwrites
     */
    record Online(Supplier<Pan> number) implements PinRequest {
        @Override
        public int triesLeft() {
            return TRIES_UNKNOWN;
        }
    }
}
