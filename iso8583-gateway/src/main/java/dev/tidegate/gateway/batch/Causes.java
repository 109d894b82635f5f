package dev.tidegate.gateway.batch;

/** Why a close waits for a person. */
final class Causes {
    /** As often as the profile allows. */
    static final String UNANSWERED = "UNANSWERED";
    /** Every message was told again, and the sums differ on. */
    static final String DIFFERENCE = "DIFFERENCE";
    /** The host has another number, again, or one that cannot be. */
    static final String WRONG_NUMBER = "WRONG_NUMBER";
    /** The host has the next number, and an earlier sending of these sums may have closed this batch. */
    static final String HOST_IS_AHEAD = "HOST_IS_AHEAD";
    /** The host knows no message of a batch that has some. */
    static final String HOST_IS_EMPTY = "HOST_IS_EMPTY";
    /** A code that says nothing of sums. */
    static final String REFUSED = "REFUSED";
    /** Bookings in several currencies. */
    static final String CURRENCIES = "CURRENCIES";
    /** The sums cannot be made into a message. */
    static final String FORMAT = "FORMAT";

    private Causes() {}
}
