package dev.tidegate.simulator.pinpad;

/** The card that is in the pad, as far as the pad itself speaks to it. */
@FunctionalInterface
interface Card {
    /**
     * Sends a command of the pad's own, between two of the till's.
     *
     * @return the card's whole answer, with its status word
     * @throws CardGoneException there is none, or it was taken out
     */
    byte[] transmit(byte[] command);
}
