package dev.tidegate.saf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A process is killed at any moment: what it had acknowledged is there, once, and nothing else is. */
class KillTest {
    /** {@code ./tidegate storm journal --way kill} has the long form. */
    private static final int ROUNDS = 4;

    @TempDir
    private Path home;

    private final Set<Long> tried = new HashSet<>();
    private final Map<Long, Long> acknowledged = new TreeMap<>();

    private void hear(String line) {
        String[] words = line.split(" ");
        switch (words[0]) {
            case "TRY" -> tried.add(Long.parseLong(words[1]));
            case "ACK" -> acknowledged.put(Long.parseLong(words[1]), Long.parseLong(words[2]));
            default -> assertThat(line).isEqualTo("READY");
        }
    }

    private void compare() {
        try (SafJournal journal = new Desk(home).open()) {
            assertThat(journal.opening().refusal()).isNull();
            List<JournalRecord> stored = Desk.all(journal).stream()
                    .filter(record -> record.entry() instanceof JournalEntry.Stored)
                    .toList();
            Map<Long, Long> found = stored.stream()
                    .collect(Collectors.toMap(
                            record -> Entries.number(((JournalEntry.Stored) record.entry()).payment()),
                            JournalRecord::seq,
                            (one, other) -> {
                                throw new AssertionError("doubled");
                            }));
            assertThat(found).as("nothing lost").containsAllEntriesOf(acknowledged);
            assertThat(tried).as("nothing invented").containsAll(found.keySet());
            assertThat(Desk.all(journal)).extracting(JournalRecord::seq).isSorted();
        }
    }

    private long nextNumber() {
        return tried.stream().mapToLong(Long::longValue).max().orElse(0) + 1;
    }

    @Test
    void killedAtAnyMoment_losesNothing() throws Exception {
        Random chance = Seeds.chance("kill -9");
        for (int round = 0; round < ROUNDS; round++) {
            int callers = 1 + chance.nextInt(4);
            int until = acknowledged.size() + chance.nextInt(300);
            try (Child child = Child.start(home, nextNumber(), callers, "never")) {
                hear(child.line());
                while (acknowledged.size() < until) {
                    hear(child.line());
                }
                child.kill();
                child.rest().forEach(this::hear);
                assertThat(child.exit()).isEqualTo(128 + 9);
            }
            compare();
        }
        System.out.println("kill -9: " + acknowledged.size() + " acknowledged, " + tried.size() + " tried");
    }

    @ParameterizedTest
    @CsvSource({
        "before-append:7, 6, 6",
        "after-append-before-force:7, 6, 7",
        "after-force-before-answer:7, 6, 7",
    })
    void killedAtALandmark_leaves(String landmark, int answered, int onDisk) throws Exception {
        try (Child child = Child.start(home, 1, 1, landmark)) {
            child.rest().forEach(this::hear);
            assertThat(child.exit()).isEqualTo(137);
        }

        assertThat(acknowledged).hasSize(answered);
        compare();
        assertThat(stored()).isEqualTo(onDisk);
    }

    private long stored() {
        try (SafJournal journal = new Desk(home).open()) {
            return Desk.entries(journal).stream()
                    .filter(JournalEntry.Stored.class::isInstance)
                    .count();
        }
    }

    @Test
    void secondProcess_isRefused_andNamesTheFolder() throws Exception {
        try (SafJournal journal = new Desk(home).open();
                Child child = Child.start(home, 1, 0, "never")) {
            assertThat(child.line()).isEqualTo("LOCKED journal");
            assertThat(child.exit()).isZero();
            assertThat(journal.append(Entries.stored(1)).seq()).isPositive();
        }
    }

    @Test
    void deadProcess_holdsNothing() throws Exception {
        try (Child child = Child.start(home, 1, 0, "never")) {
            assertThat(child.line()).isEqualTo("READY");
            child.kill();
            assertThat(child.exit()).isEqualTo(128 + 9);
        }

        compare();
    }

    @Test
    void processThatEndsInOrder_leavesNothingToRecover() throws IOException, InterruptedException {
        try (Child child = Child.start(home, 1, 0, "never")) {
            assertThat(child.line()).isEqualTo("READY");
            child.letGo();
            assertThat(child.line()).isEqualTo("CLOSED");
            assertThat(child.exit()).isZero();
        }

        try (SafJournal journal = new Desk(home).open()) {
            assertThat(journal.opening()).isEqualTo(new Opening(2, 0, 0, 0, List.of(), false, List.of(), null));
        }
    }
}
