package dev.tidegate.emv.verification;

/** What a rule of the list that asks for a PIN comes to (EMV 4.4 Book 3, 10.5.1 and 10.5.2). */
enum PinOutcome {
    SUCCESSFUL,
    /** The issuer will say. */
    FOR_THE_ISSUER,
    UNSUCCESSFUL,
    TRY_LIMIT_EXCEEDED,
    PAD_MISSING,
    BYPASSED
}
