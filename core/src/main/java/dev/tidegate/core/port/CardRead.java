package dev.tidegate.core.port;

import dev.tidegate.core.card.ClearCard;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.Aid;
import dev.tidegate.core.emv.CvmResult;
import dev.tidegate.core.emv.EntryMode;
import dev.tidegate.core.emv.Outcome;
import dev.tidegate.core.emv.TerminalVerificationResults;

/** What one card read left: how it ended, and the facts that the slip, the limits and the acquirer want. */
public sealed interface CardRead {
    /** No cryptogram: nothing to sell with. */
    record Ended(dev.tidegate.core.emv.EndReason reason) implements CardRead {}

    /**
     * The card answered with a cryptogram.
     *
     * @param outcome {@link Outcome.Approved}, {@link Outcome.AskHost} or {@link Outcome.Declined}
     * @param card owned by the session, which wipes it at its close
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
            implements CardRead {}
}
