package dev.tidegate.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidegate.house.Project;
import dev.tidegate.till.cli.JournalCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * The product's verifier and the one in python, written from the document alone, look at the same vectors and the same
 * damaged folders, and say the same.
 */
final class SecondVerifierTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path PYTHON = Project.folder().resolve("checks/verifier/verify.py");

    @TempDir
    private static Path home;

    private static WrittenJournal journal = new WrittenJournal(Path.of(""), Path.of(""), Path.of(""));

    @BeforeAll
    static void write() throws Exception {
        Assumptions.assumeTrue(
                runs("python3", "--version") && runs("openssl", "version"),
                "SKIPPED: python3 or openssl is not here, the two verifiers are not compared");
        journal = WrittenJournal.in(home);
    }

    /** One change of a folder, and what it is with the authority's certificate and without any secret. */
    private record Change(String name, String verdict, String withSecret, Consumer<Path> how) {
        static Change of(String name, String verdict, Consumer<Path> how) {
            return new Change(name, verdict, verdict, how);
        }
    }

    private static Stream<Change> changes() {
        return Stream.of(
                Change.of("nothing", "OK", folder -> {}),
                Change.of("a bit on the disk", "TORN", folder -> onDisk(folder, 40)),
                record("a bit of a header", "CHAIN_BROKEN", record -> record[60] ^= 1),
                record("a bit of a summary", "CHAIN_BROKEN", record -> record[128 + 9] ^= 1),
                record("a bit of a body", "CHAIN_BROKEN", record -> record[record.length - 100] ^= 1),
                record("a bit of a MAC", "OK", record -> record[record.length - 5] ^= 1),
                record("a bit of the link before", "CHAIN_BROKEN", record -> record[100] ^= 1),
                record("a bit of the till", "UNKNOWN_TILL", "UNKNOWN_TILL", record -> record[20] ^= 1),
                record("a bit of the magic", "BAD_MAGIC", "BAD_MAGIC", record -> record[0] ^= 1),
                record("a bit of a length", "BAD_LENGTH", "BAD_LENGTH", record -> record[15] ^= 1),
                new Change(
                        "a bit, and all links anew",
                        "BAD_SIGNATURE",
                        "BAD_MAC",
                        folder -> edit(folder, file -> {
                            file.records().get(30)[60] ^= 1;
                            file.relink(31);
                        })),
                Change.of(
                        "one inserted",
                        "DUPLICATE",
                        folder -> edit(folder, file -> {
                            file.records().add(31, file.records().get(30).clone());
                        })),
                Change.of(
                        "a made-up one inserted",
                        "FORK",
                        folder -> edit(folder, file -> {
                            byte[] made = file.records().get(30).clone();
                            made[60] ^= 1;
                            file.records().add(31, made);
                        })),
                Change.of(
                        "one removed",
                        "GAP",
                        folder -> edit(folder, file -> file.records().remove(30))),
                new Change(
                        "one removed, and all after it renumbered",
                        "BAD_SIGNATURE",
                        "BAD_MAC",
                        folder -> edit(folder, SecondVerifierTest::removeAndRenumber)),
                Change.of(
                        "two swapped",
                        "GAP",
                        folder -> edit(folder, file -> {
                            file.records().add(30, file.records().remove(31));
                        })),
                Change.of(
                        "the first one removed",
                        "OK",
                        folder -> edit(folder, file -> file.records().removeFirst())),
                Change.of(
                        "a whole start removed",
                        "TRUNCATED",
                        folder -> delete(generations(folder).getLast())),
                Change.of(
                        "the first start removed",
                        "OK",
                        folder -> delete(generations(folder).getFirst())),
                Change.of("cut above the receipt", "OK", folder -> last(folder, file -> cut(file, 6))),
                Change.of("cut below the receipt", "TRUNCATED", folder -> last(folder, file -> cut(file, 5))),
                Change.of("no cursor", "OK", folder -> deleteFile(folder.resolve("cursor"))),
                new Change(
                        "a bit of a signature",
                        "BAD_SIGNATURE",
                        "BAD_MAC",
                        folder -> edit(folder, file -> {
                            file.records().get(64)[128 + 12] ^= 1;
                        })));
    }

    private static Change record(String name, String verdict, Consumer<byte[]> how) {
        return record(name, verdict, "BAD_MAC", how);
    }

    private static Change record(String name, String verdict, String withSecret, Consumer<byte[]> how) {
        return new Change(
                name,
                verdict,
                withSecret,
                folder -> edit(folder, file -> how.accept(file.records().get(29))));
    }

    @TestFactory
    Stream<DynamicTest> folder_changedInEachWay_isJudgedTheSame() {
        return changes().map(change -> DynamicTest.dynamicTest(change.name(), () -> compare(change)));
    }

    private static void compare(Change change) throws IOException {
        Path folder = journal.copiedTo(home.resolve("changed-" + change.name().replace(' ', '-')));
        change.how().accept(folder);

        if (change.verdict().equals("OK")) {
            same(folder, List.of(), "OK");
        }
        same(folder, List.of("--authority", journal.authority().toString()), change.verdict());
        same(
                folder,
                List.of(
                        "--authority",
                        journal.authority().toString(),
                        "--secret",
                        journal.secret().toString()),
                change.withSecret());
    }

    @Test
    void folder_archived_isJudgedTheSame() throws Exception {
        WrittenJournal archived = WrittenJournal.archivedIn(home.resolve("archived"));
        List<String> all = List.of(
                "--authority",
                archived.authority().toString(),
                "--secret",
                archived.secret().toString());

        same(archived.copiedTo(home.resolve("archived-as-it-is")), all, "OK");
        same(changed(archived, "arc-"), all, "TORN");
        same(changed(archived, "-c"), all, "OK");
    }

    @Test
    void folder_whoseBeginningWasLetGo_isJudgedTheSame() throws Exception {
        WrittenJournal letGo = WrittenJournal.letGoIn(home.resolve("let-go"));
        List<String> all = List.of(
                "--authority",
                letGo.authority().toString(),
                "--secret",
                letGo.secret().toString());

        same(letGo.copiedTo(home.resolve("let-go-as-it-is")), all, "OK");
        same(floor(letGo, "torn", file -> flip(file, 20, false)), all, "OK");
        same(floor(letGo, "other-link", file -> flip(file, 20, true)), all, "CHAIN_BROKEN");
        same(floor(letGo, "lower", file -> flip(file, 11, true)), all, "GAP");
    }

    @Test
    void folder_withAGenerationFromElsewhere_isJudgedTheSame() throws Exception {
        // The same till's name and another chain: it has the numbers of the first one.
        WrittenJournal other = WrittenJournal.in(home.resolve("elsewhere"));
        List<String> authority = List.of("--authority", journal.authority().toString());

        // Before the own ones it is taken for the journal, until its certificate is looked at.
        same(visited(other, "00000000-0000-0000-0000-000000000001"), authority, "FOREIGN_CERTIFICATE");
        same(visited(other, "ffffffff-ffff-ffff-ffff-ffffffffffff"), authority, "FORK");
    }

    private static Path visited(WrittenJournal other, String epoch) throws IOException {
        Path folder = journal.copiedTo(home.resolve("visited-" + epoch));
        Path brought = Files.createDirectory(folder.resolve("gen-00000000000000000001-" + epoch));
        Path file = generations(other.folder()).getFirst().resolve("19700101F.cq4");
        Path ignored = Files.copy(file, brought.resolve("19700101F.cq4"));
        return folder;
    }

    /** What is done to a file. */
    private interface Deed {
        void to(Path file) throws IOException;
    }

    private static Path floor(WrittenJournal journal, String name, Deed deed) throws IOException {
        Path folder = journal.copiedTo(home.resolve("let-go-" + name));
        deed.to(folder.resolve("archive").resolve("floor"));
        return folder;
    }

    private static void flip(Path file, int at, boolean withChecksum) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        bytes.put(at, (byte) (bytes.get(at) ^ 1));
        if (withChecksum) {
            CRC32C crc = new CRC32C();
            crc.update(bytes.array(), 0, 44);
            bytes.putInt(44, (int) crc.getValue());
        }
        Files.write(file, bytes.array());
    }

    // A bit of the last record of the first archive or copy; a torn copy is made up for by its archive, without the
    // body.
    private static Path changed(WrittenJournal journal, String part) throws IOException {
        Path folder = journal.copiedTo(home.resolve("archived-changed" + part));
        try (var all = Files.walk(folder)) {
            Path file = all.filter(Files::isRegularFile)
                    .filter(path -> String.valueOf(path.getFileName()).startsWith(part)
                            || path.toString().endsWith(part))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
            byte[] bytes = Files.readAllBytes(file);
            bytes[bytes.length - 50] ^= 4;
            Files.write(file, bytes);
        }
        return folder;
    }

    private static void same(Path folder, List<String> options, String verdict) throws IOException {
        JsonNode ours = ours(folder, options);
        JsonNode theirs = theirs(folder, options);

        assertThat(ours.path("verdict").asText()).isEqualTo(verdict);
        assertThat(theirs.path("verdict")).isEqualTo(ours.path("verdict"));
        for (String number : List.of("good", "first", "last", "signatures", "macs_checked")) {
            assertThat(theirs.path(number).asLong())
                    .as(number)
                    .isEqualTo(ours.path(number).asLong());
        }
        JsonNode bad = ours.path("bad");
        if (bad.path("file").isTextual()) {
            assertThat(theirs.path("seq").asLong()).isEqualTo(bad.path("seq").asLong());
            assertThat(theirs.path("offset").asLong())
                    .isEqualTo(bad.path("offset").asLong());
            assertThat(bad.path("file").asText()).endsWith(theirs.path("file").asText());
        }
    }

    @Test
    void vectors_everyCase_isJudgedAsWritten() throws IOException {
        Path vectors = Project.folder().resolve("crypto/src/test/resources/vectors/record-v1");
        int cases = JSON.readTree(Files.readString(vectors.resolve("chain-and-cases.json")))
                .get("cases")
                .size();

        List<String> lines = python("vectors", vectors.toString());

        JsonNode end = JSON.readTree(lines.getLast());
        System.out.println("vectors: record v1, by the second verifier: " + 2 * cases + " verdicts compared");
        assertThat(end.path("wrong").asInt()).as(String.join("\n", lines)).isZero();
        assertThat(lines).hasSize(2 * cases + 1);
        assertThat(cases).isGreaterThan(40);
    }

    private static JsonNode ours(Path folder, List<String> options) throws IOException {
        StringWriter out = new StringWriter();
        CommandLine line = new CommandLine(new JournalCommand()).setOut(new PrintWriter(out));
        List<String> words = new ArrayList<>(List.of("verify", folder.toString(), "--json"));
        options.forEach(word -> words.add(word.equals("--secret") ? "--chain-secret-state" : word));
        assertThat(line.execute(words.toArray(String[]::new))).isLessThan(2);
        return JSON.readTree(out.toString());
    }

    private static JsonNode theirs(Path folder, List<String> options) throws IOException {
        List<String> words = new ArrayList<>(List.of("journal", folder.toString()));
        words.addAll(options);
        return JSON.readTree(python(words.toArray(String[]::new)).getLast());
    }

    private static List<String> python(String... arguments) throws IOException {
        List<String> words = new ArrayList<>(List.of("python3", PYTHON.toString()));
        words.addAll(Arrays.asList(arguments));
        Process process = new ProcessBuilder(words)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    private static boolean runs(String... words) {
        try {
            return new ProcessBuilder(words)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static List<Path> generations(Path folder) {
        try (var all = Files.list(folder)) {
            return all.filter(file -> file.getFileName().toString().startsWith("gen-"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void edit(Path folder, Consumer<JournalFile> how) {
        JournalFile file = new JournalFile(generations(folder).getFirst().resolve("19700101F.cq4"));
        how.accept(file);
        file.write();
    }

    private static void last(Path folder, Consumer<JournalFile> how) {
        JournalFile file = new JournalFile(generations(folder).getLast().resolve("19700101F.cq4"));
        how.accept(file);
        file.write();
    }

    private static void cut(JournalFile file, int kept) {
        file.records().subList(kept, file.records().size()).clear();
    }

    private static void removeAndRenumber(JournalFile file) {
        file.records().remove(30);
        for (int i = 30; i < file.records().size(); i++) {
            java.nio.ByteBuffer.wrap(file.records().get(i)).putLong(48, i + 1L);
        }
        file.relink(30);
    }

    private static void onDisk(Path folder, int record) {
        Path file = generations(folder).getFirst().resolve("19700101F.cq4");
        try {
            byte[] bytes = Files.readAllBytes(file);
            byte[] inside = new JournalFile(file).records().get(record);
            int at = new String(bytes, StandardCharsets.ISO_8859_1)
                    .indexOf(new String(inside, StandardCharsets.ISO_8859_1));
            bytes[at + 70] ^= 4;
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (var files = Files.list(folder)) {
            files.forEach(SecondVerifierTest::deleteFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        deleteFile(folder);
    }

    private static void deleteFile(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
