package dev.tidegate.emv.contactless;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.ApplicationCryptogram;
import dev.tidegate.core.emv.CvmResult;
import dev.tidegate.core.emv.FrozenTags;
import dev.tidegate.core.emv.TerminalVerificationResults;
import dev.tidegate.emv.data.CardObjects;
import dev.tidegate.emv.data.TransactionStatus;

/** What a tap left that a sale goes on with. */
sealed interface TapAnswer {
    /** The card's objects, with number and expiry. */
    CardObjects card();

    CvmResult cvm();

    /**
     * The one cryptogram of a tap, and what was found beside it.
     *
     * @param tags frozen at the command that made it
     * @param name of the application, as the card calls it
     */
    record WithCryptogram(
            ApplicationCryptogram cryptogram,
            FrozenTags tags,
            CardObjects card,
            Octets name,
            TerminalVerificationResults results,
            TransactionStatus status,
            CvmResult cvm,
            boolean authenticated)
            implements TapAnswer {}

    /** A track of stripe mode, tag 57 among the objects: it changes with each tap, and no cryptogram is over it. */
    record WithTrack(CardObjects card, CvmResult cvm) implements TapAnswer {}
}
