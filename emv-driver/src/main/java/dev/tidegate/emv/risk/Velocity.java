package dev.tidegate.emv.risk;

import dev.tidegate.core.emv.TerminalVerificationResults;

/**
 * How many sales in a row a card may make offline (EMV 4.4 Book 3, 10.6.3).
 *
 * @param lower tag 9F14: above it, online if the terminal can
 * @param upper tag 9F23: above it, declined if the terminal cannot
 */
record Velocity(int lower, int upper) {
    /** A counter that the card does not tell. */
    static final int UNKNOWN = -1;

    /**
     * Adds the bits that apply.
     *
     * @param counter of transactions, 9F36
     * @param lastOnline its value at the last one online, 9F13
     */
    TerminalVerificationResults check(TerminalVerificationResults soFar, int counter, int lastOnline) {
        TerminalVerificationResults found = lastOnline == 0 ? soFar.with(2, 4) : soFar;
        if (counter == UNKNOWN || lastOnline == UNKNOWN || counter <= lastOnline) {
            // What cannot be counted is taken as too much.
            return found.with(4, 7).with(4, 6);
        }
        int offline = counter - lastOnline;
        found = offline > lower ? found.with(4, 7) : found;
        return offline > upper ? found.with(4, 6) : found;
    }
}
