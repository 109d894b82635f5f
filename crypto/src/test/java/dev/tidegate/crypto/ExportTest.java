package dev.tidegate.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.RecordType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file that carries a journal on a stick. */
final class ExportTest {
    @TempDir
    private Path folder;

    private List<Octets> journal = List.of();
    private Path file = Path.of("none");

    @BeforeEach
    void export() {
        journal = Exports.journal(folder, 1);
        file = Exports.of(folder.resolve("a.tgjx"), journal);
    }

    @Test
    void check_aWholeExport_saysWhatItHolds() throws IOException {
        ExportFacts facts = ExportReader.check(file, SignatureCheck.notAnchored());

        assertThat(facts.till()).isEqualTo(Samples.TILL);
        assertThat(facts.offered()).isTrue();
        assertThat(facts.count()).isEqualTo(journal.size());
        assertThat(facts.firstSeq()).isEqualTo(1);
        assertThat(facts.lastSeq()).isEqualTo(journal.size());
        assertThat(facts.lastLink())
                .isEqualTo(Exports.view(journal.getLast()).record().link());
    }

    @Test
    void reader_eachRecord_isByteForByteWhatWasTaken() throws IOException {
        List<Octets> read = new ArrayList<>();
        try (ExportReader reader = ExportReader.open(file, SignatureCheck.notAnchored())) {
            for (RecordView next = reader.next(); next != null; next = reader.next()) {
                read.add(next.record().raw());
            }
        }

        assertThat(read).isEqualTo(journal);
    }

    @Test
    void writer_sameRecords_makeTheSameFile() throws IOException {
        Path again = Exports.of(folder.resolve("b.tgjx"), journal);

        assertThat(again).hasSameBinaryContentAs(file);
    }

    @Test
    void writer_sameRecordsNotOffered_makeAnotherFile() throws IOException {
        Path other = Exports.of(folder.resolve("b.tgjx"), journal, false);

        ExportFacts facts = ExportReader.check(other, SignatureCheck.notAnchored());
        assertThat(facts.offered()).isFalse();
        assertThat(facts.digest())
                .isNotEqualTo(
                        ExportReader.check(file, SignatureCheck.notAnchored()).digest());
    }

    @Test
    void writer_notFinished_leavesNothing() throws IOException {
        Path other = folder.resolve("b.tgjx");

        try (ExportWriter out = ExportWriter.open(other, Samples.TILL, true)) {
            out.add(Exports.view(journal.getFirst()));
        }

        assertThat(folder.toFile().list()).noneMatch(name -> name.startsWith("b.tgjx"));
    }

    @Test
    void writer_noRecord_cannotFinish() throws IOException {
        try (ExportWriter out = ExportWriter.open(folder.resolve("b.tgjx"), Samples.TILL, true)) {
            assertThatIllegalStateException().isThrownBy(out::finish);
        }
    }

    @Test
    void writer_aRecordWithoutItsBody_isRefused() throws IOException {
        Octets gone = RecordFrame.readOwn(journal.get(1)).withoutBody();

        try (ExportWriter out = ExportWriter.open(folder.resolve("b.tgjx"), Samples.TILL, true)) {
            assertThatIllegalArgumentException().isThrownBy(() -> out.add(Exports.view(gone)));
        }
    }

    @Test
    void check_aTailOfTheJournal_isWhole() throws IOException {
        Path tail = Exports.of(folder.resolve("b.tgjx"), journal.subList(3, journal.size()));

        assertThat(ExportReader.check(tail, SignatureCheck.notAnchored()).firstSeq())
                .isEqualTo(4);
    }

    @Test
    void check_recordsThatTheTillReportsAsLost_areNotMissed() throws IOException {
        List<Octets> lossy = Exports.lossy(folder, 2);
        Path other = Exports.of(folder.resolve("b.tgjx"), lossy);

        ExportFacts facts = ExportReader.check(other, SignatureCheck.notAnchored());

        assertThat(facts.count()).isEqualTo(facts.lastSeq() - 2);
    }

