package dev.tidegate.core.emv;

/** Why a card read ended without a cryptogram, in the cardholder's messages of EMV 4.4 Book 4, 11.2. */
public enum EndReason {
    /** No card came before the time was up. */
    NO_CARD,
    /** The card was taken away in the middle. */
    REMOVED,
    /** No application in common, or none that may be used. */
    NOT_ACCEPTED,
    /** The card or its application is blocked. */
    BLOCKED,
    /** It has a chip, which is read before its stripe, or is to be put in as it cannot be taken by tap. */
    USE_CHIP,
    /** It draws cash, and buys nothing. */
    CASH_ONLY,
    /** It asks for a PIN, and there is nothing to enter it on. */
    PIN_PAD_NEEDED,
    /** The card broke the protocol, or mandatory data is missing. */
    CARD_ERROR,
    /** A person at the till pressed cancel. */
    CANCELLED,
    /** The cardholder pressed cancel on the PIN pad, wanted none of the card's applications, or did not answer. */
    CANCELLED_BY_CARDHOLDER,
    /** The reader is gone. */
    READER_LOST,
    /** The kernel declines: what the card says of itself is not true, or not enough. No technical failure. */
    DECLINED
}
