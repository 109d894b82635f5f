package dev.tidegate.gateway.codec;

import dev.tidegate.core.payment.Stan;

/**
 * What an answer and its request have in common: class of the message type, and the profile's correlation fields.
 *
 * @param family the second digit of the message type: 2 financial, 4 reversal, 8 network
 * @param terminal DE 41, empty in network messages and where it is no correlation field
 * @param others the texts of the other correlation fields, one after the other
 */
public record MatchKey(char family, String terminal, Stan stan, String others) {
    /** The family of reversals. */
    public static final char REVERSAL = '4';
    /** The family of sign-on and echo. */
    public static final char NETWORK = '8';

    /** A key of terminal and STAN alone. */
    public MatchKey(char family, String terminal, Stan stan) {
        this(family, terminal, stan, "");
    }
}
