package dev.tidegate.till.config;

import com.fasterxml.jackson.annotation.JsonCreator;

/** Where PINs are entered, in one word of the settings: {@code none}, or {@code socket:PORT} of a program here. */
public sealed interface PadAt {
    /** Nowhere: a card that wants its PIN is told that there is no pad. */
    record None() implements PadAt {}

    /** A pad whose program listens at a port of this machine. */
    record AtPort(int port) implements PadAt {
        public AtPort {
            Present.check(port >= 1 && port <= 65_535, "reader.pinPad: the port of socket is 1 to 65535");
        }
    }

    /** @throws IllegalArgumentException neither of these; the message does not repeat it */
    @JsonCreator
    static PadAt of(String text) {
        if (text.equals("none")) {
            return new None();
        }
        Present.check(text.matches("socket:[0-9]{1,5}"), "reader.pinPad: none and socket:PORT are known");
        return new AtPort(Integer.parseInt(text.substring("socket:".length())));
    }
}