    @Test
    void check_everyFlippedByte_isDamaged() throws IOException {
        byte[] good = Files.readAllBytes(file);
        for (int at = 0; at < good.length; at += 1 + at % 7) {
            byte[] bad = good.clone();
            bad[at] ^= 1;
            assertDamaged(bad);
        }
    }

    @Test
    void check_cutAnywhere_isDamaged() throws IOException {
        byte[] good = Files.readAllBytes(file);
        for (int length = 0; length < good.length; length += 1 + length % 5) {
            assertDamaged(Arrays.copyOf(good, length));
        }
    }

    @Test
    void check_oneByteMore_isDamaged() throws IOException {
        byte[] good = Files.readAllBytes(file);

        assertThat(codeOf(Arrays.copyOf(good, good.length + 1))).isEqualTo("TRAILING_BYTES");
    }

    @Test
    void check_aRecordLeftOut_isAGap() throws IOException {
        List<Octets> holed = new ArrayList<>(journal);
        holed.remove(2);

        assertThat(codeOf(Files.readAllBytes(Exports.of(folder.resolve("b.tgjx"), holed))))
                .isEqualTo("GAP");
    }

    @Test
    void check_recordsSwapped_areRefused() throws IOException {
        List<Octets> swapped = new ArrayList<>(journal);
        swapped.add(2, swapped.remove(3));

        assertThat(codeOf(Files.readAllBytes(Exports.of(folder.resolve("b.tgjx"), swapped))))
                .isEqualTo("GAP");
    }

    @Test
    void check_anotherTillsRecord_isRefused() throws IOException {
        List<Octets> mixed = new ArrayList<>(journal);
        Tape other = Tape.started(folder, Samples.OTHER_TILL);
        other.appendStored(journal.size());
        mixed.add(other.records.getLast());

        assertThat(codeOf(Files.readAllBytes(Exports.of(folder.resolve("b.tgjx"), mixed))))
                .isEqualTo("UNKNOWN_TILL");
    }

    @Test
    void check_aLengthOfAGigabyte_costsNothing() {
        byte[] bad = new byte[ExportFormat.HEADER_BYTES + 4];
        System.arraycopy(Samples.ascii("TGJX"), 0, bad, 0, 4);
        bad[4] = 1;
        bad[ExportFormat.HEADER_BYTES] = 0x40;

        assertThat(codeOf(bad)).isEqualTo("BAD_LENGTH");
    }

    @Test
    void view_ofARecord_isItsHeaderAndSummary() {
        RecordView stored = Exports.view(journal.get(1));

        assertThat(stored.seq()).isEqualTo(2);
        assertThat(stored.record().entry().type()).isEqualTo(RecordType.STORED);
        assertThat(stored.bodyBytes()).isPositive();
        assertThat(stored.bodyGone()).isFalse();
        assertThat(stored.previous())
                .isEqualTo(Exports.view(journal.getFirst()).record().link());
    }

    @Test
    void view_ofARecordWithoutItsBody_isTheSame() {
        RecordView whole = Exports.view(journal.get(1));
        RecordView gone = Exports.view(RecordFrame.readOwn(journal.get(1)).withoutBody());

        assertThat(gone.bodyGone()).isTrue();
        assertThat(gone.bodyBytes()).isEqualTo(whole.bodyBytes());
        assertThat(gone.record().link()).isEqualTo(whole.record().link());
    }

    @Test
    void view_ofAnyBytes_isAbsent() {
        assertThat(RecordView.of(Octets.of(new byte[200]))).isNull();
    }

    private void assertDamaged(byte[] bad) {
        assertThat(codeOf(bad)).isNotEmpty();
    }

    private String codeOf(byte[] bytes) {
        try {
            Path bad = Files.write(folder.resolve("bad"), bytes);
            ExportDamagedException[] why = new ExportDamagedException[1];
            assertThatExceptionOfType(ExportDamagedException.class)
                    .isThrownBy(() -> ExportReader.check(bad, SignatureCheck.notAnchored()))
                    .satisfies(each -> why[0] = each);
            return why[0].code();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
