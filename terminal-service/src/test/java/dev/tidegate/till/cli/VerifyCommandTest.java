package dev.tidegate.till.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.ChainReceipt;
import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.port.Journal;
import dev.tidegate.core.port.Landmarks;
import dev.tidegate.crypto.SignatureCheck;
import dev.tidegate.saf.JournalFolder;
import dev.tidegate.saf.JournalFolder.Piece;
import dev.tidegate.saf.SafJournal;
import dev.tidegate.saf.Settings;
import dev.tidegate.till.fake.Enrolment;
import dev.tidegate.till.fake.Samples;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The outsider's check as its user sees it. What it finds in every kind of change is compared in checks. */
final class VerifyCommandTest {
    @TempDir
    private static Path once;

    private static Enrolment enrolment;
    private static Path secret = Path.of("none");

    @TempDir
    private Path folder;

    private Path journal;
    private String out = "";
    private String err = "";

    @BeforeAll
    static void enrol() throws IOException {
        enrolment = Enrolment.in(once);
        secret = once.resolve("secret");
        Files.copy(enrolment.till().folder().resolve("chain.secret"), secret);
        try (SafJournal first = open()) {
            for (int sale = 1; sale <= 40; sale++) {
                var id = Samples.id();
                JournalRecord stored = first.append(Samples.stored(id, 1_000 + sale));
                JournalRecord shown = first.append(new JournalEntry.Shown(id));
                if (sale == 10) {
                    ChainReceipt receipt =
                            enrolment.gateway().chainSigner().receipt(Samples.TILL, stored.seq(), stored.link());
                    first.acknowledge(new Journal.Acknowledged(shown.seq(), new TreeSet<>(), receipt));
                }
            }
        }
    }

    private static SafJournal open() {
        Path at = enrolment.till().folder().resolve("journal");
        return SafJournal.open(
                at, enrolment.till().chain(), InstantSource.system(), Landmarks.none(), Settings.standard());
    }

