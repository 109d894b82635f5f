package dev.tidegate.core.emv;

/** How the card was read: facts for the acquirer's profile, which computes DE 22 from them. */
public enum EntryMode {
    CHIP,
    TAP,
    SWIPE,
    /** The stripe, after the chip could technically not be read: point-of-service entry mode 80. */
    FALLBACK,
    /** The track of a stripe, told by a card in a field with a check of this one tap: entry mode 91. */
    TAP_STRIPE;

    /** Whether it was a stripe's track: then there is no cryptogram. */
    public boolean isStripe() {
        return this == SWIPE || this == FALLBACK || this == TAP_STRIPE;
    }
}
