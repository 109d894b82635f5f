package dev.tidegate.saf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.payment.JournalRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damage anywhere: what is left is read as it was, and what is not left is named. */
class RandomDamageTest {
    private static final int ROUNDS = 30;

    @TempDir
    private Path home;

    private Desk whole;
    private List<JournalRecord> written;

    @BeforeEach
    void setUp() throws IOException {
        whole = new Desk(home.resolve("whole"));
        Files.createDirectories(whole.home);
        try (SafJournal journal = whole.open()) {
            Desk.store(journal, 1, 40);
        }
        try (SafJournal journal = whole.open()) {
            Desk.store(journal, 41, 80);
            written = Desk.all(journal);
        }
        // EPOCH_CLOSE was written after that was read.
    }

    @Test
    void pageOfZeros_anywhere() throws Exception {
        Random chance = Seeds.chance("zeroed page");
        for (int round = 0; round < ROUNDS; round++) {
            Desk desk = copy(round);
            Path file = anyFile(desk, chance);
            long page = chance.nextInt((int) (usedPages(file)));
            Crash.zero(file, page * Crash.PAGE, (page + 1) * Crash.PAGE);

            check(desk, round);
        }
    }

    @Test
    void flippedBit_anywhere() throws Exception {
        Random chance = Seeds.chance("flipped bit");
        for (int round = 0; round < ROUNDS; round++) {
            Desk desk = copy(round);
            Path file = anyFile(desk, chance);
            Crash.flip(file, chance.nextInt((int) (usedPages(file) * Crash.PAGE)));

            check(desk, round);
        }
    }

    @Test
    void fileCut_anywhere() throws Exception {
        Random chance = Seeds.chance("cut file");
        for (int round = 0; round < ROUNDS; round++) {
            Desk desk = copy(round);
            Path file = anyFile(desk, chance);
            Crash.truncate(file, chance.nextInt((int) (usedPages(file) * Crash.PAGE)));

            check(desk, round);
        }
    }

    private Desk copy(int round) throws IOException {
        return Crash.of(whole, home.resolve("round-" + round));
    }

    private static Path anyFile(Desk desk, Random chance) throws IOException {
        List<Path> generations = desk.generations();
        return generations.get(chance.nextInt(generations.size())).resolve(ChronicleFile.NAME);
    }

    private static long usedPages(Path file) throws IOException {
        return Crash.frames(file).getLast() / Crash.PAGE + 1;
    }

    private void check(Desk desk, int round) throws IOException {
        try (SafJournal journal = desk.open()) {
            List<JournalRecord> left = Desk.all(journal).stream()
                    .filter(record -> record.seq() <= written.getLast().seq())
                    .toList();
            assertThat(written)
                    .as("round %s: nothing is changed or invented", round)
                    .containsAll(left);
            assertThat(left).extracting(JournalRecord::seq).isSorted().doesNotHaveDuplicates();
            Opening opening = journal.opening();
            if (opening.refusal() == null) {
                assertThat(left)
                        .as("round %s: nothing is passed over", round)
                        .isEqualTo(written.subList(0, left.size()));
                assertThat(left.size() == written.size() || opening.lostFrom() == left.size() + 1)
                        .as("round %s: what is missing is named: %s", round, opening)
                        .isTrue();
            }
        }
        try (Stream<Path> all = Files.walk(desk.home)) {
            all.sorted(java.util.Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
        }
    }
}
