package dev.tidegate.till.fake;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.Aid;
import dev.tidegate.core.emv.ApplicationCryptogram.Type;
import dev.tidegate.core.emv.CvmResult;
import dev.tidegate.core.emv.EndReason;
import dev.tidegate.core.emv.EntryMode;
import dev.tidegate.core.emv.FinalOutcome;
import dev.tidegate.core.emv.HostAnswer;
import dev.tidegate.core.emv.Outcome;
import dev.tidegate.core.emv.TerminalVerificationResults;
import dev.tidegate.core.port.CardRead;
import dev.tidegate.core.port.CardSession;
import dev.tidegate.core.port.Kernel;
import dev.tidegate.core.port.Prompts.Prompt;
import dev.tidegate.core.port.TransactionParameters;
import dev.tidegate.till.sale.Questions;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** A reader into which a test puts cards; each says what its name promises. */
public final class ScriptedKernel implements Kernel {
    /** What a card does. */
    public enum Card {
        /** Asks the issuer; where nobody can be asked, its request is kept. */
        ASKS,
        /** Approves by itself. */
        APPROVES_ALONE,
        /** Asks; where nobody can be asked, it approves by itself. */
        APPROVES_WHEN_UNABLE,
        /** Asks, and then refuses although the issuer approved. */
        CHANGES_ITS_MIND,
        /** Has two applications, asks which, and then its issuer; with none of them it is cancelled. */
        WANTS_A_CHOICE,
        /** Refuses. */
        REFUSES,
        /** Breaks the reader's program. */
        BREAKS,
        /** Nobody put one in. */
        CANCELLED
    }

    private final LinkedBlockingQueue<Card> cards = new LinkedBlockingQueue<>();
    private final AtomicBoolean waiting = new AtomicBoolean();

    private final Questions questions;

    /** Nobody is asked. */
    public ScriptedKernel() {
        this(new Questions());
    }

    /** @param questions how its cards ask their holder */
    public ScriptedKernel(Questions questions) {
        this.questions = questions;
    }

    public void insert(Card card) {
        cards.add(card);
    }

    /** Takes every card out. */
    public void empty() {
        cards.clear();
    }

    @Override
    public CardSession begin(TransactionParameters parameters) {
        waiting.set(true);
        try {
            Card card = cards.poll(parameters.cardWait().toMillis(), TimeUnit.MILLISECONDS);
            if (card == Card.BREAKS) {
                throw new IllegalStateException("the reader's program broke");
            }
            if (card == Card.WANTS_A_CHOICE) {
                return chosen(parameters);
            }
            return card == null ? new Session(EndReason.NO_CARD) : new Session(card);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Session(EndReason.CANCELLED);
        } finally {
            waiting.set(false);
        }
    }

    private Session chosen(TransactionParameters parameters) {
        int place = questions.choose(
                List.of("VISA CREDIT", "VISA DEBIT"),
                parameters.cardWait(),
                () -> parameters.hints().accept(Prompt.CHOOSE_APPLICATION));
        return place == Questions.NONE ? new Session(EndReason.CANCELLED_BY_CARDHOLDER) : new Session(Card.ASKS);
    }

    @Override
    public void cancel() {
        questions.cancel();
        if (waiting.get()) {
            cards.add(Card.CANCELLED);
        }
    }

    @Override
    public boolean readerPresent() {
        return true;
    }

    private static final class Session implements CardSession {
        private final Card card;
        private final CardRead read;

        Session(EndReason reason) {
            this.card = Card.CANCELLED;
            this.read = new CardRead.Ended(reason);
        }

        Session(Card card) {
            this.card = card;
            this.read = switch (card) {
                case CANCELLED, BREAKS -> new CardRead.Ended(EndReason.CANCELLED);
                case APPROVES_ALONE -> answered(new Outcome.Approved(Samples.cryptogram(Type.TC), Samples.frozen()));
                case REFUSES -> answered(new Outcome.Declined(Samples.cryptogram(Type.AAC)));
                case WANTS_A_CHOICE -> throw new IllegalStateException("it was asked before");
                case ASKS, APPROVES_WHEN_UNABLE, CHANGES_ITS_MIND ->
                    answered(new Outcome.AskHost(Samples.cryptogram(Type.ARQC), Samples.frozen()));
            };
        }

        @Override
        public CardRead read() {
            return read;
        }

        @Override
        public FinalOutcome finish(HostAnswer answer) {
            return switch (answer) {
                case HostAnswer.Answered host ->
                    host.approved() && card != Card.CHANGES_ITS_MIND
                            ? new FinalOutcome.Approved(Samples.cryptogram(Type.TC), Samples.frozen())
                            : new FinalOutcome.Declined();
                case HostAnswer.Unable() ->
                    card == Card.APPROVES_WHEN_UNABLE
                            ? new FinalOutcome.Approved(Samples.cryptogram(Type.TC), Samples.frozen())
                            : new FinalOutcome.Deferrable(Samples.cryptogram(Type.ARQC), Samples.frozen());
            };
        }

        @Override
        public void close() {
            if (read instanceof CardRead.Answered answered) {
                answered.card().close();
            }
        }

        private static CardRead.Answered answered(Outcome outcome) {
            return new CardRead.Answered(
                    outcome,
                    EntryMode.CHIP,
                    Samples.clearCard(),
                    new Aid(Octets.ofHex("A0000000031010")),
                    "VISA CREDIT",
                    CvmResult.NONE,
                    TerminalVerificationResults.none(),
                    Octets.ofHex("E800"),
                    true);
        }
    }
}
