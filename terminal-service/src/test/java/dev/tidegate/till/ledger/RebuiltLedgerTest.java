package dev.tidegate.till.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.flow.Projection;
import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalEntry.Answered.Answer;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.StoredKind;
import dev.tidegate.core.port.Landmarks;
import dev.tidegate.till.fake.MemoryJournal;
import dev.tidegate.till.fake.Samples;
import dev.tidegate.till.store.SqliteFile;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** However records came, a ledger that is rebuilt from the journal is the one that was there. */
final class RebuiltLedgerTest {
    private static final int SEEDS = 8;
    private static final int RECORDS = 60;
    private static final PaymentState[] NEWS = {
        PaymentState.CAPTURED, PaymentState.RETRY_WAIT, PaymentState.HELD, PaymentState.REVERSED, PaymentState.VOIDED
    };

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> rebuilt_anyHistory_equalsTheLiveOne() {
        return IntStream.range(0, SEEDS).mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> tryOut(seed)));
    }

    private void tryOut(int seed) throws SQLException {
        MemoryJournal journal = new MemoryJournal();
        Path live = folder.resolve("live-" + seed + ".db");
        Path rebuilt = folder.resolve("rebuilt-" + seed + ".db");
        try (TillLedger ledger = TillLedger.open(live, Samples.TILL, Landmarks.none(), payment -> {})) {
            History history = new History(new Random(seed));
            for (int i = 0; i < RECORDS; i++) {
                ledger.project(journal.append(history.next(i)));
            }
        }

        try (TillLedger again = TillLedger.open(rebuilt, Samples.TILL, Landmarks.none(), payment -> {})) {
            assertThat(new Projection(journal, again).catchUp()).isEqualTo(RECORDS);
        }

        assertThat(dump(rebuilt)).isEqualTo(dump(live));
    }

    private static List<List<Map<String, Object>>> dump(Path path) throws SQLException {
        try (SqliteFile file = SqliteFile.open(path)) {
            return file.reading(handle -> Stream.of(
                            "select * from projection",
                            "select * from payment order by id",
                            "select * from payment_event order by payment, seq")
                    .map(sql -> handle.createQuery(sql).mapToMap().list())
                    .toList());
        }
    }

    /** Records in an order that only chance, and no till, would write. */
    private static final class History {
        private final Random chance;
        private final List<PaymentId> known = new ArrayList<>();

        History(Random chance) {
            this.chance = chance;
        }

        JournalEntry next(int number) {
            if (known.isEmpty() || chance.nextInt(5) == 0) {
                known.add(Samples.id());
                PaymentId id = known.getLast();
                return chance.nextBoolean()
                        ? Samples.asked(id, number)
                        : Samples.stored(id, number, StoredKind.values()[chance.nextInt(2)]);
            }
            PaymentId id = known.get(chance.nextInt(known.size()));
            return switch (chance.nextInt(6)) {
                case 0 -> Samples.answered(id, Answer.values()[chance.nextInt(Answer.values().length)]);
                case 1 -> new JournalEntry.Shown(id);
                case 2 -> new JournalEntry.Offered(1 + chance.nextInt(number + 1));
                case 3 -> new JournalEntry.Voided(id);
                case 4 -> new JournalEntry.EpochOpen(0, 0);
                default ->
                    Samples.result(
                            id,
                            1 + chance.nextInt(4),
                            chance.nextBoolean() ? "a-" + number : "",
                            NEWS[chance.nextInt(NEWS.length)]);
            };
        }
    }
}
