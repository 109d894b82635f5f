package dev.tidegate.simulator.card;

import java.time.Duration;

/**
 * What a reader sees after one command.
 *
 * @param answer what is heard; not meant when the card is gone
 * @param delay how long the card takes; the transport waits, the card does not
 * @param isGone whether the card was pulled
 */
record Played(Octets answer, Duration delay, boolean isGone) {
    /** Bytes that do not change and compare by content. */
    record Octets(String digits) {
        byte[] bytes() {
            return Bytes.hex(digits);
        }
    }

    static Played of(byte[] answer, Duration delay) {
        return new Played(new Octets(Bytes.hex(answer)), delay, false);
    }

    static Played gone(Duration delay) {
        return new Played(new Octets(""), delay, true);
    }
}
