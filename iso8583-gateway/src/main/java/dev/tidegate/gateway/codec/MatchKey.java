package dev.tidegate.gateway.codec;

import dev.tidegate.core.payment.Stan;

/**
 * What an answer and its request have in common: class of the message type, DE 41 and DE 11.
 *
 * @param family the second digit of the message type: 2 financial, 3 upload, 4 reversal, 5 sums of a batch, 8 network
 * @param terminal DE 41, empty in network messages
 */
public record MatchKey(char family, String terminal, Stan stan) {
    /** The family of a batch's messages that are told again. */
    public static final char UPLOAD = '3';
    /** The family of sums. */
    public static final char RECONCILIATION = '5';
    /** The family of reversals. */
    public static final char REVERSAL = '4';
    /** The family of sign-on and echo. */
    public static final char NETWORK = '8';
}
