package dev.tidegate.till;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.flow.Projection;
import dev.tidegate.core.port.Journal;
import dev.tidegate.core.port.Landmarks;
import dev.tidegate.saf.SafJournal;
import dev.tidegate.saf.ScanProgress;
import dev.tidegate.saf.Settings;
import dev.tidegate.till.fake.Enrolment;
import dev.tidegate.till.fake.Samples;
import dev.tidegate.till.ledger.LedgerRebuild;
import dev.tidegate.till.ledger.TillLedger;
import dev.tidegate.till.store.SqliteFile;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ledger of a till that has sold, made anew from its journal on disk. */
final class RebuildLedgerCommandTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private Enrolment enrolment;
    private Path home;
    private Path ledger;

    @BeforeEach
    void sell() {
        enrolment = Enrolment.in(folder);
        home = enrolment.till().folder();
        ledger = home.resolve("ledger.db");
        try (SafJournal journal = SafJournal.open(
                        home.resolve("journal"),
                        enrolment.till().chain(),
                        InstantSource.system(),
                        Landmarks.none(),
                        Settings.standard());
                TillLedger live = TillLedger.open(ledger, Samples.TILL, Landmarks.none(), payment -> {})) {
            var ignored = journal.append(Samples.stored(Samples.id(), 1250));
            assertThat(new Projection(journal, live).catchUp()).isEqualTo(2);
        }
    }

    @Test
    void verify_theLedgerIsRight_saysSo() {
        assertThat(run(true)).isEmpty();
        assertThat(said()).contains("ledger.db is what the journal says");
    }

    @Test
    void verify_theLedgerIsWrong_failsAndChangesNothing() throws SQLException {
        change();

        assertThat(run(true)).containsInstanceOf(RebuildLedgerCommand.DifferentException.class);
        assertThat(amounts()).isEqualTo("1251");
    }

    @Test
    void rebuild_theLedgerIsWrong_isPutRight() throws SQLException {
        change();

        assertThat(run(false)).isEmpty();
        assertThat(said()).contains("folding its records [##").contains("said something else");
        assertThat(amounts()).isEqualTo("1250");
        assertThat(run(true)).isEmpty();
    }

    @Test
    void rebuild_theLedgerIsGone_isMade() throws Exception {
        Files.delete(ledger);

        assertThat(run(false)).isEmpty();
        assertThat(said()).contains("rebuilt").doesNotContain("something else");
        assertThat(amounts()).isEqualTo("1250");
    }

    @Test
    void rebuild_whileTheTillRuns_isRefusedWithTheRemedy() {
        try (SafJournal running = SafJournal.open(
                home.resolve("journal"),
                enrolment.till().chain(),
                InstantSource.system(),
                Landmarks.none(),
                Settings.standard())) {
            assertThat(running.refusal()).isNull();

            assertThat(run(false))
                    .hasValueSatisfying(why -> assertThat(why)
                            .isInstanceOf(RebuildLedgerCommand.TillRunsException.class)
                            .hasMessage("the till is running: stop it, and run rebuild-ledger again"));
        }
    }

    @Test
    void rebuild_writesNothingIntoTheJournal() {
        long last = last();

        assertThat(run(false)).isEmpty();

        assertThat(last()).isEqualTo(last);
    }

    @Test
    void rebuild_cutOffInTheMiddle_goesOnAndEndsRight() {
        try (Journal journal = read();
                LedgerRebuild half = LedgerRebuild.of(ledger, Samples.TILL, journal)) {
            half.foldUpTo(1, ignored -> {});
        }

        assertThat(run(false)).isEmpty();

        assertThat(run(true)).isEmpty();
        assertThat(said()).contains("ledger.db is what the journal says");
    }

    private SafJournal read() {
        return SafJournal.openToRead(home.resolve("journal"), enrolment.till().chain(), ScanProgress.none());
    }

    private long last() {
        try (SafJournal journal = read()) {
            return journal.head().seq();
        }
    }

    private Optional<Throwable> run(boolean verify) {
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        try {
            new RebuildLedgerCommand(out).rebuild(home, verify);
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(e);
        }
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    private void change() throws SQLException {
        try (SqliteFile file = SqliteFile.open(ledger)) {
            int changed = file.inTransaction(handle -> handle.execute("update payment set minor = minor + 1"));
            assertThat(changed).isPositive();
        }
    }

    private String amounts() throws SQLException {
        try (SqliteFile file = SqliteFile.open(ledger)) {
            return file.reading(handle -> handle.createQuery("select minor from payment")
                    .mapTo(String.class)
                    .one());
        }
    }
}
