package dev.tidegate.simulator.acquirer;

import java.time.Duration;

/** What a rule makes of a message that matches it. */
sealed interface RuleAction {
    /**
     * Answers this code in place of the issuer: an approval books and approves what the account would decline
     * (cryptograms are checked as ever); any other code is answered and nothing is booked.
     */
    record Answer(String code) implements RuleAction {}

    /** The issuer declines with this code, after its checks; booked as declined. */
    record Decline(String code) implements RuleAction {}

    /** Approves this much of what was asked for, 1 to 99 in the hundred. */
    record ApprovePart(int percent) implements RuleAction {}

    /** Books as usual; the answer leaves this much later. Other messages are not held up. */
    record Delay(Duration by) implements RuleAction {}

    /** Books as usual; the answer leaves when the terminal's next reversal has come, ahead of that one's answer. */
    record AnswerAfterReversal() implements RuleAction {}

    /** Books nothing and closes the connection. */
    record DropBeforeBooking() implements RuleAction {}

    /** Books as usual, then closes the connection instead of answering. */
    record BookThenDrop() implements RuleAction {}

    /** Books as usual, then resets the connection (RST) instead of answering. */
    record Reset() implements RuleAction {}

    /** Books as usual and answers twice. */
    record DuplicateAnswer() implements RuleAction {}

    /** Books as usual and answers with another value. */
    record WrongAnswer(Part part) implements RuleAction {
        /** Which value. */
        enum Part {
            STAN,
            TID,
            AMOUNT,
            /** 0430 for 0410 and so on. */
            MTI
        }
    }

    /** Books as usual; says so often that it is working on it, then answers. */
    record Interim(int count, Duration gap) implements RuleAction {}

    /** Books as usual; the answer is spoilt on its way. */
    record Spoil(Spoiling how) implements RuleAction {}

    /** Books as usual; answers are held back until there are so many, and leave in one piece. */
    record Together(int count) implements RuleAction {}

    /** Books as usual, answers nothing and reads no more on this connection; for this long, or for good when zero. */
    record StopReading(Duration time) implements RuleAction {}

    /** Books nothing, closes every connection and refuses new ones; for this long, or until told when zero. */
    record RefuseConnections(Duration time) implements RuleAction {}

    /** Books nothing and says nothing; the connection stays. */
    record NeverAnswer() implements RuleAction {}

    /** Books as usual and says nothing; the connection stays. */
    record BookThenSilence() implements RuleAction {}

    /** The host's sum of debits is this much more, or less, when a batch is reconciled. */
    record TotalsOff(long amount) implements RuleAction {}
}
