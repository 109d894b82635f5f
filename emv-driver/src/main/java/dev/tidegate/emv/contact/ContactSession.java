package dev.tidegate.emv.contact;

import dev.tidegate.core.card.ClearCard;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.EndReason;
import dev.tidegate.core.emv.FinalOutcome;
import dev.tidegate.core.emv.HostAnswer;
import dev.tidegate.core.emv.Outcome;
import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.core.port.CardRead;
import dev.tidegate.core.port.CardSession;
import dev.tidegate.core.port.EncipheredPin;
import dev.tidegate.emv.data.CardMemory;
import dev.tidegate.emv.reader.CardReader;
import dev.tidegate.emv.step.Step;
import org.jspecify.annotations.Nullable;

/**
 * One card in one reader after its first half; holds the card, its bytes and its place in the kernel until it is
 * closed.
 */
final class ContactSession implements CardSession {
    /** What a card left that gave a cryptogram, and how to go on with it. */
    record Open(CardReader.Connection connection, Conversation conversation, ClearCard card, FirstCryptogram first) {}

    private final CardRead read;
    private final @Nullable Open open;
    private final CardMemory memory;
    private final Runnable onClose;
    private boolean finished;
    private boolean closed;

    private ContactSession(CardRead read, @Nullable Open open, CardMemory memory, Runnable onClose) {
        this.read = read;
        this.open = open;
        this.memory = memory;
        this.onClose = onClose;
    }

    /** A session with a cryptogram. */
    static ContactSession answered(CardRead.Answered read, Open open, CardMemory memory, Runnable onClose) {
        return new ContactSession(read, open, memory, onClose);
    }

    /** A session that ended without one. */
    static ContactSession ended(EndReason reason, Runnable onClose) {
        return new ContactSession(new CardRead.Ended(reason), null, new CardMemory(), onClose);
    }

    @Override
    public CardRead read() {
        return read;
    }

    @Override
    public @Nullable EncipheredPin pin() {
        return open == null ? null : open.conversation().pin();
    }

    @Override
    public FinalOutcome finish(HostAnswer answer) {
        if (open == null || finished || closed || !isArqc(read)) {
            throw new IllegalStateException("only an ARQC is finished, once, while the session is open");
        }
        finished = true;
        SecondHalf second = new SecondHalf(open.first());
        // Nobody cancels any more: the issuer may have approved already.
        Step<FinalOutcome> end = open.conversation().play(second.finish(answer), () -> false);
        if (!(end instanceof Step.Done<FinalOutcome> done)) {
            return second.withoutCard(answer);
        }
        return answer instanceof HostAnswer.Answered answered
                ? afterLastScript(done.result(), open, answered.issuerData())
                : done.result();
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        memory.close();
        try {
            if (open != null) {
                open.card().close();
                open.conversation().forgetPin();
                open.connection().close();
            }
        } finally {
            onClose.run();
        }
    }

    // The card has given its word: what becomes of the commands behind it, even that it is taken away, is told at most.
    private static FinalOutcome afterLastScript(FinalOutcome outcome, Open open, TlvSet issuerData) {
        Step<Octets> ran = open.conversation().play(SecondHalf.after(issuerData), () -> false);
        return ran instanceof Step.Done<Octets> done ? SecondHalf.with(outcome, done.result()) : outcome;
    }

    private static boolean isArqc(CardRead read) {
        return read instanceof CardRead.Answered answered && answered.outcome() instanceof Outcome.AskHost;
    }
}
