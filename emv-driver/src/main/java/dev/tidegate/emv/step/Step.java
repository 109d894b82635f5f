package dev.tidegate.emv.step;

import dev.tidegate.core.emv.EndReason;
import dev.tidegate.emv.apdu.CommandApdu;
import dev.tidegate.emv.apdu.ResponseApdu;
import dev.tidegate.emv.data.MalformedCardDataException;
import dev.tidegate.emv.pin.PinEntry;
import dev.tidegate.emv.pin.PinRequest;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * Where a transaction stands: the next command and what its answer leads to, or an end. Each chapter of the book is a
 * function to a step; chapters are put one after the other by {@link #then}.
 *
 * <p>A step is a value: no I/O, no clock, no chance. The same answers lead to the same end, so that a recorded
 * transaction is played again by answering its commands from the record.
 *
 * @param <R> what the chapter finds out
 */
public sealed interface Step<R> {
    /** A command is to be sent; {@link #answer} says how it goes on. */
    record Send<R>(CommandApdu command, Function<ResponseApdu, Step<R>> next) implements Step<R> {
        /** The step after the card's answer. What cannot be read ends the transaction (EMV 4.4 Book 3, 7.5). */
        public Step<R> answer(ResponseApdu response) {
            return guarded(() -> next.apply(response));
        }
    }

    /** A PIN is to be entered and presented to the card, by a device that is not this software. */
    record AskPin<R>(PinRequest request, Function<PinEntry, Step<R>> next) implements Step<R> {
        /** The step after the entry. */
        public Step<R> answer(PinEntry entry) {
            return guarded(() -> next.apply(entry));
        }
    }

    /** The cardholder is to choose among applications, or to confirm the only one. */
    record AskApplication<R>(List<String> labels, IntFunction<Step<R>> next) implements Step<R> {
        /** The step after the choice: a place in the list, or a number below zero for none. */
        public Step<R> answer(int place) {
            return guarded(() -> next.apply(place));
        }
    }

    /** The chapter is over. */
    record Done<R>(R result) implements Step<R> {}

    /** The transaction is over, without a cryptogram. */
    record Ended<R>(EndReason reason) implements Step<R> {}

    /** Sends a command and looks at the answer, which is not kept. */
    static <R> Step<R> send(CommandApdu command, Function<ResponseApdu, Step<R>> next) {
        return new Send<>(command, next);
    }

    /** Asks for a PIN and looks at what came of it. */
    static <R> Step<R> askPin(PinRequest request, Function<PinEntry, Step<R>> next) {
        return new AskPin<>(request, next);
    }

    /** Asks the cardholder, and goes on with the answer. */
    static <R> Step<R> askApplication(List<String> labels, IntFunction<Step<R>> next) {
        return new AskApplication<>(List.copyOf(labels), next);
    }

    static <R> Step<R> done(R result) {
        return new Done<>(result);
    }

    static <R> Step<R> ended(EndReason reason) {
        return new Ended<>(reason);
    }

    /** A step that reads what a card sent: it ends in a card error where that cannot be read. */
    static <R> Step<R> guarded(Supplier<Step<R>> step) {
        try {
            return step.get();
        } catch (MalformedCardDataException e) {
            return ended(EndReason.CARD_ERROR);
        }
    }

    /** This chapter and then another, which takes what this one found out. */
    default <S> Step<S> then(Function<? super R, Step<S>> chapter) {
        return switch (this) {
            case Send<R> send ->
                new Send<>(
                        send.command(), response -> send.next().apply(response).then(chapter));
            case AskPin<R> ask ->
                new AskPin<>(ask.request(), entry -> ask.next().apply(entry).then(chapter));
            case AskApplication<R> ask ->
                new AskApplication<>(
                        ask.labels(), place -> ask.next().apply(place).then(chapter));
            case Done<R> done -> chapter.apply(done.result());
            case Ended<R> ended -> ended(ended.reason());
        };
    }
}
