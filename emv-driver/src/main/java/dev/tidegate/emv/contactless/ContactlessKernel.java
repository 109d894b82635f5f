package dev.tidegate.emv.contactless;

import dev.tidegate.core.card.ClearCard;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.Aid;
import dev.tidegate.core.emv.ApplicationCryptogram.Type;
import dev.tidegate.core.emv.EndReason;
import dev.tidegate.core.emv.EntryMode;
import dev.tidegate.core.emv.Outcome;
import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.port.CardRead;
import dev.tidegate.core.port.CardSession;
import dev.tidegate.core.port.EncipheredPin;
import dev.tidegate.core.port.Kernel;
import dev.tidegate.core.port.TransactionParameters;
import dev.tidegate.emv.contact.Conversation;
import dev.tidegate.emv.contact.People;
import dev.tidegate.emv.contact.TerminalFiles;
import dev.tidegate.emv.data.CardMemory;
import dev.tidegate.emv.data.CardObjects;
import dev.tidegate.emv.entrypoint.ContactlessApplicationKernel;
import dev.tidegate.emv.entrypoint.EntryPoint;
import dev.tidegate.emv.entrypoint.KernelId;
import dev.tidegate.emv.entrypoint.KernelOutcome;
import dev.tidegate.emv.entrypoint.KernelOutcome.AlternateInterface;
import dev.tidegate.emv.entrypoint.KernelOutcome.Kind;
import dev.tidegate.emv.entrypoint.Tapped;
import dev.tidegate.emv.reader.CardReader;
import dev.tidegate.emv.reader.CardReader.Insertion;
import dev.tidegate.emv.records.CardIdentity;
import dev.tidegate.emv.selection.ApplicationLabel;
import dev.tidegate.emv.step.Step;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The contactless kernels behind their entry point: taps by EMV Contactless Books A, B, C-2 and C-3. <em>Not
 * type-approved.</em>
 *
 * <p>The transaction itself is pure ({@link EntryPoint}, {@link VisaKernel}, {@link MastercardKernel}); this class
 * brings it a card, the time, chance, and the words of core. The field is off as soon as the card has said all:
 * signatures are checked after that.
 */
public final class ContactlessKernel implements Kernel {
    /** How often a card may be asked for in one sale: a device that wants its holder's thumb comes twice. */
    static final int TAPS_MAX = 3;

    /** A transaction that somebody may cancel. */
    private static final class Running {
        private volatile boolean cancelled;
    }

    private final CardReader reader;
    private final ContactlessSettings settings;
    private final TerminalFiles files;
    private final People people;
    private final RandomGenerator random;
    private final InstantSource clock;
    private final AtomicReference<@Nullable Running> running = new AtomicReference<>();

    /**
     * Nobody is asked for a PIN.
     *
     * @param random cannot be foreseen: its numbers keep a card from preparing answers (Book 4, 6.5.6)
     */
    public ContactlessKernel(
            CardReader reader,
            ContactlessSettings settings,
            TerminalFiles files,
            RandomGenerator random,
            InstantSource clock) {
        this(reader, settings, files, People.nobody(), random, clock);
    }

    /** With a cardholder who can be asked for a PIN; taps choose their application by themselves. */
    public ContactlessKernel(
            CardReader reader,
            ContactlessSettings settings,
            TerminalFiles files,
            People people,
            RandomGenerator random,
            InstantSource clock) {
        this.people = people;
        this.reader = reader;
        this.settings = settings;
        this.files = files;
        this.random = random;
        this.clock = clock;
    }

