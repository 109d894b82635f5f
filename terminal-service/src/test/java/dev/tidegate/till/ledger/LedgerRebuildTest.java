package dev.tidegate.till.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.flow.Projection;
import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.StoredKind;
import dev.tidegate.core.port.Landmarks;
import dev.tidegate.till.fake.MemoryJournal;
import dev.tidegate.till.fake.Samples;
import dev.tidegate.till.ledger.LedgerWatch.Finding;
import dev.tidegate.till.store.SqliteFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A second ledger beside the live one. */
final class LedgerRebuildTest {
    private static final int SALES = 300;

    @TempDir
    private Path folder;

    private Path live;
    private final MemoryJournal journal = new MemoryJournal();
    private TillLedger ledger;

    @BeforeEach
    void sell() {
        live = folder.resolve("ledger.db");
        ledger = TillLedger.open(live, Samples.TILL, Landmarks.none(), payment -> {});
        for (int number = 1; number <= SALES; number++) {
            sale(number);
        }
        assertThat(new Projection(journal, ledger).catchUp()).isEqualTo(2 * SALES);
    }

    private void sale(int number) {
        PaymentId id = Samples.id();
        var stored = journal.append(Samples.stored(id, number, StoredKind.DEFERRED_AUTHORISATION));
        var ignored = journal.append(
                number % 2 == 0
                        ? Samples.result(id, 1, "a-" + number, PaymentState.CAPTURED)
                        : new JournalEntry.Offered(stored.seq()));
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void agrees_theLiveLedgerIsWhatTheJournalSays() {
        try (LedgerRebuild rebuild = LedgerRebuild.of(live, Samples.TILL, journal)) {
            assertThat(rebuild.agrees()).isTrue();
        }
    }

    @Test
    void agrees_theLiveLedgerIsBehind_comparesUpToThere() {
        sale(SALES + 1);

        try (LedgerRebuild rebuild = LedgerRebuild.of(live, Samples.TILL, journal)) {
            assertThat(rebuild.agrees()).isTrue();
        }
    }

    @Test
    void agrees_oneAmountOfTheLiveLedgerIsAnother_not() throws SQLException {
        change("update payment set minor = minor + 1 where rowid = 17");

        try (LedgerRebuild rebuild = LedgerRebuild.of(live, Samples.TILL, journal)) {
            assertThat(rebuild.agrees()).isFalse();
        }
    }

    @Test
    void agrees_oneEventIsMissing_not() throws SQLException {
        change("delete from payment_event where rowid = 17");

        try (LedgerRebuild rebuild = LedgerRebuild.of(live, Samples.TILL, journal)) {
            assertThat(rebuild.agrees()).isFalse();
        }
    }

    @Test
    void fold_interrupted_goesOnWhereItWas() {
        List<Long> first = new ArrayList<>();
        List<Long> second = new ArrayList<>();
        try (LedgerRebuild rebuild = LedgerRebuild.of(live, Samples.TILL, journal)) {
            rebuild.foldUpTo(300, first::add);
        }

        try (LedgerRebuild rebuild = LedgerRebuild.of(live, Samples.TILL, journal)) {
            rebuild.foldUpTo(2 * SALES, second::add);
            assertThat(rebuild.agrees()).isTrue();
        }

        assertThat(first).containsExactly(256L, 300L);
        assertThat(second).containsExactly(556L, 600L);
    }

    @Test
    void fold_anotherJournalsRest_isForgotten() {
        try (LedgerRebuild rebuild = LedgerRebuild.of(live, Samples.TILL, journal)) {
            rebuild.foldUpTo(300, ignored -> {});
        }
        MemoryJournal other = new MemoryJournal();
        for (int i = 0; i < 400; i++) {
            var ignored = other.append(new JournalEntry.EpochOpen(0, 0));
        }
        List<Long> batches = new ArrayList<>();

        try (LedgerRebuild rebuild = LedgerRebuild.of(live, Samples.TILL, other)) {
            rebuild.foldUpTo(400, batches::add);
        }

        assertThat(batches).containsExactly(256L, 400L);
    }

    @Test
    void replaceLive_theNextProcessReadsTheRebuiltOne() throws SQLException {
        change("update payment set minor = minor + 1");
        ledger.close();
        try (LedgerRebuild rebuild = LedgerRebuild.of(live, Samples.TILL, journal)) {
            rebuild.foldUpTo(2 * SALES, ignored -> {});
            rebuild.replaceLive();
        }

        ledger = TillLedger.open(live, Samples.TILL, Landmarks.none(), payment -> {});

        assertThat(ledger.position()).isEqualTo(2 * SALES);
        try (LedgerRebuild rebuild = LedgerRebuild.of(live, Samples.TILL, journal)) {
            assertThat(rebuild.agrees()).isTrue();
            rebuild.discard();
        }
        assertThat(folder).isDirectoryNotContaining(file -> file.toString().contains("rebuilt"));
    }

    @Test
    void watch_beforeItsFirstRound_knowsNothing() {
        try (LedgerWatch watch = new LedgerWatch(live, Samples.TILL, journal)) {
            assertThat(watch.finding()).isEqualTo(Finding.NOT_YET);
        }
    }

    @Test
    void watch_theLedgerChangesByAnotherHand_isFoundAtTheNextRound() throws SQLException {
        try (LedgerWatch watch = new LedgerWatch(live, Samples.TILL, journal)) {
            assertThat(watch.doWork()).isEqualTo(Finding.SAME);
            sale(SALES + 1);
            assertThat(new Projection(journal, ledger).catchUp()).isEqualTo(2);
            assertThat(watch.doWork()).isEqualTo(Finding.SAME);

            change("update payment set state = 'CAPTURED' where state = 'FORWARDING'");

            assertThat(watch.doWork()).isEqualTo(Finding.DIFFERENT);
            assertThat(watch.finding()).isEqualTo(Finding.DIFFERENT);
        }
        assertThat(Files.exists(folder.resolve("ledger.db.rebuilt"))).isFalse();
    }

    @Test
    void watch_whatAnEarlierProcessLeft_isNotBelieved() throws SQLException {
        try (LedgerRebuild rebuild = LedgerRebuild.of(live, Samples.TILL, journal)) {
            rebuild.foldUpTo(2 * SALES, ignored -> {});
        }
        change("update payment set minor = minor + 1");
        try (SqliteFile left = SqliteFile.open(folder.resolve("ledger.db.rebuilt"))) {
            left.inTransaction(handle -> handle.execute("update payment set minor = minor + 1"));
        }

        try (LedgerWatch watch = new LedgerWatch(live, Samples.TILL, journal)) {
            assertThat(watch.doWork()).isEqualTo(Finding.DIFFERENT);
        }
    }

    private void change(String sql) throws SQLException {
        try (SqliteFile file = SqliteFile.open(live)) {
            int changed = file.inTransaction(handle -> handle.execute(sql));
            assertThat(changed).isPositive();
        }
    }
}
