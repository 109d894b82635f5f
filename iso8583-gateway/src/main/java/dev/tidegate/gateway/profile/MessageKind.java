package dev.tidegate.gateway.profile;

import java.util.Locale;

/** The messages that a profile describes. */
public enum MessageKind {
    /** A sale whose cardholder waits. */
    SALE,
    /** A stored sale that may still be declined. */
    DEFERRED,
    /** A sale that the card approved. */
    ADVICE,
    REVERSAL,
    /** Sign-on and echo. */
    NETWORK;

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it may be sent again under the same numbers. */
    boolean repeats() {
        return this == DEFERRED || this == ADVICE || this == REVERSAL;
    }
}
