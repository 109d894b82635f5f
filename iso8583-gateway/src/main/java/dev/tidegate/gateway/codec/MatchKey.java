package dev.tidegate.gateway.codec;

import dev.tidegate.core.payment.Stan;

/**
 * What an answer and its request have in common: class of the message type, DE 41 and DE 11.
 *
 * @param family the second digit of the message type: 2 financial, 4 reversal, 8 network
 * @param terminal DE 41, empty in network messages
 */
public record MatchKey(char family, String terminal, Stan stan) {
    /** The family of reversals. */
    public static final char REVERSAL = '4';
    /** The family of sign-on and echo. */
    public static final char NETWORK = '8';
}
