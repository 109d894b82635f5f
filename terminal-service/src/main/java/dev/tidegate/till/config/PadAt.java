package dev.tidegate.till.config;

import com.fasterxml.jackson.annotation.JsonCreator;

/**
 * Where PINs are entered, in one word of the settings: {@code none}, or {@code socket:PORT} of a program here, with
 * {@code +online} behind it where its pad has a key for PINs that the issuer checks, and the acquirer takes them.
 */
public sealed interface PadAt {
    /** Behind a place: a pad for the issuer's PINs too. */
    String ONLINE = "+online";

    /** Nowhere: a card that wants its PIN is told that there is no pad. */
    record None() implements PadAt {}

    /**
     * A pad whose program listens at a port of this machine.
     *
     * @param online whether it enciphers PINs for the issuer too
     */
    record AtPort(int port, boolean online) implements PadAt {
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
        boolean online = text.endsWith(ONLINE);
        String place = online ? text.substring(0, text.length() - ONLINE.length()) : text;
        Present.check(
                place.matches("socket:[0-9]{1,5}"),
                "reader.pinPad: none, socket:PORT and socket:PORT" + ONLINE + " are known");
        return new AtPort(Integer.parseInt(place.substring("socket:".length())), online);
    }

    /** What is entered there for a chip. */
    default Pins chips() {
        return switch (this) {
            case None() -> Pins.NONE;
            case AtPort(var ignored, var online) -> online ? Pins.BOTH : Pins.BY_CARD;
        };
    }

    /** What is entered there for a tap: no card is told a PIN through the air. */
    default Pins taps() {
        return chips().byIssuer() ? Pins.BY_ISSUER : Pins.NONE;
    }
}
