package dev.tidegate.core.port;

import dev.tidegate.core.emv.FinalOutcome;
import dev.tidegate.core.emv.HostAnswer;
import org.jspecify.annotations.Nullable;

/**
 * One card in one reader, from its first cryptogram to its last word. Used by one thread; {@link #close()} lets the
 * card go and wipes its data.
 */
public interface CardSession extends AutoCloseable {
    /** What the first half left. */
    CardRead read();

    /**
     * The PIN that goes with the one online request of this session; absent where the issuer checks none. Owned by the
     * session, which overwrites it at its close.
     */
    default @Nullable EncipheredPin pin() {
        return null;
    }

    /**
     * Tells the card how it went on and takes its last word. Called at most once, and only after an ARQC.
     *
     * <p>A card that was taken away in the meantime is {@link FinalOutcome.Declined} after an answer and
     * {@link FinalOutcome.Deferrable} after {@link HostAnswer.Unable}: the first ARQC stands without a second command.
     *
     * @throws IllegalStateException called twice, or there is nothing to finish; the caller's mistake
     */
    FinalOutcome finish(HostAnswer answer);

    /** Lets the card go and wipes what was read and entered. Harmless when repeated. */
    @Override
    void close();
}
