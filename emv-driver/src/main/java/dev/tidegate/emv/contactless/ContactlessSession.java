package dev.tidegate.emv.contactless;

import dev.tidegate.core.card.ClearCard;
import dev.tidegate.core.emv.EndReason;
import dev.tidegate.core.emv.FinalOutcome;
import dev.tidegate.core.emv.HostAnswer;
import dev.tidegate.core.emv.Outcome;
import dev.tidegate.core.port.CardRead;
import dev.tidegate.core.port.CardSession;
import dev.tidegate.core.port.EncipheredPin;
import dev.tidegate.emv.data.CardMemory;
import org.jspecify.annotations.Nullable;

/**
 * One tap after the card has left the field: there is one cryptogram, and no card to tell how it went on. Holds its
 * bytes and its place in the kernel until it is closed.
 */
final class ContactlessSession implements CardSession {
    private final CardRead read;
    private final TapAnswer.@Nullable WithCryptogram answer;
    private final @Nullable ClearCard card;
    private final @Nullable EncipheredPin pin;
    private final CardMemory memory;
    private final Runnable onClose;
    private boolean finished;
    private boolean closed;

    /**
     * @param answer absent where there is no cryptogram to finish with
     * @param card absent where no card is to be sold with
     * @param pin taken over; absent where the issuer checks none
     */
    ContactlessSession(
            CardRead read,
            TapAnswer.@Nullable WithCryptogram answer,
            @Nullable ClearCard card,
            @Nullable EncipheredPin pin,
            CardMemory memory,
            Runnable onClose) {
        this.read = read;
        this.answer = answer;
        this.card = card;
        this.pin = pin;
        this.memory = memory;
        this.onClose = onClose;
    }

    /** A session that ended without a card. */
    static ContactlessSession ended(EndReason reason, Runnable onClose) {
        return new ContactlessSession(new CardRead.Ended(reason), null, null, null, new CardMemory(), onClose);
    }

    @Override
    public CardRead read() {
        return read;
    }

    @Override
    public @Nullable EncipheredPin pin() {
        return pin;
    }

    @Override
    public FinalOutcome finish(HostAnswer host) {
        boolean asked = read instanceof CardRead.Answered answered && answered.outcome() instanceof Outcome.AskHost;
        if (answer == null || finished || closed || !asked) {
            throw new IllegalStateException("only an ARQC is finished, once, while the session is open");
        }
        finished = true;
        return switch (host) {
            case HostAnswer.Answered answered
            when answered.approved() -> new FinalOutcome.Approved(answer.cryptogram(), answer.tags());
            case HostAnswer.Answered ignored -> new FinalOutcome.Declined();
            case HostAnswer.Unable ignored -> new FinalOutcome.Deferrable(answer.cryptogram(), answer.tags());
        };
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        memory.close();
        try {
            if (card != null) {
                card.close();
            }
            if (pin != null) {
                pin.close();
            }
        } finally {
            onClose.run();
        }
    }
}
