package dev.tidegate.simulator.card;

import java.util.List;

/**
 * One card of the drawer: who it is and how it decides.
 *
 * @param name what the drawer and the control service call it
 * @param sequence PAN sequence number 5F34, two digits
 * @param combined whether it signs its cryptograms too (CDA)
 */
record CardProfile(
        String name,
        Scheme scheme,
        CardNumber number,
        String sequence,
        Behaviour behaviour,
        boolean combined,
        String description) {

    CardProfile {
        if (!name.matches("[a-z]+(-[a-z]+)*")) {
            throw new IllegalArgumentException("a card's name is also a file's: lower-case words");
        }
        if (!sequence.matches("[0-9]{2}")) {
            throw new IllegalArgumentException("a sequence number has two digits");
        }
    }

    /** AIP, 82 (EMV 4.4 Book 3, C1): SDA, DDA, cardholder verification, risk management, issuer authentication. */
    byte[] interchangeProfile() {
        return Bytes.hex(combined ? "7D00" : "7C00");
    }

    /** The same card with CDA. */
    CardProfile withCombinedSignature() {
        return new CardProfile(name, scheme, number, sequence, behaviour, true, description);
    }

    /** The four test cards, with numbers out of the schemes' published test ranges. */
    static List<CardProfile> all() {
        return List.of(
                visa(
                        "chip-approves",
                        "4761739001010119",
                        Behaviour.ASKS_ISSUER,
                        "Always asks its issuer, who approves; declines when the issuer cannot be reached."),
                mastercard(
                        "chip-offline",
                        "5413330089010012",
                        Behaviour.AGREES_OFFLINE,
                        "Approves offline when the till would; its issuer approves."),
                visa(
                        "chip-declined",
                        "4761739001010010",
                        Behaviour.ASKS_ISSUER,
                        "Always asks its issuer, who declines for lack of funds."),
                mastercard("chip-refuses", "5413330089020029", Behaviour.REFUSES, "Declines by itself, always."));
    }

    private static CardProfile visa(String name, String number, Behaviour behaviour, String description) {
        return new CardProfile(name, Scheme.VISA, new CardNumber(number), "01", behaviour, false, description);
    }

    private static CardProfile mastercard(String name, String number, Behaviour behaviour, String description) {
        return new CardProfile(name, Scheme.MASTERCARD, new CardNumber(number), "01", behaviour, false, description);
    }
}
