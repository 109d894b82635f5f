package dev.tidegate.simulator.acquirer;

import java.time.Duration;

/** What a rule makes of a message that matches it. */
sealed interface RuleAction {
    /**
     * Answers this code in place of the issuer: 00 books and approves what the account would decline (cryptograms are
     * checked as ever); any other code is answered and nothing is booked.
     */
    record Answer(String code) implements RuleAction {}

    /** The issuer declines with this code, after its checks; booked as declined. */
    record Decline(String code) implements RuleAction {}

    /** Books as usual; the answer leaves this much later. Other messages are not held up. */
    record Delay(Duration by) implements RuleAction {}

    /** Books nothing and closes the connection. */
    record DropBeforeBooking() implements RuleAction {}

    /** Books as usual, then closes the connection instead of answering. */
    record BookThenDrop() implements RuleAction {}

    /** Books nothing, closes every connection and refuses new ones; for this long, or until told when zero. */
    record RefuseConnections(Duration time) implements RuleAction {}

    /** Books nothing and says nothing; the connection stays. */
    record NeverAnswer() implements RuleAction {}
}
