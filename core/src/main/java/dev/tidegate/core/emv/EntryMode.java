package dev.tidegate.core.emv;

/** How the card was read: facts for the acquirer's profile, which computes DE 22 from them. */
public enum EntryMode {
    CHIP,
    TAP,
    SWIPE
}
