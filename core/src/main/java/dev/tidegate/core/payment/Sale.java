package dev.tidegate.core.payment;

import dev.tidegate.core.card.MaskedPan;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.Aid;
import dev.tidegate.core.emv.ApplicationCryptogram;
import dev.tidegate.core.emv.CvmResult;
import dev.tidegate.core.emv.EntryMode;
import dev.tidegate.core.emv.TerminalVerificationResults;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the till may show again of a sale without any key: the clear summary of its ASKED and STORED records.
 *
 * @param amount as the card was asked for it, a tip that was known by then included
 * @param soldAt the till's clock
 * @param chip absent where the stripe was read, and where the issuer approved by telephone
 * @param reference the receipt's local reference, at most {@link #REFERENCE_LENGTH_MAX} characters
 * @param request which {@code POST /payments} this answers, so that a repeat after a crash finds it
 */
public record Sale(
        Amount amount,
        Instant soldAt,
        EntryMode entryMode,
        MaskedPan card,
        CvmResult cvm,
        @Nullable ChipFacts chip,
        String reference,
        RequestKey request) {
    /** What fits one line of a narrow slip. */
    public static final int REFERENCE_LENGTH_MAX = 32;

    public Sale {
        if (reference.length() > REFERENCE_LENGTH_MAX) {
            throw new IllegalArgumentException("a reference is too long");
        }
        if (entryMode.isStripe() && chip != null) {
            throw new IllegalArgumentException("a stripe has no cryptogram");
        }
    }

    /** Whether there is a cryptogram exactly where a chip was read. */
    boolean isProven() {
        return entryMode.isStripe() == (chip == null);
    }

    /** A sale with what a chip left, one by one. */
    public Sale(
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
        this(amount, soldAt, entryMode, card, cvm, new ChipFacts(aid, label, cryptogram, tvr, tsi), reference, request);
    }
}
