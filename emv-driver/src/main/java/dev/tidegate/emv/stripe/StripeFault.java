package dev.tidegate.emv.stripe;

/** Why a swipe gave no card. The cashier swipes again, or asks for the chip. */
public enum StripeFault {
    /** Nothing between the sentinels, or no sentinel. */
    NO_DATA,
    /** A character with the wrong parity. */
    PARITY,
    /** The sum over the track is wrong. */
    CHECK_CHARACTER,
    /** More characters than a track has, or no end. */
    LENGTH,
    /** Not the fields of a payment card. */
    FORMAT,
    /** Tracks 1 and 2 tell of two cards. */
    TRACKS_DIFFER,
    /** The reader's own message breaks its format. */
    REPORT,
    /** The reader has used up its keys: it must be loaded anew, and is of no use until then. */
    KEYS_EXHAUSTED
}
