package dev.tidegate.crypto;

import dev.tidegate.core.payment.JournalRecord;

/** What the gateway makes of one record before its body is opened (crypto design, verdict table). */
public sealed interface Acceptance {
    /**
     * Continues the chain under the till's key.
     *
     * @param next where the chain stands once this record is committed
     * @param previousBroken the record before it is not the one that the till linked to: it is marked BROKEN
     */
    record Accepted(JournalRecord record, TillChain next, boolean previousBroken) implements Acceptance {}

    /** Known, byte for byte as far as the link covers it: acknowledged again, goes nowhere. */
    record Duplicate(long seq) implements Acceptance {}

    /** Records are missing before it: the till is asked to send from {@code expected} on. */
    record Gap(long expected, long seq) implements Acceptance {}

    /**
     * The number is known under another link: a copied or restored till. It stops offline sales; both versions are
     * kept.
     */
    record Fork(long seq) implements Acceptance {}

    /**
     * Damaged or forged, and counted as received: it goes to quarantine and the chain moves over it.
     *
     * @param code BAD_MAC or BAD_PAYLOAD
     */
    record SetAside(String code, long seq, TillChain next) implements Acceptance {}

    /**
     * Not a record of this till at all; nothing moves.
     *
     * @param code BAD_LENGTH, BAD_MAGIC, BAD_VERSION, BAD_TYPE, BAD_FLAGS, BAD_SEQ, UNKNOWN_SUITE or UNKNOWN_TILL
     */
    record Refused(String code) implements Acceptance {}
}
