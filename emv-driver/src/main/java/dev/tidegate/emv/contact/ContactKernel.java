package dev.tidegate.emv.contact;

import dev.tidegate.core.card.ClearCard;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.Aid;
import dev.tidegate.core.emv.EndReason;
import dev.tidegate.core.emv.EntryMode;
import dev.tidegate.core.port.CardRead;
import dev.tidegate.core.port.CardSession;
import dev.tidegate.core.port.Kernel;
import dev.tidegate.core.port.TransactionParameters;
import dev.tidegate.emv.authentication.CertificationAuthorityKeys;
import dev.tidegate.emv.data.CardMemory;
import dev.tidegate.emv.reader.CardReader;
import dev.tidegate.emv.reader.CardReader.Insertion;
import dev.tidegate.emv.records.CardIdentity;
import dev.tidegate.emv.risk.CardHistory;
import dev.tidegate.emv.selection.ApplicationLabel;
import dev.tidegate.emv.settings.KernelSettings;
import dev.tidegate.emv.step.Step;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The contact kernel: chip cards by EMV 4.4, Books 1 to 4. <em>Not type-approved.</em>
 *
 * <p>The transaction itself is pure ({@link FirstHalf}, {@link SecondHalf}); this class brings it a card, the time,
 * chance, and the words of core.
 */
public final class ContactKernel implements Kernel {
    /** A transaction that somebody may cancel. */
    private static final class Running {
        private volatile boolean cancelled;
    }

    private final CardReader reader;
    private final KernelSettings settings;
    private final TerminalFiles files;
    private final People people;
    private final RandomGenerator random;
    private final InstantSource clock;
    private final AtomicReference<@Nullable Running> running = new AtomicReference<>();

    /**
     * Nobody is asked: no PIN, and the terminal chooses the application; there is no exception file and no log.
     *
     * @param random cannot be foreseen: its numbers keep a card from preparing answers (Book 4, 6.5.6)
     */
    public ContactKernel(
            CardReader reader,
            KernelSettings settings,
            CertificationAuthorityKeys keys,
            RandomGenerator random,
            InstantSource clock) {
        this(reader, settings, new TerminalFiles(keys, CardHistory.none()), People.nobody(), random, clock);
    }

    /** With a cardholder who can be asked. */
    public ContactKernel(
            CardReader reader,
            KernelSettings settings,
            TerminalFiles files,
            People people,
            RandomGenerator random,
            InstantSource clock) {
        this.reader = reader;
        this.settings = settings;
        this.files = files;
        this.people = people;
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
        return switch (reader.await(parameters.cardWait(), () -> transaction.cancelled)) {
            case Insertion.NoCard ignored -> ended(EndReason.NO_CARD);
            case Insertion.Cancelled ignored -> ended(EndReason.CANCELLED);
            case Insertion.Unreadable ignored -> ended(EndReason.CARD_ERROR);
            case Insertion.Lost ignored -> ended(EndReason.READER_LOST);
            case Insertion.Inserted inserted -> inserted(parameters, transaction, inserted.connection());
        };
    }

    private CardSession inserted(
            TransactionParameters parameters, Running transaction, CardReader.Connection connection) {
        CardMemory memory = new CardMemory();
        Conversation conversation = new Conversation(connection, people, clock);
        boolean handedOver = false;
        try {
            Step<FirstCryptogram> end =
                    conversation.play(new FirstHalf(inputs(parameters), memory).begin(), () -> transaction.cancelled);
            if (end instanceof Step.Done<FirstCryptogram> done) {
                FirstCryptogram first = done.result();
                ClearCard card = CardIdentity.of(first.transaction().card());
                handedOver = true;
                return ContactSession.answered(
                        answered(first, card),
                        new ContactSession.Open(connection, conversation, card, first),
                        memory,
                        this::release);
            }
            return ended(end instanceof Step.Ended<FirstCryptogram> without ? without.reason() : EndReason.CARD_ERROR);
        } finally {
            if (!handedOver) {
                memory.close();
                conversation.forgetPin();
                connection.close();
            }
        }
    }

    private FirstHalf.Inputs inputs(TransactionParameters parameters) {
        byte[] number = new byte[4];
        random.nextBytes(number);
        return new FirstHalf.Inputs(
                settings,
                files,
                parameters,
                Octets.of(number),
                random.nextInt(1, 100),
                files.sequence().next(),
                people.choice() != null);
    }

    private static CardRead.Answered answered(FirstCryptogram first, ClearCard card) {
        Transaction transaction = first.transaction();
        return new CardRead.Answered(
                first.outcome(),
                EntryMode.CHIP,
                card,
                new Aid(transaction.name()),
                ApplicationLabel.of(transaction.card()),
                transaction.cvm(),
                transaction.results(),
                transaction.status().octets(),
                transaction.isAuthenticated());
    }

    private CardSession ended(EndReason reason) {
        return ContactSession.ended(reason, this::release);
    }

    private void release() {
        running.set(null);
    }
}
