package dev.tidegate.saf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.port.Journal;
import dev.tidegate.core.port.JournalBrokenException;
import dev.tidegate.core.port.JournalFullException;
import dev.tidegate.core.port.Landmarks.Landmark;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Who writes: the caller itself where it is alone and nothing else is to be done, the journal's own thread otherwise.
 */
class LoneCallerTest {
    private static final String OWN = "journal";

    @TempDir
    private Path home;

    private Desk desk;
    private final FaultyFiles files = new FaultyFiles();
    /** By whom each record was written, in order. */
    private final List<String> writers = Collections.synchronizedList(new ArrayList<>());

    private final String caller = Thread.currentThread().getName();

    @BeforeEach
    void setUp() {
        desk = new Desk(home);
        desk.files = files;
        desk.settings = quiet(0);
        desk.landmarks = landmark -> {
            if (landmark == Landmark.BEFORE_APPEND) {
                writers.add(Thread.currentThread().getName());
            }
        };
    }

    /** Settings whose beat comes once a second: hardly ever does anybody else take the turn. */
    private static Settings quiet(int checkpointRecords) {
        return new Settings(256 * 1024, Duration.ofHours(1), 0, checkpointRecords, Duration.ofSeconds(1));
    }

    @Test
    void append_byACallerAlone_isWrittenByItself() {
        try (SafJournal journal = desk.open()) {
            Desk.store(journal, 1, 100);
        }

        // The journal's thread still holds its turn for a moment after it has answered.
        assertThat(writers).hasSize(100).contains(caller);
    }

    @Test
    void append_byACallerAlone_isOnDisk() {
        try (SafJournal journal = desk.open()) {
            int before = files.forces.get();
            Desk.store(journal, 1, 3);

            assertThat(files.forces.get() - before).isEqualTo(3);
            assertThat(journal.head().seq()).isEqualTo(4);
        }
    }

    @Test
    void note_byACallerAlone_forcesNothing() {
        try (SafJournal journal = desk.open()) {
            int before = files.forces.get();
            journal.note(Entries.shown(1));

            assertThat(files.forces.get()).isEqualTo(before);
            assertThat(journal.head().seq()).isEqualTo(1);
        }
    }

    @Test
    void notes_byACallerAlone_areForced_whenTheyAreMany() {
        try (SafJournal journal = desk.open()) {
            for (int number = 1; number <= Inbox.BATCH_MAX; number++) {
                journal.note(Entries.shown(number));
            }

            assertThat(journal.head().seq()).isGreaterThan(1);
        }
    }

    @Test
    void append_forWhichTheFileMustGrow_isWrittenByTheJournal() {
        try (SafJournal journal = desk.open()) {
            Desk.store(journal, 1, 150);
        }

        // A hundred kilobytes or so lie ready at the beginning, a quarter of a megabyte is taken at a time.
        // By whom the others are written is the scheduler's: a turn just given back may still be seen as taken.
        assertThat(writers).contains(caller, OWN);
    }

    @Test
    void append_thatMakesACheckpointDue_isWrittenByTheJournal() {
        desk.settings = quiet(4);
        try (SafJournal journal = desk.open()) {
            Desk.store(journal, 1, 3);

            assertThat(journal.append(Entries.stored(4)).seq()).isEqualTo(6);
            assertThat(journal.readAfter(4, 1).getFirst().entry()).isInstanceOf(JournalEntry.Checkpoint.class);
        }

        // EPOCH_OPEN is the first of the four.
        assertThat(writers.get(2)).isEqualTo(OWN);
    }

    @Test
    void append_whoseForceFails_isDoneAgainByTheJournal() {
        try (SafJournal journal = desk.open()) {
            files.badForces.set(1);
            Desk.store(journal, 1, 2);

            assertThat(Desk.entries(journal)).containsExactly(Entries.stored(1), Entries.stored(2));
            assertThat(files.violations).isEmpty();
        }
    }

    @Test
    void append_whoseFileFails_isMadeOnce() {
        try (SafJournal journal = desk.open()) {
            files.badAppends.set(1);

            assertThat(journal.append(Entries.stored(1)).seq()).isEqualTo(2);
            assertThat(writers).hasSize(1);
        }
    }

    @Test
    void append_withoutRoom_isRefused() {
        try (SafJournal journal = desk.open()) {
            Desk.store(journal, 1, 1);
        }
        desk.meter = () -> Space.ACCEPT_BYTES_MIN - 1;
        try (SafJournal journal = desk.open()) {
            assertThatThrownBy(() -> journal.append(Entries.stored(2))).isInstanceOf(JournalFullException.class);
            assertThat(journal.append(Entries.shown(1)).entry()).isEqualTo(Entries.shown(1));
        }
    }

    @Test
    void append_whileAnotherWrites_waitsForTheJournal() throws Exception {
        CountDownLatch forcing = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        desk.landmarks = landmark -> {
            if (landmark == Landmark.AFTER_APPEND_BEFORE_FORCE) {
                writers.add(Thread.currentThread().getName());
                forcing.countDown();
                await(go);
            }
        };
        try (SafJournal journal = desk.open();
                ExecutorService others = Executors.newCachedThreadPool()) {
            Future<?> first = others.submit(() -> journal.append(Entries.stored(1)));
            await(forcing);
            Future<?> second = others.submit(() -> journal.append(Entries.stored(2)));
            go.countDown();
            first.get();
            second.get();

            assertThat(Desk.entries(journal)).containsExactly(Entries.stored(1), Entries.stored(2));
        }
    }

    @Test
    void limitsInUse_whoeverWrote_countEverySale() throws Exception {
        try (SafJournal journal = desk.open();
                ExecutorService callers = Executors.newFixedThreadPool(3)) {
            List<Future<?>> work = new ArrayList<>();
            for (long each = 0; each < 3; each++) {
                long from = 1 + each * 100;
                work.add(callers.submit(() -> Desk.store(journal, from, from + 99)));
            }
            for (Future<?> one : work) {
                one.get();
            }

            assertThat(journal.limitsInUse().count()).isEqualTo(300);
            assertThat(Desk.all(journal))
                    .extracting(record -> record.seq())
                    .isSorted()
                    .hasSize(301);
        }
    }

    @Test
    void closed_letsNoCallerWrite() {
        Journal closed = desk.open();
        closed.close();

        assertThatThrownBy(() -> closed.append(Entries.stored(1))).isInstanceOf(JournalBrokenException.class);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
