package dev.tidegate.core.port;

import dev.tidegate.core.card.ClearCard;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.Aid;
import dev.tidegate.core.emv.CvmResult;
import dev.tidegate.core.emv.EntryMode;
import dev.tidegate.core.emv.Outcome;
import dev.tidegate.core.emv.TerminalVerificationResults;
import dev.tidegate.core.payment.Reason;

/** What one card read left: how it ended, and the facts that the slip, the limits and the acquirer want. */
public sealed interface CardRead {
    /** No card to sell with. */
    record Ended(dev.tidegate.core.emv.EndReason reason) implements CardRead {}

    /** A card to sell with. */
    sealed interface Taken extends CardRead {
        EntryMode entryMode();

        /** Owned by the session, which wipes it at its close. */
        ClearCard card();

        CvmResult cvm();
    }

    /**
     * The card answered with a cryptogram.
     *
     * @param outcome {@link Outcome.Approved}, {@link Outcome.AskHost} or {@link Outcome.Declined}
     * @param odaPassed whether offline data authentication was done and passed
     * @param tsi transaction status information, tag 9B, two bytes
     */
    record Answered(
            Outcome outcome,
            EntryMode entryMode,
            ClearCard card,
            Aid aid,
            String label,
            CvmResult cvm,
            TerminalVerificationResults tvr,
            Octets tsi,
            boolean odaPassed)
            implements Taken {}

    /**
     * A stripe was drawn, or told by tap: the card has signed nothing, and there is no second half.
     *
     * @param entryMode {@link EntryMode#SWIPE}, {@link EntryMode#FALLBACK} or {@link EntryMode#TAP_STRIPE}
     * @param card with track 2
     * @param cvm {@link CvmResult#SIGNATURE} or none; of a tap also {@link CvmResult#ON_DEVICE}; of a drawn stripe also
     *     {@link CvmResult#ONLINE_PIN}
     * @param onlineOnly why the issuer must be asked at once; {@link Reason#NONE} where it may be asked later
     */
    record Swiped(EntryMode entryMode, ClearCard card, CvmResult cvm, Reason onlineOnly) implements Taken {
        public Swiped {
            if (!entryMode.isStripe() || card.track2() == null) {
                throw new IllegalArgumentException("a swipe is of a stripe, with its track 2");
            }
            if (entryMode != EntryMode.SWIPE && onlineOnly == Reason.NONE) {
                throw new IllegalArgumentException(
                        "a stripe in the place of a chip, or by tap, is never taken offline");
            }
        }
    }
}
