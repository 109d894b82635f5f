package dev.tidegate.emv.contact;

import dev.tidegate.core.emv.FrozenTags;
import dev.tidegate.core.emv.Outcome;
import dev.tidegate.emv.action.CryptogramAnswer;

/**
 * Where the first half of a transaction ends: the card's first cryptogram, and what the second half goes on with.
 *
 * @param transaction after the answer
 * @param tags frozen at the command that made the cryptogram
 */
record FirstCryptogram(Transaction transaction, CryptogramAnswer answer, FrozenTags tags) {
    /** What the card said. */
    Outcome outcome() {
        return switch (answer.type()) {
            case TC -> new Outcome.Approved(answer.cryptogram(), tags);
            case ARQC -> new Outcome.AskHost(answer.cryptogram(), tags);
            case AAC -> new Outcome.Declined(answer.cryptogram());
        };
    }
}
