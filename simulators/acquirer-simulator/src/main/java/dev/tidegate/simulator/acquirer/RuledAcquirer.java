package dev.tidegate.simulator.acquirer;

import dev.tidegate.simulator.acquirer.books.LedgerBrokenException;
import dev.tidegate.simulator.acquirer.wire.Digits;
import dev.tidegate.simulator.acquirer.wire.IsoMessage;
import dev.tidegate.simulator.acquirer.wire.Mti;
import dev.tidegate.simulator.acquirer.wire.ResponseCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The acquirer as the rules let it be seen. */
final class RuledAcquirer {
    /** Terminals whose answer waits; one more is never answered. */
    static final int LATE_MAX = 1000;

    private final Acquirer acquirer;
    private final RuleBook rules;
    /** Answers that wait for a reversal, by terminal: the last of each. */
    private final Map<String, IsoMessage> late = new ConcurrentHashMap<>();

    RuledAcquirer(Acquirer acquirer, RuleBook rules) {
        this.acquirer = acquirer;
        this.rules = rules;
    }

    /**
     * Takes a message, which is no answer, and says what becomes of it.
     *
     * @throws LedgerBrokenException as {@link Acquirer#answer}
     */
    Reply reply(IsoMessage message) {
        return rules.take(message).map(action -> reply(message, action)).orElseGet(() -> say(message, Word.NONE));
    }

    private Reply reply(IsoMessage message, RuleAction action) {
        return switch (action) {
            case RuleAction.Answer(var code) ->
                ResponseCode.isApproval(code)
                        ? say(message, Word.code(code))
                        : Reply.Say.at(Answers.plain(message, code));
            case RuleAction.Decline(var code) -> say(message, Word.code(code));
            case RuleAction.ApprovePart(var percent) -> say(message, Word.percent(percent));
            case RuleAction.TotalsOff(var amount) -> say(message, Word.totalsOff(amount));
            case RuleAction.Delay(var by) -> new Reply.Say(List.of(booked(message)), by, Duration.ZERO);
            case RuleAction.AnswerAfterReversal() -> {
                IsoMessage answer = booked(message);
                if (late.size() < LATE_MAX) {
                    late.put(message.text(41), answer);
                }
                yield new Reply.StaySilent();
            }
            case RuleAction.DropBeforeBooking() -> new Reply.HangUp();
            case RuleAction.BookThenDrop() -> after(message, new Reply.HangUp());
            case RuleAction.BookThenSilence() -> after(message, new Reply.StaySilent());
            case RuleAction.Reset() -> after(message, new Reply.Reset());
            case RuleAction.StopReading(var time) -> after(message, new Reply.StopReading(time));
            case RuleAction.DuplicateAnswer() -> {
                IsoMessage answer = booked(message);
                yield Reply.Say.at(answer, answer);
            }
            case RuleAction.WrongAnswer(var part) -> Reply.Say.at(wrong(booked(message), part));
            case RuleAction.Interim(var count, var gap) -> new Reply.Say(interim(message, count), Duration.ZERO, gap);
            case RuleAction.Spoil(var how) -> new Reply.SaySpoilt(booked(message), how);
            case RuleAction.Together(var count) -> new Reply.Gather(booked(message), count);
            case RuleAction.RefuseConnections(var time) -> new Reply.CloseDoors(time);
            case RuleAction.NeverAnswer() -> new Reply.StaySilent();
        };
    }

    private Reply say(IsoMessage message, Word word) {
        IsoMessage answer = acquirer.answer(message, word);
        boolean reversal = message.mti().messageClass() == '4';
        IsoMessage waited = reversal ? late.remove(message.text(41)) : null;
        return waited == null ? Reply.Say.at(answer) : Reply.Say.at(waited, answer);
    }

    private Reply after(IsoMessage message, Reply reply) {
        booked(message);
        return reply;
    }

    private IsoMessage booked(IsoMessage message) {
        return acquirer.answer(message, Word.NONE);
    }

    private List<IsoMessage> interim(IsoMessage message, int count) {
        IsoMessage answer = booked(message);
        var answers = new ArrayList<IsoMessage>();
        for (int i = 0; i < count; i++) {
            answers.add(Answers.plain(message, ResponseCode.IN_PROGRESS));
        }
        answers.add(answer);
        return answers;
    }

    private static IsoMessage wrong(IsoMessage answer, RuleAction.WrongAnswer.Part part) {
        return switch (part) {
            case STAN -> answer.with(11, Digits.padded(Long.parseLong(answer.text(11)) % 999_999 + 1, 6));
            case TID -> answer.has(41) ? answer.with(41, other(answer.text(41))) : answer;
            case AMOUNT -> answer.with(4, Digits.padded(Long.parseLong("0" + answer.text(4)) + 1, 12));
            case MTI -> new IsoMessage(otherFunction(answer.mti()), answer.fields());
        };
    }

    private static String other(String tid) {
        return (tid.charAt(0) == 'X' ? "Y" : "X") + tid.substring(1);
    }

    /** 0410 for 0430 and the other way round. */
    private static Mti otherFunction(Mti mti) {
        char function = mti.digits().charAt(2) == '1' ? '3' : '1';
        return new Mti(mti.digits().substring(0, 2) + function + mti.digits().charAt(3));
    }
}
