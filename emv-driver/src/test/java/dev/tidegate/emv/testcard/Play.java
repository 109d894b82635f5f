package dev.tidegate.emv.testcard;

import dev.tidegate.core.emv.EndReason;
import dev.tidegate.emv.apdu.CardChannel;
import dev.tidegate.emv.apdu.CommandExchange;
import dev.tidegate.emv.apdu.CommandExchange.Exchange;
import dev.tidegate.emv.pin.PinEntryDevice;
import dev.tidegate.emv.step.Step;
import java.util.List;
import java.util.function.ToIntFunction;

/** Plays one chapter against a card. */
public final class Play {
    private Play() {}

    /** The chapter's end, done or ended. */
    public static <R> Step<R> play(Step<R> first, CardChannel card) {
        return play(first, card, PinEntryDevice.none());
    }

    /** The chapter's end, where a PIN may be asked for. */
    public static <R> Step<R> play(Step<R> first, CardChannel card, PinEntryDevice pad) {
        return play(first, card, pad, labels -> -1);
    }

    /** The chapter's end, where a cardholder may choose an application by its label. */
    public static <R> Step<R> play(Step<R> first, CardChannel card, ToIntFunction<List<String>> choice) {
        return play(first, card, PinEntryDevice.none(), choice);
    }

    private static <R> Step<R> play(
            Step<R> first, CardChannel card, PinEntryDevice pad, ToIntFunction<List<String>> choice) {
        CommandExchange exchange = new CommandExchange(card);
        Step<R> step = first;
        while (!(step instanceof Step.Done || step instanceof Step.Ended)) {
            if (step instanceof Step.AskPin<R> ask) {
                step = ask.answer(pad.enter(ask.request()));
            }
            if (step instanceof Step.AskApplication<R> ask) {
                step = ask.answer(choice.applyAsInt(ask.labels()));
            }
            if (!(step instanceof Step.Send<R> send)) {
                continue;
            }
            step = switch (exchange.send(send.command())) {
                case Exchange.Answered answered -> send.answer(answered.response());
                case Exchange.Removed ignored -> Step.ended(EndReason.REMOVED);
                case Exchange.Lost ignored -> Step.ended(EndReason.READER_LOST);
                case Exchange.Broken ignored -> Step.ended(EndReason.CARD_ERROR);
            };
        }
        return step;
    }

    /** What the chapter found out. */
    public static <R> R result(Step<R> first, CardChannel card) {
        if (play(first, card) instanceof Step.Done<R> done) {
            return done.result();
        }
        throw new AssertionError("the chapter ended without a result");
    }

    /** Why the chapter ended the transaction. */
    public static <R> EndReason reason(Step<R> first, CardChannel card) {
        if (play(first, card) instanceof Step.Ended<R> ended) {
            return ended.reason();
        }
        throw new AssertionError("the chapter did not end the transaction");
    }
}
