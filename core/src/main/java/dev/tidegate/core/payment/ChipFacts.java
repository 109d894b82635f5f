package dev.tidegate.core.payment;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.Aid;
import dev.tidegate.core.emv.ApplicationCryptogram;
import dev.tidegate.core.emv.TerminalVerificationResults;

/**
 * What a chip left of a sale, by contact or by tap, as the slip prints it.
 *
 * @param label the application's label, at most {@link #LABEL_LENGTH_MAX} characters
 * @param cryptogram the one that is sent
 * @param tsi transaction status information, tag 9B, two bytes
 */
public record ChipFacts(
        Aid aid, String label, ApplicationCryptogram cryptogram, TerminalVerificationResults tvr, Octets tsi) {
    /** Tag 50 has at most 16 characters. */
    public static final int LABEL_LENGTH_MAX = 16;

    public ChipFacts {
        if (label.length() > LABEL_LENGTH_MAX) {
            throw new IllegalArgumentException("a label is too long");
        }
        if (tsi.length() != 2) {
            throw new IllegalArgumentException("transaction status information has two bytes");
        }
    }
}
