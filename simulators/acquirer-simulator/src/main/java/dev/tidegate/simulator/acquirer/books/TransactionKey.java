package dev.tidegate.simulator.acquirer.books;

import dev.tidegate.simulator.acquirer.wire.IsoMessage;

/**
 * What the host books once: terminal (DE 41), class of the message, trace number (DE 11) and retrieval reference (DE
 * 37). A hold and its completion may share the other three.
 *
 * @param messageClass the second digit of the type
 */
public record TransactionKey(String tid, char messageClass, String stan, String rrn) {
    /** The key of nothing. */
    public static final TransactionKey NONE = new TransactionKey("", '0', "", "");

    public static TransactionKey of(IsoMessage message) {
        return new TransactionKey(message.text(41), message.mti().messageClass(), message.text(11), message.text(37));
    }
}
