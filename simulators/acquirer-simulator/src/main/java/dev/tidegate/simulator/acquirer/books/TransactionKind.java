package dev.tidegate.simulator.acquirer.books;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What the host was told of. */
public enum TransactionKind {
    /** A request while the cardholder waits. */
    @JsonProperty("sale")
    SALE,
    /** A request sent later, with the deferred mark: the card answered ARQC and the terminal was offline. */
    @JsonProperty("deferredSale")
    DEFERRED_SALE,
    /** Told afterwards: the card itself had approved, or somebody by telephone. */
    @JsonProperty("advice")
    ADVICE,
    /** Money held for a sale whose completion is to come. */
    @JsonProperty("authorisation")
    AUTHORISATION,
    /** The completion of a hold. */
    @JsonProperty("completion")
    COMPLETION,
    @JsonProperty("refund")
    REFUND,
    /** Takes a sale of the open batch back. */
    @JsonProperty("void")
    VOID,
    /** Told in an upload after a batch that did not balance, and not known before. */
    @JsonProperty("upload")
    UPLOAD;

    /** Whether it takes money from a card for the merchant. */
    public boolean isSale() {
        return this == SALE || this == DEFERRED_SALE || this == ADVICE || this == COMPLETION || this == UPLOAD;
    }
}
