package dev.tidegate.simulator.acquirer;

/** What the host books once: terminal (DE 41), trace number (DE 11) and retrieval reference (DE 37). */
record TransactionKey(String tid, String stan, String rrn) {
    static TransactionKey of(IsoMessage message) {
        return new TransactionKey(message.text(41), message.text(11), message.text(37));
    }

    /** The key of the message that a reversal is about: its trace number stands in DE 90, after its type. */
    static TransactionKey ofOriginal(IsoMessage reversal) {
        String stan = reversal.text(90).substring(4, 10);
        return new TransactionKey(reversal.text(41), stan, reversal.text(37));
    }
}
