package dev.tidegate.simulator.acquirer;

import java.time.Duration;
import java.util.function.UnaryOperator;

/** The acquirer as the rules let it be seen. */
final class RuledAcquirer {
    private final Acquirer acquirer;
    private final RuleBook rules;

    RuledAcquirer(Acquirer acquirer, RuleBook rules) {
        this.acquirer = acquirer;
        this.rules = rules;
    }

    /**
     * Takes a message and says what becomes of it. An answer, which this host has not asked for, is met with silence.
     *
     * @throws LedgerBrokenException as {@link Acquirer#answer}
     */
    Reply reply(IsoMessage message) {
        if (message.mti().isAnswer()) {
            return new Reply.StaySilent();
        }
        return rules.take(message).map(action -> reply(message, action)).orElseGet(() -> say(message, code -> code));
    }

    private Reply reply(IsoMessage message, RuleAction action) {
        return switch (action) {
            case RuleAction.Answer(var code) ->
                code.equals(ResponseCode.APPROVED)
                        ? say(message, issuers -> code)
                        : new Reply.Say(Answers.plain(message, code), Duration.ZERO);
            case RuleAction.Decline(var code) -> say(message, issuers -> code);
            case RuleAction.Delay(var by) -> new Reply.Say(acquirer.answer(message, code -> code), by);
            case RuleAction.DropBeforeBooking() -> new Reply.HangUp();
            case RuleAction.BookThenDrop() -> {
                acquirer.answer(message, code -> code);
                yield new Reply.HangUp();
            }
            case RuleAction.RefuseConnections(var time) -> new Reply.CloseDoors(time);
            case RuleAction.NeverAnswer() -> new Reply.StaySilent();
        };
    }

    private Reply say(IsoMessage message, UnaryOperator<String> word) {
        return new Reply.Say(acquirer.answer(message, word), Duration.ZERO);
    }
}
