package dev.tidegate.gateway.enrol;

/** Why somebody was not enrolled: for the log and the register. Outside there is one word for all of them. */
public enum Refusal {
    TOO_MANY_ATTEMPTS,
    TOKEN_MISSING,
    TOKEN_UNKNOWN,
    TOKEN_EXPIRED,
    /** Another key has used it, or the till has come further since. */
    TOKEN_USED,
    /** A later invitation took its place. */
    TOKEN_WITHDRAWN,
    TILL_REVOKED,
    /** The till has been heard: it has a chain, and a second one would be a second history. */
    CHAIN_IN_USE,
    /** The certificate that called is not in the register. */
    CERTIFICATE_UNKNOWN
}
