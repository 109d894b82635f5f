package dev.tidegate.emv.pin;

import dev.tidegate.core.port.EncipheredPin;

/** What came of asking for a PIN once. */
public sealed interface PinEntry {
    /**
     * It was entered, and the card has answered VERIFY.
     *
     * @param status SW1 and SW2
     */
    record Presented(int status) implements PinEntry {}

    /**
     * It was entered, for the issuer to check.
     *
     * @param pin whoever asked owns it now, and overwrites it
     */
    record Enciphered(EncipheredPin pin) implements PinEntry {}

    /** Cardholder or cashier went on without it, as the terminal lets them. */
    record Bypassed() implements PinEntry {}

    /** The cardholder pressed cancel, or pressed nothing until the time was up: there is no sale. */
    record Cancelled() implements PinEntry {}

    /** There is no pad, or it does not work. */
    record NoPad() implements PinEntry {}

    /** The card was taken away in the meantime. */
    record Removed() implements PinEntry {}
}
