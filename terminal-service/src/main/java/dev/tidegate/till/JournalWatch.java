package dev.tidegate.till;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tells once when the journal takes no sale any more, although it did at the start. One thread looks. */
final class JournalWatch {
    private final Supplier<@Nullable String> refusal;
    private final Consumer<String> log;
    private boolean told;

    /** @param atStart why it took none from the beginning, which was told already; absent where it did */
    JournalWatch(@Nullable String atStart, Supplier<@Nullable String> refusal, Consumer<String> log) {
        this.told = atStart != null;
        this.refusal = refusal;
        this.log = log;
    }

    void look() {
        String why = refusal.get();
        if (why != null && !told) {
            told = true;
            log.accept(why);
        }
    }
}
