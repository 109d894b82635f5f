package dev.tidegate.till.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.saf.SafJournal;
import dev.tidegate.till.cli.SampleJournal.Said;
import dev.tidegate.till.fake.Samples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people see of a journal. */
final class ReadingCommandsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path once;

    private static SampleJournal journal;

    @BeforeAll
    static void write() {
        journal = SampleJournal.in(once);
    }

    @Test
    void ls_aJournal_isALineForEachRecord() {
        Said said = SampleJournal.run("ls", journal.folder());

        assertThat(said.code()).isZero();
        assertThat(said.out().lines()).hasSize(1 + 28);
        assertThat(said.out().lines().skip(2).findFirst().orElse(""))
                .contains("STORED", "10.01 EUR", "CHIP", "****", "gen 1");
    }

    @Test
    void ls_theTillsFolder_isTheSame() {
        assertThat(SampleJournal.run("ls", journal.home()).out())
                .isEqualTo(SampleJournal.run("ls", journal.folder()).out());
    }

    @Test
    void ls_byType_hasOnlyThose() throws IOException {
        assertThat(listed("--type", "stored")).hasSize(10);
        assertThat(listed("--type", "VOID")).hasSize(1);
    }

    @Test
    void ls_byPayment_hasOnlyItsRecords() throws IOException {
        String id = journal.payment(5).toString();

        assertThat(listed("--payment", id))
                .extracting(each -> each.path("type").asText())
                .containsExactly("STORED", "SHOWN", "VOID");
        assertThat(listed("--payment", id.substring(id.length() - 8))).hasSize(3);
    }

    @Test
    void ls_byState_tellsWhatWaitsFromWhatIsOver() throws IOException {
        assertThat(listed("--state", "open", "--type", "stored")).hasSize(6);
        assertThat(listed("--state", "final", "--type", "stored")).hasSize(4);
    }

    @Test
    void ls_afterAndLimit_isAPage() throws IOException {
        assertThat(listed("--after", "3", "--limit", "2"))
                .extracting(each -> each.path("seq").asLong())
                .containsExactly(4L, 5L);
    }

    @Test
    void ls_byTime_hasOnlyThose() throws IOException {
        assertThat(listed("--since", "2000-01-01", "--until", "2000-01-02")).isEmpty();
        assertThat(listed("--since", "2000-01-01T00:00:00Z")).hasSize(28);
    }

    @Test
    void ls_ofNothing_saysSoByItsCode() {
        assertThat(SampleJournal.run("ls", journal.folder(), "--type", "answered")
                        .code())
                .isEqualTo(1);
    }

    @Test
    void ls_ofNoFolder_saysSoByItsCode() {
        Said said = SampleJournal.run("ls", once.resolve("nowhere"));

        assertThat(said.code()).isEqualTo(3);
        assertThat(said.err()).contains("cannot read");
    }

    @Test
    void ls_aTypeThatIsNone_isAWrongOption() {
        assertThat(SampleJournal.run("ls", journal.folder(), "--type", "SOLD").code())
                .isEqualTo(2);
    }

    @Test
    void ls_aTornJournal_namesThePlace(@TempDir Path copy) throws IOException {
        Path torn = copy(journal.folder(), copy.resolve("journal"));
        tearLast(torn);

        Said said = SampleJournal.run("ls", torn);

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.out()).contains("TORN");
        assertThat(said.err()).contains("journal verify");
    }

    @Test
    void show_aRecord_hasHeaderAndSummary() {
        Said said = SampleJournal.run("show", journal.folder(), 2);

        assertThat(said.code()).isZero();
        assertThat(said.out())
                .contains("record 2  STORED", "10.01 EUR", "body_bytes", "link", "gateway has it     yes");
    }

    @Test
    void show_aPayment_isItsStory() {
        Said said = SampleJournal.run("show", journal.folder(), journal.payment(1));

        assertThat(said.out().lines().filter(line -> line.startsWith("record ")))
                .hasSize(3);
        assertThat(said.out()).contains("the sale is now    STORED", "the sale is now    CAPTURED");
    }

    @Test
    void show_aRecordThatTheGatewayHasNot_saysSo() throws IOException {
        JsonNode all = JSON.readTree(
                SampleJournal.run("show", journal.folder(), 20, "--json").out());

        assertThat(all.path("records").path(0).path("gateway_has_it").asBoolean(true))
                .isFalse();
    }

    @Test
    void show_nobodysPayment_saysSoByItsCode() {
        Said said = SampleJournal.run("show", journal.folder(), Samples.id());

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.err()).contains("there is no record or payment");
    }

    @Test
    void stats_aJournal_countsWhatWaits() throws IOException {
        JsonNode stats = JSON.readTree(
                SampleJournal.run("stats", journal.folder(), "--json").out());

        assertThat(stats.path("records").asLong()).isEqualTo(28);
        assertThat(stats.path("types").path("STORED").asLong()).isEqualTo(10);
        assertThat(stats.path("acknowledged").asLong()).isEqualTo(10);
        JsonNode stored = stats.path("open").path("stored");
        assertThat(stored.path("count").asLong()).isEqualTo(6);
        assertThat(stored.path("sums").path(0).path("value").asLong())
                .isEqualTo(1_004 + 1_006 + 1_007 + 1_008 + 1_009 + 1_010);
        assertThat(stats.path("oldest_open").path("payment").asText())
                .isEqualTo(journal.payment(4).toString());
    }

    @Test
    void stats_aPaymentOpenedAgainAfterItsFinalResult_waits(@TempDir Path own) throws IOException {
        SampleJournal journal = SampleJournal.in(own);
        // Declined, and then the gateway tries it once more; another one comes to an end that way.
        try (SafJournal open = journal.open()) {
            for (int number : List.of(6, 7)) {
                JournalRecord ignored =
                        open.append(Samples.result(journal.payment(number), 1, "d-" + number, PaymentState.DECLINED));
            }
            for (int number : List.of(6, 7)) {
                JournalRecord ignored =
                        open.append(Samples.result(journal.payment(number), 2, "f-" + number, PaymentState.FORWARDING));
            }
            JournalRecord ignored = open.append(Samples.result(journal.payment(7), 3, "c-7", PaymentState.CAPTURED));
        }

        JsonNode stored = JSON.readTree(
                        SampleJournal.run("stats", journal.folder(), "--json").out())
                .path("open")
                .path("stored");

        assertThat(stored.path("count").asLong()).isEqualTo(5);
        assertThat(stored.path("sums").path(0).path("value").asLong()).isEqualTo(1_004 + 1_006 + 1_008 + 1_009 + 1_010);
        assertThat(SampleJournal.run("ls", journal.folder(), "--state", "open").out())
                .contains(journal.payment(6).toString().substring(30))
                .doesNotContain(journal.payment(7).toString().substring(30));
    }

    @Test
    void stats_asText_drawsAndNeverAddsUp() {
        Said said = SampleJournal.run("stats", journal.folder());

        assertThat(said.code()).isZero();
        assertThat(said.out()).contains("STORED", "#####", "60.44 EUR", "never to be added up");
    }

    @Test
    void commands_theirHelp_namesTheExitCodes() {
        for (String command : List.of("ls", "show", "stats")) {
            Said said = SampleJournal.run(command, "--help");
            assertThat(said.code()).isZero();
            assertThat(said.out()).contains("Exit codes: 0 done");
        }
    }

    @Test
    void commands_nothingInTheFolder_isChanged() throws IOException {
        Map<String, Long> before = inventory();

        for (String command : List.of("ls", "stats")) {
            assertThat(SampleJournal.run(command, journal.folder()).code()).isZero();
        }

        assertThat(inventory()).isEqualTo(before);
    }

    @Test
    void commands_noCardNumber_isInAnyOutput() {
        StringBuilder all = new StringBuilder();
        for (List<Object> words : List.<List<Object>>of(
                List.of("ls", journal.folder()),
                List.of("ls", journal.folder(), "--json"),
                List.of("show", journal.folder(), journal.payment(1)),
                List.of("show", journal.folder(), 2, "--json"),
                List.of("stats", journal.folder()))) {
            all.append(SampleJournal.run(words.toArray()).out());
        }
        String digits = SampleJournal.CARD_NUMBER;

        assertThat(all.toString())
                .contains(digits.substring(digits.length() - 4))
                .doesNotContain(digits);
        assertThat(all.toString()).doesNotContain(digits.substring(0, 6));
    }

    @Test
    void text_thatLooksLikeACardNumber_isNotShown() {
        String like = "4761 7390 0101 0119";

        assertThat(Line.clean(like)).isEqualTo("(not shown)");
        assertThat(Line.clean("VISA CREDIT")).isEqualTo("VISA CREDIT");
        assertThat(Line.clean("A\u001b[2J")).isEqualTo("A?[2J");
    }

    private static List<JsonNode> listed(String... options) throws IOException {
        List<Object> words = new ArrayList<>(List.of("ls", journal.folder(), "--json"));
        words.addAll(List.of(options));
        List<JsonNode> lines = new ArrayList<>();
        for (String line : SampleJournal.run(words.toArray()).out().lines().toList()) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }

    private static Map<String, Long> inventory() throws IOException {
        Map<String, Long> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(journal.folder())) {
            for (Path each : all.filter(Files::isRegularFile).toList()) {
                files.put(each.toString(), Files.getLastModifiedTime(each).toMillis());
            }
        }
        return files;
    }

    static Path copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path at = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(at);
                } else if (!String.valueOf(file.getFileName()).equals("reserve")) {
                    Files.copy(file, at);
                }
            }
        }
        return to;
    }

    /** Changes a byte of the last record. */
    static void tearLast(Path journal) throws IOException {
        Path file = newest(journal);
        byte[] bytes = Files.readAllBytes(file);
        bytes[lastIndexOf(bytes, "TGS1") + 150] ^= 1;
        Files.write(file, bytes);
    }

    private static Path newest(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(each -> String.valueOf(each).endsWith(".cq4")
                            || each.getParent() != null
                                    && String.valueOf(each.getParent().getFileName())
                                            .startsWith("gen-"))
                    .filter(Files::isRegularFile)
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static int lastIndexOf(byte[] bytes, String word) {
        return new String(bytes, StandardCharsets.ISO_8859_1).lastIndexOf(word);
    }
}