    @BeforeEach
    void copy() throws IOException {
        journal = folder.resolve("till").resolve("journal");
        Path from = enrolment.till().folder().resolve("journal");
        try (var files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path to = journal.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(to);
                } else if (!String.valueOf(file.getFileName()).equals("reserve")) {
                    Files.copy(file, to);
                }
            }
        }
    }

    private int run(String... arguments) {
        StringWriter said = new StringWriter();
        StringWriter complained = new StringWriter();
        CommandLine line = JournalCommand.commandLine();
        line.setOut(new PrintWriter(said)).setErr(new PrintWriter(complained));
        List<String> words = new ArrayList<>(List.of("verify"));
        words.addAll(List.of(arguments));
        int code = line.execute(words.toArray(String[]::new));
        out = said.toString();
        err = complained.toString();
        return code;
    }

    private String authority() {
        return enrolment.gateway().trustStore().toString();
    }

    @Test
    void check_shortWay_saysTheSameAsTheLongOne() throws IOException {
        FolderReport every = check(true);
        FolderReport last = check(false);

        assertThat(every.covered()).isZero();
        assertThat(last.covered()).isEqualTo(every.signed() - 1).isPositive();
        assertThat(ReportText.of(last).replaceAll(", \\d+ of them under a later one", ""))
                .isEqualTo(ReportText.of(every));
    }

    private FolderReport check(boolean everySignature) throws IOException {
        var means = new FolderCheck.Means(SignatureCheck.under(Path.of(authority())), true, null);
        return new FolderCheck(journal, means, everySignature, ignored -> {}).run();
    }

    private JsonNode json() throws IOException {
        return new ObjectMapper().readTree(out);
    }

    private Piece piece(int number) throws IOException {
        List<Piece> pieces = new ArrayList<>();
        JournalFolder.of(journal).scan(pieces::add);
        return pieces.get(number - 1);
    }

    private void erase(int number) throws IOException {
        Piece piece = piece(number);
        byte[] bytes = Files.readAllBytes(piece.file());
        bytes[(int) piece.position()] = 0;
        Files.write(piece.file(), bytes);
    }

    @Test
    void verify_aGoodFolder_saysWhatItProves() {
        assertThat(run(journal.toString(), "--authority", authority())).isZero();

        assertThat(out)
                .startsWith("GOOD")
                .contains("till        " + Samples.TILL)
                .contains("signatures  3 good", "receipt     for record 20, which is here")
                .contains("up to record 83 no bit was flipped outside the MACs")
                .contains("the end was not cut off below record 20")
                .contains("that records 84 were not rewritten")
                .contains("that nothing was written after record 20");
    }

    @Test
    void verify_theTillsFolder_findsItsJournal() {
        assertThat(run(folder.resolve("till").toString())).isZero();

        assertThat(out).contains("signer not anchored").contains("whose keys signed: give --authority");
    }

    @Test
    void verify_theWholeSecret_checksEveryMac() throws IOException {
        assertThat(run(journal.toString(), "--chain-secret-state", secret.toString(), "--json"))
                .isZero();

        assertThat(json().path("macs_checked").asInt()).isEqualTo(84);
    }

    @Test
    void verify_theTillsState_hasNoKeyOfWhatItKnows() throws IOException {
        Path state = enrolment.till().folder().resolve("chain.state");
        byte[] before = Files.readAllBytes(state);

        assertThat(run(journal.toString(), "--chain-secret-state", state.toString(), "--json"))
                .isZero();

        assertThat(json().path("macs_checked").asInt()).isZero();
        assertThat(state).hasBinaryContent(before);
    }

    @Test
    void verify_aRecordRemoved_namesTheFirstBadPlace() throws IOException {
        erase(30);

        assertThat(run(journal.toString(), "--authority", authority())).isEqualTo(1);

        Piece next = piece(30);
        assertThat(out)
                .startsWith("BAD: GAP")
                .contains("record 31 at byte " + next.position() + " of gen-")
                .contains("where record 30 should be")
                .contains("behind it were not judged");
    }

    @Test
    void verify_theEndCutOff_isFoundBelowTheReceipt() throws IOException {
        for (int number = 84; number >= 19; number--) {
            erase(number);
        }

        assertThat(run(journal.toString(), "--json")).isEqualTo(1);

        assertThat(json().path("verdict").asText()).isEqualTo("TRUNCATED");
        assertThat(json().path("bad").path("seq").asInt()).isEqualTo(20);
        assertThat(json().path("bad").path("expected").asInt()).isEqualTo(19);
    }

    @Test
    void verify_theEndCutOffAboveTheReceipt_isNotFoundAndSaysSo() throws IOException {
        for (int number = 84; number >= 21; number--) {
            erase(number);
        }

        assertThat(run(journal.toString())).isZero();

        assertThat(out).contains("that nothing was written after record 20 and cut off");
    }

    @Test
    void verify_anyFolder_changesNothingInIt() throws IOException {
        byte[] before = Files.readAllBytes(piece(1).file());
        byte[] cursor = Files.readAllBytes(journal.resolve("cursor"));
        List<Path> files;
        try (var all = Files.walk(journal)) {
            files = all.toList();
        }

        assertThat(run(journal.toString())).isZero();

        assertThat(piece(1).file()).hasBinaryContent(before);
        assertThat(journal.resolve("cursor")).hasBinaryContent(cursor);
        try (var all = Files.walk(journal)) {
            assertThat(all.toList()).isEqualTo(files);
        }
    }

    @Test
    void verify_anyFolder_showsNothingOfASale() {
        assertThat(run(journal.toString(), "--json")).isZero();

        assertThat(out)
                .doesNotContain("EUR")
                .doesNotContain("1001")
                .doesNotContain("VISA")
                .doesNotContain("0119")
                .doesNotContain(Samples.sale(1).reference());
    }

    @Test
    void verify_whatCannotBeRead_endsWithThree() throws IOException {
        assertThat(run(folder.resolve("nowhere").toString())).isEqualTo(3);
        assertThat(err).contains("cannot read").contains("nowhere");
        assertThat(run(journal.toString(), "--authority", "nowhere.pem")).isEqualTo(3);
        assertThat(run(journal.toString(), "--chain-secret-state", "nowhere")).isEqualTo(3);
        Path other = Files.write(folder.resolve("other"), new byte[160]);
        assertThat(run(journal.toString(), "--chain-secret-state", other.toString()))
                .isEqualTo(3);
        assertThat(out).isEmpty();
    }

    @Test
    void verify_wrongOptions_endsWithTwo() {
        assertThat(run()).isEqualTo(2);
        assertThat(run(journal.toString(), "--no-such-option")).isEqualTo(2);
    }

    @Test
    void verify_help_saysTheExitCodes() {
        assertThat(run("--help")).isZero();

        assertThat(out).contains("Exit codes: 0 all good; 1", "2 wrong options", "3 a folder, file or certificate");
    }

    @Test
    void verify_anEmptyFolder_isGoodAndProvesNothing() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));

        assertThat(run(empty.toString())).isZero();

        assertThat(out).contains("nothing: there is no good record");
    }

    @Test
    void verify_recordsThatWereLetGo_areNotMissing() throws IOException {
        List<Piece.Record> records = records();
        letGo(records.get(9));
        cutBefore(records.get(10));

        assertThat(run(journal.toString(), "--authority", authority())).isZero();

        assertThat(out)
                .contains("let go      up to record 10")
                .contains("records before 11: they were let go, says an unsigned note");
    }

    @Test
    void verify_moreMissingThanWasLetGo_isAGap() throws IOException {
        List<Piece.Record> records = records();
        letGo(records.get(9));
        cutBefore(records.get(11));

        assertThat(run(journal.toString(), "--authority", authority())).isEqualTo(1);

        assertThat(out).startsWith("BAD: GAP").contains("where record 11 should be");
    }

    @Test
    void verify_anotherRecordWasLetGo_isABrokenChain() throws IOException {
        List<Piece.Record> records = records();
        letGo(10, Octets.of(new byte[32]));
        cutBefore(records.get(10));

        assertThat(run(journal.toString(), "--authority", authority())).isEqualTo(1);

        assertThat(out).startsWith("BAD: CHAIN_BROKEN");
    }

    @Test
    void verify_json_saysWhatWasLetGo() throws IOException {
        letGo(records().get(9));
        cutBefore(records().get(10));

        assertThat(run(journal.toString(), "--json")).isZero();

        assertThat(json().get("let_go").asLong()).isEqualTo(10);
    }

    private List<Piece.Record> records() throws IOException {
        List<Piece.Record> records = new ArrayList<>();
        JournalFolder.of(journal).scan(piece -> records.add((Piece.Record) piece));
        return records;
    }

    private void letGo(Piece.Record last) throws IOException {
        letGo(last.seq(), enrolment.till().chain().read(last.raw()).link());
    }

    // "TGFL", number, link, CRC-32C: the note in archive/floor.
    private void letGo(long seq, Octets link) throws IOException {
        ByteBuffer note =
                ByteBuffer.allocate(48).putInt(0x5447464C).putLong(seq).put(link.toByteArray());
        CRC32C crc = new CRC32C();
        crc.update(note.array(), 0, 44);
        Files.createDirectories(journal.resolve("archive"));
        Files.write(
                journal.resolve("archive/floor"),
                note.putInt((int) crc.getValue()).array());
    }

    private static void cutBefore(Piece.Record first) throws IOException {
        byte[] bytes = Files.readAllBytes(first.file());
        Arrays.fill(bytes, 0, (int) first.position(), (byte) 0);
        Files.write(first.file(), bytes);
    }
}
