package dev.tidegate.core.emv;

/** How the card was read: facts for the acquirer's profile, which computes DE 22 from them. */
public enum EntryMode {
    CHIP,
    TAP,
    SWIPE,
    /** The stripe, after the chip could technically not be read: point-of-service entry mode 80. */
    FALLBACK;

    /** Whether it was the stripe: then there is no cryptogram. */
    public boolean isStripe() {
        return this == SWIPE || this == FALLBACK;
    }
}
