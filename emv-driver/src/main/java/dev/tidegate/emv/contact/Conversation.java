package dev.tidegate.emv.contact;

import dev.tidegate.core.emv.EndReason;
import dev.tidegate.core.port.EncipheredPin;
import dev.tidegate.emv.apdu.CardChannel;
import dev.tidegate.emv.apdu.CommandApdu;
import dev.tidegate.emv.apdu.CommandExchange;
import dev.tidegate.emv.apdu.CommandExchange.Exchange;
import dev.tidegate.emv.apdu.ResponseApdu;
import dev.tidegate.emv.pin.PinEntry;
import dev.tidegate.emv.selection.ApplicationChoice;
import dev.tidegate.emv.step.Step;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Plays steps against a card: the only place where the kernel sends anything. Used by one thread. */
public final class Conversation {
    /** A transaction takes two or three seconds; nobody stands at a till for longer than this. */
    public static final Duration TIME_MAX = Duration.ofSeconds(30);

    private final CommandExchange exchange;
    private final People people;
    private final InstantSource clock;
    private @Nullable EncipheredPin pin;

    public Conversation(CardChannel channel, InstantSource clock) {
        this(channel, People.nobody(), clock);
    }

    public Conversation(CardChannel channel, People people, InstantSource clock) {
        this.exchange = new CommandExchange(channel);
        this.people = people;
        this.clock = clock;
    }

    /**
     * Plays a step to its end; commands and answers are wiped as they are used up.
     *
     * @param cancelled asked before each command
     * @return {@link Step.Done} or {@link Step.Ended}
     */
    public <R> Step<R> play(Step<R> first, BooleanSupplier cancelled) {
        Instant deadline = clock.instant().plus(TIME_MAX);
        Step<R> step = first;
        while (!(step instanceof Step.Done || step instanceof Step.Ended)) {
            if (!(step instanceof Step.Send<R> send)) {
                Instant asked = clock.instant();
                step = cancelled.getAsBoolean() ? Step.ended(EndReason.CANCELLED) : ask(step);
                // How long a person takes is not the card's fault.
                deadline = deadline.plus(Duration.between(asked, clock.instant()));
                continue;
            }
            if (cancelled.getAsBoolean()) {
                return abandoned(send.command(), EndReason.CANCELLED);
            }
            if (clock.instant().isAfter(deadline)) {
                return abandoned(send.command(), EndReason.CARD_ERROR);
            }
            step = switch (exchange.send(send.command())) {
                case Exchange.Answered answer -> answered(send, answer.response());
                case Exchange.Removed ignored -> Step.ended(EndReason.REMOVED);
                case Exchange.Lost ignored -> Step.ended(EndReason.READER_LOST);
                case Exchange.Broken ignored -> Step.ended(EndReason.CARD_ERROR);
            };
        }
        return step;
    }

    private <R> Step<R> ask(Step<R> step) {
        return switch (step) {
            case Step.AskPin<R> asked -> asked.answer(kept(people.pinPad().enter(asked.request())));
            case Step.AskApplication<R> application -> {
                ApplicationChoice choice = people.choice();
                yield application.answer(choice == null ? ApplicationChoice.NONE : choice.choose(application.labels()));
            }
            case Step.Send<R> ignored -> step;
            case Step.Done<R> ignored -> step;
            case Step.Ended<R> ignored -> step;
        };
    }

    /** The PIN that was entered for the issuer; absent where none was. The caller's, who overwrites it. */
    public @Nullable EncipheredPin pin() {
        return pin;
    }

    /** Overwrites the PIN of a transaction that comes to nothing. */
    public void forgetPin() {
        if (pin != null) {
            pin.close();
        }
    }

    // The transaction is told that there is one, and the last one stands: it is the one that was asked for last.
    private PinEntry kept(PinEntry entry) {
        if (entry instanceof PinEntry.Enciphered(var entered)) {
            forgetPin();
            pin = entered;
        }
        return entry;
    }

    private static <R> Step<R> answered(Step.Send<R> send, ResponseApdu response) {
        try {
            return send.answer(response);
        } finally {
            response.wipe();
        }
    }

    private static <R> Step<R> abandoned(CommandApdu command, EndReason reason) {
        command.wipe();
        return Step.ended(reason);
    }
}
