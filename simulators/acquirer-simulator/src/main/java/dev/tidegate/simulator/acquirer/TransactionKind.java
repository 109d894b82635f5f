package dev.tidegate.simulator.acquirer;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What kind of sale the host was told of. */
enum TransactionKind {
    /** A request while the cardholder waits. */
    @JsonProperty("sale")
    SALE,
    /** A request sent later, with the deferred mark: the card answered ARQC and the terminal was offline. */
    @JsonProperty("deferredSale")
    DEFERRED_SALE,
    /** Told afterwards: the card itself had approved. */
    @JsonProperty("advice")
    ADVICE;

    private static final String DEFERRED_MARK = "SAMPLE-DEFERRED";

    static TransactionKind of(IsoMessage message) {
        if (message.mti().first().equals(MessageTypes.ADVICE)) {
            return ADVICE;
        }
        return message.text(60).equals(DEFERRED_MARK) ? DEFERRED_SALE : SALE;
    }
}
