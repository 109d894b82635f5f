package dev.tidegate.emv.entrypoint;

import dev.tidegate.emv.step.Step;
import java.util.function.Supplier;

/** A kernel as entry point knows it (EMV Contactless Book B, 3.4 and 3.5). Pure. */
@FunctionalInterface
public interface ContactlessApplicationKernel<T> {
    /** What the commands came to: an outcome, at once or to be worked out when the card is no longer needed. */
    sealed interface Ended<T> {
        /** The outcome is known; after {@code SELECT_NEXT} the card is asked on. */
        record Known<T>(KernelOutcome<T> outcome) implements Ended<T> {}

        /** The card has said all; what is left is arithmetic, and never {@code SELECT_NEXT}. */
        record Left<T>(Supplier<KernelOutcome<T>> rest) implements Ended<T> {}
    }

    /** Goes on with the selected application. */
    Step<Ended<T>> activate(Activation<T> activation);
}