    @Override
    public CardSession begin(TransactionParameters parameters) {
        Running transaction = new Running();
        if (!running.compareAndSet(null, transaction)) {
            throw new IllegalStateException("a transaction is already running");
        }
        boolean handedOver = false;
        try {
            CardSession session = read(parameters, transaction);
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
        Running transaction = running.get();
        if (transaction != null) {
            transaction.cancelled = true;
            reader.wake();
            people.cancel();
        }
    }

    @Override
    public boolean readerPresent() {
        return reader.isPresent();
    }

    private CardSession read(TransactionParameters parameters, Running transaction) {
        // The limits are in one currency: of a sale in another they say nothing, and so it is not taken.
        if (!parameters.amount().currency().equals(settings.terminal().currency())) {
            return ended(EndReason.USE_CHIP);
        }
        int sequence = files.sequence().next();
        for (int tap = 0; tap < TAPS_MAX; tap++) {
            EntryPoint<TapAnswer> entry = entry(parameters, sequence);
            KernelOutcome<TapAnswer> refusal = entry.refusal();
            if (refusal != null) {
                return ended(reason(refusal));
            }
            CardSession session = switch (reader.await(parameters.cardWait(), () -> transaction.cancelled)) {
                case Insertion.NoCard ignored -> ended(EndReason.NO_CARD);
                case Insertion.Cancelled ignored -> ended(EndReason.CANCELLED);
                case Insertion.Unreadable ignored -> ended(EndReason.CARD_ERROR);
                case Insertion.Lost ignored -> ended(EndReason.READER_LOST);
                case Insertion.Inserted inserted -> tapped(entry, transaction, inserted.connection());
            };
            if (session != null) {
                return session;
            }
        }
        return ended(EndReason.NOT_ACCEPTED);
    }

    private EntryPoint<TapAnswer> entry(TransactionParameters parameters, int sequence) {
        byte[] number = new byte[4];
        random.nextBytes(number);
        TapInputs inputs = new TapInputs(settings, files, parameters, Octets.of(number), sequence);
        ContactlessApplicationKernel<TapAnswer> visa = new VisaKernel(inputs);
        ContactlessApplicationKernel<TapAnswer> mastercard = new MastercardKernel(inputs);
        int digits = Math.max(0, parameters.amount().currency().getDefaultFractionDigits());
        return EntryPoint.prepared(
                settings.combinations(), parameters.amount().minor(), Math.powExact(10L, digits), activation -> {
                    KernelId kernel =
                            activation.selected().prepared().combination().kernel();
                    return kernel.equals(KernelId.C3) ? visa.activate(activation) : mastercard.activate(activation);
                });
    }

    /** The session that a tap left; absent where the card is to be tapped again. */
    private @Nullable CardSession tapped(
            EntryPoint<TapAnswer> entry, Running transaction, CardReader.Connection connection) {
        CardMemory memory = new CardMemory();
        boolean handedOver = false;
        try {
            Step<Tapped<TapAnswer>> end;
            try {
                end = new Conversation(connection, clock)
                        .play(entry.present(CardObjects.in(memory), null, TlvSet.empty()), () -> transaction.cancelled);
            } finally {
                // Field off: the cardholder takes the card away while the arithmetic is done.
                connection.close();
            }
            if (!(end instanceof Step.Done<Tapped<TapAnswer>> done)) {
                return ended(end instanceof Step.Ended<?> without ? without.reason() : EndReason.CARD_ERROR);
            }
            KernelOutcome<TapAnswer> outcome = done.result().outcome().get();
            if (outcome.kind() == Kind.TRY_AGAIN) {
                return null;
            }
            OnlinePin pin = OnlinePin.of(outcome, people, () -> transaction.cancelled);
            if (pin instanceof OnlinePin.NotEntered(var why)) {
                return ended(why);
            }
            CardSession session = session(outcome, pin.block(), memory);
            handedOver = session != null;
            return session == null ? ended(reason(outcome)) : session;
        } finally {
            if (!handedOver) {
                memory.close();
            }
        }
    }

    /** The session of a card to sell with; absent where there is none. */
    private @Nullable CardSession session(
            KernelOutcome<TapAnswer> outcome, @Nullable EncipheredPin pin, CardMemory memory) {
        TapAnswer found = outcome.found();
        if (found instanceof TapAnswer.WithTrack track) {
            ClearCard card = CardIdentity.of(track.card());
            CardRead read =
                    new CardRead.Swiped(EntryMode.TAP_STRIPE, card, track.cvm(), Reason.TAPPED_STRIPE_ONLINE_ONLY);
            return new ContactlessSession(read, null, card, null, memory, this::release);
        }
        if (found instanceof TapAnswer.WithCryptogram answer) {
            Outcome told = told(outcome.kind(), answer);
            if (told != null) {
                ClearCard card = CardIdentity.of(answer.card());
                return new ContactlessSession(read(told, answer, card), answer, card, pin, memory, this::release);
            }
        }
        return null;
    }

    /**
     * The outcome in core's words; absent where core has none: a TC that the card wants to be sent online, when it is
     * expired or not authenticated, is no ARQC that could be deferred.
     */
    private static @Nullable Outcome told(Kind kind, TapAnswer.WithCryptogram answer) {
        Type type = answer.cryptogram().type();
        if (kind == Kind.APPROVED && type == Type.TC) {
            return new Outcome.Approved(answer.cryptogram(), answer.tags());
        }
        if (kind == Kind.ONLINE_REQUEST && type == Type.ARQC) {
            return new Outcome.AskHost(answer.cryptogram(), answer.tags());
        }
        return type == Type.AAC ? new Outcome.Declined(answer.cryptogram()) : null;
    }

    /** What a till does without a card to sell with: by contact the same card may do. */
    private static EndReason reason(KernelOutcome<TapAnswer> outcome) {
        return switch (outcome.kind()) {
            case TRY_ANOTHER_INTERFACE ->
                outcome.alternate() == AlternateInterface.CONTACT ? EndReason.USE_CHIP : EndReason.NOT_ACCEPTED;
            case END_APPLICATION, ONLINE_REQUEST, SELECT_NEXT, TRY_AGAIN -> EndReason.NOT_ACCEPTED;
            case APPROVED, DECLINED -> EndReason.DECLINED;
        };
    }

    private static CardRead.Answered read(Outcome outcome, TapAnswer.WithCryptogram answer, ClearCard card) {
        return new CardRead.Answered(
                outcome,
                EntryMode.TAP,
                card,
                new Aid(answer.name()),
                ApplicationLabel.of(answer.card()),
                answer.cvm(),
                answer.results(),
                answer.status().octets(),
                answer.authenticated());
    }

    private CardSession ended(EndReason reason) {
        return ContactlessSession.ended(reason, this::release);
    }

    private void release() {
        running.set(null);
    }
}
