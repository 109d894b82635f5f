package dev.tidegate.saf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.core.payment.JournalRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** A process that dies after any step of the archivist: the next one finds every record once, and ends the work. */
class ArchiveCrashTest {
    /** Until here a crash is tried at each step. */
    private static final int STEPS_MIN = 12;

    @TempDir
    private Path home;

    /** A copy, archives with and without one, a copy that shrinks, one that goes, and archives that are let go. */
    private static void prepare(Closet closet) {
        for (int number = 1; number <= 4; number++) {
            closet.append(Entries.stored(number));
        }
        closet.append(Entries.captured(1));
        closet.hours(24);
        closet.append(Entries.stored(5));
        closet.hours(1).acknowledgeAll();
    }

    private static void work(Closet closet) {
        closet.work();
        closet.append(Entries.captured(2));
        closet.hours(24).acknowledgeAll();
        closet.work();
        closet.append(Entries.captured(3));
        closet.append(Entries.captured(4));
        closet.hours(1).acknowledgeAll();
        closet.work();
        closet.desk.now = closet.desk.now.plus(java.time.Duration.ofDays(40));
        closet.append(Entries.shown(0));
        closet.acknowledgeAll();
        closet.work();
    }

    @TestFactory
    Stream<DynamicTest> death_afterAnyStep_losesAndDoublesNothing() {
        int steps = countSteps();
        assertThat(steps).isGreaterThan(STEPS_MIN);
        return IntStream.range(0, steps)
                .mapToObj(step -> DynamicTest.dynamicTest("after step " + step, () -> dieAfter(step)));
    }

    private int countSteps() {
        int[] passed = {0};
        try (Closet closet = closet(home.resolve("whole"))) {
            prepare(closet);
            closet.steps = step -> passed[0]++;
            work(closet);
        }
        return passed[0];
    }

    private void dieAfter(int fatal) throws IOException {
        List<JournalRecord> appended = new ArrayList<>();
        Desk died;
        try (Closet closet = closet(home.resolve("run-" + fatal))) {
            prepare(closet);
            int[] passed = {0};
            closet.steps = step -> {
                if (passed[0]++ == fatal) {
                    throw new Kill();
                }
            };
            assertThatThrownBy(() -> work(closet)).isInstanceOf(Kill.class);
            appended.addAll(closet.all());
            died = Crash.of(closet.desk, home.resolve("died-" + fatal));
            died.now = closet.desk.now;
        }

        try (Closet closet = new Closet(died)) {
            closet.retention = monthOnly();
            assertThat(closet.journal().opening().refusal()).isNull();
            assertThat(closet.journal().opening().archiveOdd()).isEmpty();
            assertThat(closet.journal().opening().lostFrom()).isZero();
            assertSame(appended, closet.all());
            closet.restart();
            closet.acknowledgeAll();
            closet.work();

            assertSame(appended, closet.all());
            assertThat(closet.archivist().troubles()).isEmpty();
            assertThat(closet.names()).noneMatch(name -> name.contains("new-"));
            assertThat(closet.bodies()).contains(5L).doesNotContain(1L);
        }
    }

    // What was let go meanwhile may be missing at the beginning; nothing else may, and no body of an open sale.
    private static void assertSame(List<JournalRecord> appended, List<JournalRecord> found) {
        long first = found.getFirst().seq();
        List<JournalRecord> expected =
                appended.stream().filter(record -> record.seq() >= first).toList();
        List<JournalRecord> same = found.subList(0, expected.size());
        assertThat(same).extracting(JournalRecord::seq).isSorted().doesNotHaveDuplicates();
        assertThat(same)
                .extracting(JournalRecord::link)
                .isEqualTo(expected.stream().map(JournalRecord::link).toList());
    }

    private static Closet closet(Path at) {
        Desk desk = new Desk(at);
        try {
            java.nio.file.Files.createDirectories(at);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        Closet closet = new Closet(desk);
        closet.retention = monthOnly();
        return closet.restart();
    }

    private static Retention monthOnly() {
        return new Retention(java.time.Period.ofMonths(1), java.time.Duration.ofHours(24));
    }
}
