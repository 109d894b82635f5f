package dev.tidegate.till.reader;

import dev.tidegate.core.card.ClearCard;
import dev.tidegate.core.emv.CvmResult;
import dev.tidegate.core.emv.EndReason;
import dev.tidegate.core.emv.EntryMode;
import dev.tidegate.core.emv.FinalOutcome;
import dev.tidegate.core.emv.HostAnswer;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.port.CardRead;
import dev.tidegate.core.port.CardSession;
import dev.tidegate.core.port.EncipheredPin;
import dev.tidegate.core.port.Kernel;
import dev.tidegate.core.port.Prompts.Prompt;
import dev.tidegate.core.port.TransactionParameters;
import dev.tidegate.emv.pin.PinEntry;
import dev.tidegate.emv.pin.PinRequest;
import dev.tidegate.emv.reader.CardReader;
import dev.tidegate.emv.stripe.StripeRules;
import dev.tidegate.emv.stripe.StripeRules.PinWish;
import dev.tidegate.emv.stripe.StripeRules.Verdict;
import dev.tidegate.emv.stripe.Swipe;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Whichever way a card comes: all readers are waited for at once, and the first card goes to the kernel for its way, or
 * to the rules for stripes.
 *
 * <p>A card that was tapped and cannot be taken so is to be put in; taps are not waited for any more. With a reader of
 * stripes a read goes on where the rules want another try: a card with a chip that was drawn is to be inserted or
 * tapped; a chip that technically cannot be read is tried {@link StripeRules#CHIP_FAILURES_MIN} times, then its stripe
 * may stand in. Without one a chip that cannot be read ends the read, as nothing else would help.
 */
public final class EveryReader implements Kernel {
    /**
     * A reader and the kernel for it.
     *
     * @param kernel reads from {@code at}, and from nothing else
     */
    public record Way(HandOver at, Kernel kernel) {}

    /** A read that somebody may cancel. */
    private static final class Running {
        private volatile boolean cancelled;
        private volatile @Nullable Kernel kernel;
    }

    private final Readers readers;
    private final @Nullable Way contact;
    private final @Nullable Way contactless;
    private final StripeRules rules;
    private final Cardholder holder;
    private final InstantSource clock;
    private final AtomicReference<@Nullable Running> running = new AtomicReference<>();

    /**
     * @param readers those of the ways below, and one for stripes
     * @param contact absent where there is no reader for it
     * @param contactless absent where there is no reader for it
     * @param holder asked for the PIN of a stripe, where the rules want one
     */
    EveryReader(
            Readers readers,
            @Nullable Way contact,
            @Nullable Way contactless,
            StripeRules rules,
            Cardholder holder,
            InstantSource clock) {
        this.holder = holder;
        this.readers = readers;
        this.contact = contact;
        this.contactless = contactless;
        this.rules = rules;
        this.clock = clock;
    }

    @Override
    public CardSession begin(TransactionParameters parameters) {
        Running read = new Running();
        if (!running.compareAndSet(null, read)) {
            throw new IllegalStateException("a transaction is already running");
        }
        boolean handedOver = false;
        try {
            CardSession session = new OneRead(parameters, read).toItsEnd();
            handedOver = true;
            return session;
        } finally {
            if (!handedOver) {
                running.set(null);
            }
        }
    }

    @Override
    public void cancel() {
        Running read = running.get();
        if (read != null) {
            read.cancelled = true;
            readers.wake();
            Kernel kernel = read.kernel;
            if (kernel != null) {
                kernel.cancel();
            } else {
                holder.cancel();
            }
        }
    }

    @Override
    public boolean readerPresent() {
        return readers.isPresent();
    }

    private void release() {
        running.set(null);
    }

    /** One read, from the first wait to a card or to none. */
    private final class OneRead {
        private final TransactionParameters parameters;
        private final Running running;
        private final Instant until;
        private int chipFailures;
        private boolean taps = true;
        private EndReason whenNobodyComes = EndReason.NO_CARD;

        OneRead(TransactionParameters parameters, Running running) {
            this.parameters = parameters;
            this.running = running;
            this.until = clock.instant().plus(parameters.cardWait());
        }

        CardSession toItsEnd() {
            while (true) {
                CardSession session = next();
                if (session != null) {
                    return session;
                }
            }
        }

        /** The session that a card left; absent where another try is wanted. */
        private @Nullable CardSession next() {
            return switch (readers.await(left(), taps, () -> running.cancelled)) {
                case Arrival.Inserted(var connection) -> inserted(through(contact, connection));
                case Arrival.ChipMute() -> chipFailed();
                case Arrival.Tapped(var connection) -> tapped(through(contactless, connection));
                case Arrival.TapMute() -> again();
                case Arrival.Drawn(var swipe) -> drawn(swipe);
                case Arrival.Nobody() -> ended(whenNobodyComes);
                case Arrival.Cancelled() -> ended(EndReason.CANCELLED);
                case Arrival.AllLost() -> ended(EndReason.READER_LOST);
            };
        }

        private Duration left() {
            Duration left = Duration.between(clock.instant(), until);
            return left.isNegative() ? Duration.ZERO : left;
        }

        private @Nullable CardSession inserted(CardSession session) {
            boolean failed = session.read() instanceof CardRead.Ended(var reason) && reason == EndReason.CARD_ERROR;
            if (failed) {
                session.close();
                return chipFailed();
            }
            return held(session);
        }

        // Contactless Book A, "Try Another Interface": a card that is left in the field would say so again and again.
        // Without a slot there is no other way.
        private @Nullable CardSession tapped(CardSession session) {
            if (!session.read().equals(new CardRead.Ended(EndReason.USE_CHIP))) {
                return held(session);
            }
            session.close();
            if (contact == null) {
                return ended(EndReason.NOT_ACCEPTED);
            }
            taps = false;
            whenNobodyComes = EndReason.USE_CHIP;
            parameters.hints().accept(Prompt.INSERT_CARD);
            return null;
        }

        private @Nullable CardSession chipFailed() {
            if (readers.stripe() == null) {
                return ended(EndReason.CARD_ERROR);
            }
            chipFailures++;
            boolean swipe = chipFailures >= StripeRules.CHIP_FAILURES_MIN;
            whenNobodyComes = EndReason.CARD_ERROR;
            parameters.hints().accept(swipe ? Prompt.SWIPE_CARD : Prompt.PRESENT_CARD_AGAIN);
            return null;
        }

        private CardSession through(@Nullable Way way, CardReader.Connection connection) {
            if (way == null) {
                throw new IllegalStateException("a card in a reader without a kernel");
            }
            way.at().take(connection, parameters.hints());
            running.kernel = way.kernel();
            try {
                TransactionParameters rest =
                        new TransactionParameters(parameters.amount(), parameters.at(), left(), parameters.hints());
                return way.kernel().begin(rest);
            } finally {
                running.kernel = null;
            }
        }

        private @Nullable CardSession drawn(Swipe swipe) {
            return switch (swipe) {
                case Swipe.Clear clear -> judged(clear);
                // What a reader has enciphered cannot be sent by a till that hands on clear cards alone.
                case Swipe.Enciphered ignored -> ended(EndReason.NOT_ACCEPTED);
                case Swipe.Unreadable ignored -> again();
            };
        }

        private @Nullable CardSession judged(Swipe.Clear clear) {
            if (clear.card().track2() == null) {
                // Track 1 alone is nothing that a host could be asked with.
                clear.card().close();
                return again();
            }
            return switch (rules.judge(clear.serviceCode(), chipFailures)) {
                case Verdict.Take take -> taken(take, clear.card());
                case Verdict.UseChip() -> {
                    clear.card().close();
                    whenNobodyComes = EndReason.USE_CHIP;
                    parameters.hints().accept(Prompt.INSERT_CHIP);
                    yield null;
                }
                case Verdict.Refuse(var why) -> {
                    clear.card().close();
                    yield ended(reason(why));
                }
            };
        }

        private CardSession taken(Verdict.Take take, ClearCard card) {
            if (take.pin() == PinWish.NONE) {
                return swiped(take, card, null);
            }
            return switch (entered(card)) {
                case PinEntry.Enciphered(var pin) -> swiped(take, card, pin);
                case PinEntry.Cancelled _ -> without(card, EndReason.CANCELLED_BY_CARDHOLDER);
                case PinEntry.Bypassed _ ->
                    take.pin() == PinWish.WANTED
                            ? swiped(take, card, null)
                            : without(card, EndReason.CANCELLED_BY_CARDHOLDER);
                // No card was asked for a VERIFY, and none is there to be taken away: a pad that does not work.
                case PinEntry.NoPad _, PinEntry.Removed _, PinEntry.Presented _ ->
                    take.pin() == PinWish.WANTED ? swiped(take, card, null) : without(card, EndReason.PIN_PAD_NEEDED);
            };
        }

        private PinEntry entered(ClearCard card) {
            if (running.cancelled) {
                return new PinEntry.Cancelled();
            }
            holder.meets(parameters.hints());
            return holder.enter(new PinRequest.Online(() -> card.pan().copy()));
        }

        private CardSession without(ClearCard card, EndReason why) {
            card.close();
            return ended(running.cancelled ? EndReason.CANCELLED : why);
        }

        // A stripe whose PIN is not entered, where that may be, is signed for.
        private CardSession swiped(Verdict.Take take, ClearCard card, @Nullable EncipheredPin pin) {
            StripeRules.OnlineOnly onlineOnly = take.onlineOnly();
            return new StripeSession(
                    new CardRead.Swiped(
                            take.isFallback() ? EntryMode.FALLBACK : EntryMode.SWIPE,
                            card,
                            pin == null ? CvmResult.SIGNATURE : CvmResult.ONLINE_PIN,
                            onlineOnly == null ? Reason.NONE : reason(onlineOnly)),
                    pin,
                    EveryReader.this::release);
        }

        private @Nullable CardSession again() {
            parameters.hints().accept(Prompt.PRESENT_CARD_AGAIN);
            return null;
        }

        private CardSession held(CardSession session) {
            if (session.read().equals(new CardRead.Ended(EndReason.CANCELLED)) && !running.cancelled) {
                // Nobody at the till has cancelled: it was the cardholder, or the time for an answer was up.
                session.close();
                return ended(EndReason.CANCELLED_BY_CARDHOLDER);
            }
            return new Held(session, EveryReader.this::release);
        }

        private CardSession ended(EndReason reason) {
            return StripeSession.ended(reason, EveryReader.this::release);
        }
    }

    private static Reason reason(StripeRules.OnlineOnly why) {
        return switch (why) {
            case SERVICE_CODE_UNREADABLE -> Reason.SERVICE_CODE_UNREADABLE;
            case ISSUER_ONLY -> Reason.ISSUER_ONLY;
            case PIN -> Reason.ONLINE_PIN_NEEDED;
            case FALLBACK -> Reason.FALLBACK_ONLINE_ONLY;
        };
    }

    private static EndReason reason(StripeRules.Refusal why) {
        return switch (why) {
            case CASH_ONLY -> EndReason.CASH_ONLY;
            case TEST_OR_PRIVATE -> EndReason.NOT_ACCEPTED;
            case NO_PIN_PAD -> EndReason.PIN_PAD_NEEDED;
        };
    }

    /** A kernel's session that lets the whole read go when it is closed. */
    private record Held(CardSession session, Runnable onClose) implements CardSession {
        @Override
        public CardRead read() {
            return session.read();
        }

        @Override
        public @Nullable EncipheredPin pin() {
            return session.pin();
        }

        @Override
        public FinalOutcome finish(HostAnswer answer) {
            return session.finish(answer);
        }

        @Override
        public void close() {
            try {
                session.close();
            } finally {
                onClose.run();
            }
        }
    }
}
