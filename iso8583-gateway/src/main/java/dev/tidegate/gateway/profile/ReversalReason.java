package dev.tidegate.gateway.profile;

/** Why a message is taken back; the profile has a code for each. */
public enum ReversalReason {
    /** No answer came in time, or none that could be believed. */
    TIMEOUT,
    /** The card or the cashier said no after the approval. */
    CANCELLED,
    /** The till was not heard again. */
    ABANDONED
}
