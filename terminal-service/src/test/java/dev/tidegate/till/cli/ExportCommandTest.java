package dev.tidegate.till.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.payment.RecordType;
import dev.tidegate.crypto.ExportFacts;
import dev.tidegate.crypto.ExportReader;
import dev.tidegate.crypto.RecordView;
import dev.tidegate.saf.SafJournal;
import dev.tidegate.till.cli.SampleJournal.Said;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is carried away from a till, and what is written into its journal for that. */
final class ExportCommandTest {
    @TempDir
    private Path folder;

    private SampleJournal journal;
    private Path file;

    @BeforeEach
    void write() {
        journal = SampleJournal.in(folder);
        file = folder.resolve("stick.tgjx");
    }

    private ExportFacts facts() throws IOException {
        return ExportReader.check(file, journal.enrolment().till().signatureCheck());
    }

    private List<RecordView> records() throws IOException {
        List<RecordView> all = new ArrayList<>();
        try (ExportReader reader =
                ExportReader.open(file, journal.enrolment().till().signatureCheck())) {
            for (RecordView next = reader.next(); next != null; next = reader.next()) {
                all.add(next);
            }
        }
        return all;
    }

    @Test
    void export_ofAFolder_isWhatIsNotAcknowledged() throws IOException {
        Said said = SampleJournal.run("export", journal.folder(), "--out", file);

        assertThat(said.code()).isEqualTo(1);
        assertThat(facts().firstSeq()).isEqualTo(11);
        assertThat(facts().lastSeq()).isEqualTo(28);
        assertThat(facts().offered()).isFalse();
        assertThat(said.err()).contains("5 stored sales are not offered", "only read");
    }

    @Test
    void export_ofAFolder_changesNothingInIt() throws IOException {
        long before = journalBytes();

        Said said = SampleJournal.run("export", journal.folder(), "--out", file);

        assertThat(said.code()).isEqualTo(1);
        assertThat(journalBytes()).isEqualTo(before);
    }

    @Test
    void export_ofTheTillItself_offersFirst() throws IOException {
        Said said = SampleJournal.run("export", "--till-home", journal.home(), "--out", file);

        assertThat(said.code()).isZero();
        assertThat(facts().offered()).isTrue();
        assertThat(records())
                .anyMatch(
                        each -> each.record().entry() instanceof JournalEntry.Offered offered && offered.upTo() >= 26);
    }

    @Test
    void export_ofTheTillItselfTwice_isTheSameFile() throws IOException {
        Said first = SampleJournal.run("export", "--till-home", journal.home(), "--out", file);
        Path again = folder.resolve("again.tgjx");

        Said second = SampleJournal.run("export", "--till-home", journal.home(), "--out", again);

        assertThat(first.code()).isZero();
        assertThat(second.code()).isZero();
        assertThat(again).hasSameBinaryContentAs(file);
    }

    @Test
    void export_ofARunningTill_isRefusedByItsCode() {
        try (SafJournal running = journal.open()) {
            Said said = SampleJournal.run("export", "--till-home", journal.home(), "--out", file);

            assertThat(running.head().seq()).isPositive();
            assertThat(said.code()).isEqualTo(4);
            assertThat(said.err()).contains("stop it first");
        }
        assertThat(file).doesNotExist();
    }

    @Test
    void export_withoutAChainKey_saysThatNothingIsOffered() throws IOException {
        Files.write(journal.home().resolve("chain.state"), new byte[8_192]);

        Said said = SampleJournal.run("export", "--till-home", journal.home(), "--out", file);

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.err()).contains("not offered");
        assertThat(facts().offered()).isFalse();
    }

    @Test
    void export_everythingAcknowledged_isNothing() {
        try (SafJournal open = journal.open()) {
            open.acknowledge(
                    new dev.tidegate.core.port.Journal.Acknowledged(open.head().seq(), new TreeSet<>()));
        }
        Path copy = journal.folder();
        try (SafJournal open = journal.open()) {
            open.acknowledge(
                    new dev.tidegate.core.port.Journal.Acknowledged(open.head().seq(), new TreeSet<>()));
            Said said = SampleJournal.run("export", copy, "--out", file);

            assertThat(said.code()).isEqualTo(5);
            assertThat(file).doesNotExist();
        }
    }

    @Test
    void export_withoutItsCursor_beginsWithTheFirstRecord() throws IOException {
        Files.delete(journal.folder().resolve("cursor"));

        Said said = SampleJournal.run("export", journal.folder(), "--out", file);

        assertThat(said.code()).isEqualTo(1);
        assertThat(facts().firstSeq()).isEqualTo(1);
    }

    @Test
    void export_fromANumber_beginsThere() throws IOException {
        Said said = SampleJournal.run("export", journal.folder(), "--out", file, "--from", 14);

        assertThat(said.code()).isEqualTo(1);
        assertThat(facts().firstSeq()).isEqualTo(14);
    }

    @Test
    void export_aTornEnd_isLeftOutAndSaid() throws IOException {
        Path copy = ReadingCommandsTest.copy(journal.folder(), folder.resolve("copy"));
        ReadingCommandsTest.tearLast(copy);

        Said said = SampleJournal.run("export", copy, "--out", file);

        assertThat(said.code()).isEqualTo(1);
        assertThat(facts().lastSeq()).isEqualTo(27);
    }

    @Test
    void export_intoAFileThatIsThere_isAWrongOption() throws IOException {
        Files.writeString(file, "somebody's");

        assertThat(SampleJournal.run("export", journal.folder(), "--out", file).code())
                .isEqualTo(2);
        assertThat(file).hasContent("somebody's");
    }

    @Test
    void export_ofACopyAndOfTheTill_isAWrongOption() {
        assertThat(SampleJournal.run("export", journal.folder(), "--till-home", journal.home(), "--out", file)
                        .code())
                .isEqualTo(2);
    }

    @Test
    void export_asJson_namesWhatWasWritten() throws IOException {
        JsonNode told = new ObjectMapper()
                .readTree(SampleJournal.run("export", journal.folder(), "--out", file, "--json")
                        .out());

        assertThat(told.path("digest").asText()).isEqualTo(facts().digest().hex());
        assertThat(told.path("not_offered").asInt()).isEqualTo(5);
    }

    @Test
    void export_itsFile_holdsNoCardNumber() throws IOException {
        Said said = SampleJournal.run("export", journal.folder(), "--out", file);
        String digits = SampleJournal.CARD_NUMBER;

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.out() + said.err()).doesNotContain(digits);
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                .doesNotContain(digits);
    }

    @Test
    void offered_inTheTillsOwnJournal_isThereForItsNextStart() {
        Said said = SampleJournal.run("export", "--till-home", journal.home(), "--out", file);

        try (SafJournal next = journal.open()) {
            List<JournalRecord> after = next.readAfter(26, 256);
            assertThat(said.code()).isZero();
            assertThat(after).extracting(each -> each.entry().type()).contains(RecordType.OFFERED);
        }
    }

    private long journalBytes() throws IOException {
        try (var files = Files.walk(journal.folder())) {
            long hash = 0;
            for (Path each : files.filter(Files::isRegularFile).sorted().toList()) {
                hash = 31 * hash + java.util.Arrays.hashCode(Files.readAllBytes(each));
            }
            return hash;
        }
    }
}
