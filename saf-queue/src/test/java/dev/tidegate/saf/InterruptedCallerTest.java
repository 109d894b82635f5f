package dev.tidegate.saf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An interrupt closes a channel under the thread that uses it; the caller who writes for itself must not lose a sale.
 */
class InterruptedCallerTest {
    @TempDir
    private Path home;

    @AfterEach
    void clearTheFlag() {
        boolean ignored = Thread.interrupted();
    }

    @Test
    void append_byAnInterruptedCaller_isOnDisk() {
        Desk desk = new Desk(home);
        try (SafJournal journal = desk.open()) {
            Thread.currentThread().interrupt();

            JournalRecord record = journal.append(Entries.stored(1));

            assertThat(journal.head().seq()).isEqualTo(record.seq());
        }
    }

    @Test
    void append_byAnInterruptedCaller_leavesItInterrupted() {
        Desk desk = new Desk(home);
        try (SafJournal journal = desk.open()) {
            Thread.currentThread().interrupt();

            JournalRecord ignored = journal.append(Entries.stored(1));

            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        }
    }

    @Test
    void append_interruptedAgainAndAgain_losesNothing() throws Exception {
        Desk desk = new Desk(home);
        desk.settings = Desk.SMALL;
        List<JournalEntry> answered = new ArrayList<>();
        try (SafJournal journal = desk.open()) {
            AtomicBoolean over = new AtomicBoolean();
            Thread caller = Thread.currentThread();
            Thread pest = Thread.ofPlatform().start(() -> {
                while (!over.get()) {
                    caller.interrupt();
                    Thread.onSpinWait();
                }
            });
            for (int number = 1; number <= 600; number++) {
                answered.add(journal.append(Entries.stored(number)).entry());
            }
            over.set(true);
            boolean ignored = Thread.interrupted();
            pest.join();

            assertThat(Desk.entries(journal))
                    .filteredOn(JournalEntry.Stored.class::isInstance)
                    .containsExactlyElementsOf(answered);
        }
    }
}
