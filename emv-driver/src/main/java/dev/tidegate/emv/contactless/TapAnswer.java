package dev.tidegate.emv.contactless;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.ApplicationCryptogram;
import dev.tidegate.core.emv.CvmResult;
import dev.tidegate.core.emv.FrozenTags;
import dev.tidegate.core.emv.TerminalVerificationResults;
import dev.tidegate.emv.data.CardObjects;
import dev.tidegate.emv.data.TransactionStatus;

/**
 * The one cryptogram of a tap, and what was found beside it.
 *
 * @param tags frozen at the command that made it
 * @param name of the application, as the card calls it
 */
record TapAnswer(
        ApplicationCryptogram cryptogram,
        FrozenTags tags,
        CardObjects card,
        Octets name,
        TerminalVerificationResults results,
        TransactionStatus status,
        CvmResult cvm,
        boolean authenticated) {}
