package dev.tidegate.saf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.port.Journal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sixteen callers, one writer. */
class GroupCommitTest {
    private static final int CALLERS = 16;
    private static final int EACH = 100;

    @TempDir
    private Path home;

    private Desk desk;
    private final FaultyFiles files = new FaultyFiles();

    @BeforeEach
    void setUp() {
        desk = new Desk(home);
        desk.files = files;
    }

    /** What each caller was answered. */
    private static List<List<JournalRecord>> appended(Journal journal) throws Exception {
        List<Callable<List<JournalRecord>>> work = new ArrayList<>();
        for (long caller = 0; caller < CALLERS; caller++) {
            long first = 1 + caller * EACH;
            work.add(() -> {
                List<JournalRecord> answers = new ArrayList<>();
                for (long number = first; number < first + EACH; number++) {
                    answers.add(journal.append(Entries.shown(number)));
                }
                return answers;
            });
        }
        try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
            List<List<JournalRecord>> answers = new ArrayList<>();
            for (Future<List<JournalRecord>> one : callers.invokeAll(work)) {
                answers.add(one.get());
            }
            return answers;
        }
    }

    @Test
    void everyCaller_isAnswered_withItsOwnRecords() throws Exception {
        try (SafJournal journal = desk.open()) {
            List<List<JournalRecord>> answers = appended(journal);

            for (int caller = 0; caller < CALLERS; caller++) {
                assertThat(answers.get(caller))
                        .extracting(JournalRecord::entry)
                        .containsExactlyElementsOf(IntStream.rangeClosed(1 + caller * EACH, (caller + 1) * EACH)
                                .mapToObj(number -> (JournalEntry) Entries.shown(number))
                                .toList());
            }
        }
    }

    @Test
    void everyAnswer_isInTheJournal_once() throws Exception {
        List<JournalRecord> answers;
        try (SafJournal journal = desk.open()) {
            answers = appended(journal).stream().flatMap(List::stream).toList();
        }

        try (SafJournal journal = desk.open()) {
            List<JournalRecord> all = Desk.all(journal);
            assertThat(all).containsAll(answers).doesNotHaveDuplicates();
            assertThat(all).hasSize(CALLERS * EACH + 3);
        }
    }

    @Test
    void order_ofOneCaller_isKept() throws Exception {
        try (SafJournal journal = desk.open()) {
            for (List<JournalRecord> answers : appended(journal)) {
                assertThat(answers).extracting(JournalRecord::seq).isSorted();
            }
        }
    }

    @Test
    void whoWaits_sharesAForce() throws Exception {
        try (SafJournal journal = desk.open()) {
            int before = files.forces.get();
            appended(journal);

            assertThat(files.forces.get() - before).isLessThan(CALLERS * EACH / 2);
        }
    }

    @Test
    void callers_whileTheDiskRefusesOnce_loseNothing() throws Exception {
        try (SafJournal journal = desk.open()) {
            files.badForces.set(1);
            List<JournalRecord> answers =
                    appended(journal).stream().flatMap(List::stream).toList();

            assertThat(Desk.all(journal)).containsAll(answers).hasSize(CALLERS * EACH + 1);
        }
    }

    @Test
    void reader_besideTheCallers_seesAGrowingPrefix() throws Exception {
        try (SafJournal journal = desk.open();
                ExecutorService reader = Executors.newSingleThreadExecutor()) {
            CountDownLatch done = new CountDownLatch(1);
            Future<List<JournalRecord>> read = reader.submit(() -> {
                List<JournalRecord> all = new ArrayList<>();
                while (done.getCount() > 0) {
                    all.addAll(
                            journal.readAfter(all.isEmpty() ? 0 : all.getLast().seq(), 50));
                }
                return all;
            });
            appended(journal);
            done.countDown();

            List<JournalRecord> all = Desk.all(journal);
            assertThat(read.get()).isEqualTo(all.subList(0, read.get().size()));
        }
    }

    @Test
    void interruptedCaller_isAnswered_allTheSame() throws Exception {
        try (SafJournal journal = desk.open()) {
            Thread.currentThread().interrupt();
            JournalRecord record = journal.append(Entries.stored(1));

            assertThat(Thread.interrupted()).isTrue();
            assertThat(journal.readAfter(1, 1)).containsExactly(record);
        }
    }
}
