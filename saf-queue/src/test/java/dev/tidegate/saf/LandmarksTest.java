package dev.tidegate.saf;

import static dev.tidegate.core.port.Landmarks.Landmark.AFTER_APPEND_BEFORE_FORCE;
import static dev.tidegate.core.port.Landmarks.Landmark.AFTER_FORCE_BEFORE_ANSWER;
import static dev.tidegate.core.port.Landmarks.Landmark.BEFORE_APPEND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.port.Landmarks.Landmark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a payment's walk passes the journal, and what a death there leaves. */
class LandmarksTest {
    @TempDir
    private Path home;

    private Desk desk;
    private final List<Landmark> passed = new CopyOnWriteArrayList<>();

    @BeforeEach
    void setUp() {
        desk = new Desk(home);
    }

    @Test
    void append_passesThree_inOrder() {
        desk.landmarks = passed::add;
        try (SafJournal journal = desk.open()) {
            journal.append(Entries.stored(1));

            assertThat(passed).containsExactly(BEFORE_APPEND, AFTER_APPEND_BEFORE_FORCE, AFTER_FORCE_BEFORE_ANSWER);
        }
    }

    @Test
    void note_passesNone() {
        desk.landmarks = passed::add;
        try (SafJournal journal = desk.open()) {
            journal.note(Entries.shown(1));
        }

        assertThat(passed).isEmpty();
    }

    @Test
    void epochs_passNone() {
        desk.landmarks = passed::add;
        desk.open().close();

        assertThat(passed).isEmpty();
    }

    @Test
    void record_isDurable_whereItIsSaidToBe() {
        AtomicReference<SafJournal> opened = new AtomicReference<>();
        List<Long> heads = new CopyOnWriteArrayList<>();
        desk.landmarks = landmark -> heads.add(opened.get().head().seq());
        try (SafJournal journal = desk.open()) {
            opened.set(journal);
            journal.append(Entries.stored(1));
        }

        assertThat(heads).containsExactly(1L, 1L, 2L);
    }

    /** What is found when the process dies there and its page cache does not. */
    @ParameterizedTest
    @CsvSource({"BEFORE_APPEND, 1", "AFTER_APPEND_BEFORE_FORCE, 2", "AFTER_FORCE_BEFORE_ANSWER, 2"})
    void deathAt_leaves(Landmark where, int records) throws Exception {
        Path crashed = home.resolve("crashed");
        desk.landmarks = landmark -> {
            if (landmark == where && !crashed.toFile().exists()) {
                copy(crashed);
            }
        };
        try (SafJournal journal = desk.open()) {
            journal.append(Entries.stored(1));
            journal.append(Entries.stored(2));
        }

        try (SafJournal journal =
                Crash.of(new Desk(crashed), home.resolve("again")).open()) {
            assertThat(journal.opening().records()).isEqualTo(records);
            assertThat(Desk.entries(journal))
                    .isEqualTo(records == 1 ? List.of() : List.<JournalEntry>of(Entries.stored(1)));
        }
    }

    private void copy(Path crashed) {
        try {
            Desk ignored = Crash.of(desk, crashed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
