package dev.tidegate.core.emv;

/** How a kernel ended the second half of a transaction (EMV 4.4 Book 3, 10.11 and 10.12). */
public sealed interface FinalOutcome {
    /**
     * The card gave a TC: after the issuer's approval, or by itself (authorisation response code Y3).
     *
     * @param tags those of CDOL 2 and the second answer, and what came of the issuer's scripts, 9F5B
     */
    record Approved(ApplicationCryptogram tc, FrozenTags tags) implements FinalOutcome {}

    /** The card gave an AAC, or failed, after the issuer had answered. */
    record Declined() implements FinalOutcome {}

    /**
     * The issuer could not be asked and the card did not approve by itself (Z3): the first ARQC with its own frozen
     * values is kept, and the merchant may take the risk of asking later.
     */
    record Deferrable(ApplicationCryptogram arqc, FrozenTags tags) implements FinalOutcome {}
}
