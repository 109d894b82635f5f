package dev.tidegate.emv.entrypoint;

/** Where a transaction begins, or begins again (EMV Contactless Book B). */
public enum StartPoint {
    /** Pre-processing, for a new amount. */
    A,
    /** The field on, and a card awaited. */
    B,
    /** The card's directory. */
    C,
    /** The kernel of the combination that is selected. */
    D,
    /** It does not begin again. */
    NONE
}
