package dev.tidegate.core.payment;

import dev.tidegate.core.card.MaskedPan;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.Aid;
import dev.tidegate.core.emv.ApplicationCryptogram;
import dev.tidegate.core.emv.CvmResult;
import dev.tidegate.core.emv.EntryMode;
import dev.tidegate.core.emv.TerminalVerificationResults;
import java.time.Instant;

/**
 * What the till may show again of a sale without any key: the clear summary of its ASKED and STORED records.
 *
 * @param amount tip included
 * @param soldAt the till's clock
 * @param label the application's label as the slip prints it, at most 16 characters
 * @param cryptogram the one that is sent
 * @param reference the receipt's local reference, at most {@link #REFERENCE_LENGTH_MAX} characters
 * @param request which {@code POST /payments} this answers, so that a repeat after a crash finds it
 */
public record Sale(
        Amount amount,
        Instant soldAt,
        EntryMode entryMode,
        MaskedPan card,
        Aid aid,
        String label,
        CvmResult cvm,
        ApplicationCryptogram cryptogram,
        TerminalVerificationResults tvr,
        Octets tsi,
        String reference,
        RequestKey request) {
    /** Tag 50 has at most 16 characters. */
    public static final int LABEL_LENGTH_MAX = 16;
    /** What fits one line of a narrow slip. */
    public static final int REFERENCE_LENGTH_MAX = 32;

    public Sale {
        if (label.length() > LABEL_LENGTH_MAX || reference.length() > REFERENCE_LENGTH_MAX) {
            throw new IllegalArgumentException("a label or reference is too long");
        }
        if (tsi.length() != 2) {
            throw new IllegalArgumentException("transaction status information has two bytes");
        }
    }
}
