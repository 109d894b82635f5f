package dev.tidegate.simulator.acquirer;

import java.util.function.LongUnaryOperator;
import java.util.function.UnaryOperator;

/**
 * What a rule makes of the answer that would be given.
 *
 * @param code DE 39 for the issuer's DE 39
 * @param amount what is approved of what was asked for, minor units
 * @param totalsOff added to the host's sum of debits when a batch is reconciled
 */
record Word(UnaryOperator<String> code, LongUnaryOperator amount, long totalsOff) {
    /** Nothing. */
    static final Word NONE = new Word(UnaryOperator.identity(), LongUnaryOperator.identity(), 0);

    static Word code(String code) {
        return new Word(issuers -> code, LongUnaryOperator.identity(), 0);
    }

    static Word percent(int percent) {
        return new Word(UnaryOperator.identity(), asked -> asked * percent / 100, 0);
    }

    static Word totalsOff(long amount) {
        return new Word(UnaryOperator.identity(), LongUnaryOperator.identity(), amount);
    }
}
