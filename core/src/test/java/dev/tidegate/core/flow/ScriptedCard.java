package dev.tidegate.core.flow;

import dev.tidegate.core.emv.FinalOutcome;
import dev.tidegate.core.emv.HostAnswer;
import dev.tidegate.core.port.CardRead;
import dev.tidegate.core.port.CardSession;
import dev.tidegate.core.port.EncipheredPin;
import dev.tidegate.core.port.Kernel;
import dev.tidegate.core.port.TransactionParameters;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A kernel whose card says what the test wants. */
final class ScriptedCard implements Kernel {
    private final CardRead read;
    private final FinalOutcome lastWord;
    final List<HostAnswer> told = new ArrayList<>();
    boolean closed;
    /** What was entered for the issuer. */
    @Nullable
    EncipheredPin pin;

    ScriptedCard(CardRead read, FinalOutcome lastWord) {
        this.read = read;
        this.lastWord = lastWord;
    }

    @Override
    public CardSession begin(TransactionParameters parameters) {
        return new CardSession() {
            @Override
            public CardRead read() {
                return read;
            }

            @Override
            public @Nullable EncipheredPin pin() {
                return pin;
            }

            @Override
            public FinalOutcome finish(HostAnswer answer) {
                told.add(answer);
                return lastWord;
            }

            @Override
            public void close() {
                closed = true;
            }
        };
    }

    @Override
    public void cancel() {}

    @Override
    public boolean readerPresent() {
        return true;
    }
}
