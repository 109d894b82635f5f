package dev.tidegate.saf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidegate.core.payment.JournalEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the kernel is asked for before a caller is answered, as strace sees it: skipped, visibly, where there is none.
 * No other test would notice a force that does nothing.
 */
class ForceTest {
    private static final Pattern CALL = Pattern.compile("(fdatasync|fsync|write)\\((\\d+)<([^>]*)>(.*)");
    private static final Pattern MAPPING =
            Pattern.compile("mmap\\(.*, (\\d+), .*MAP_SHARED.*<([^>]*)>.* = 0x([0-9a-f]+)");
    private static final Pattern RANGE = Pattern.compile("msync\\(0x([0-9a-f]+), \\d+, MS_SYNC\\) += 0");

    @TempDir
    private Path home;

    /** The calls of one caller's process, in order: the names of forced files, and its acknowledgements. */
    private List<String> traced() throws Exception {
        Path trace = home.resolve("trace");
        List<String> strace = List.of(
                "strace",
                "-f",
                "-y",
                "-s",
                "64",
                "-e",
                "trace=fdatasync,fsync,write,mmap,msync",
                "-e",
                "signal=none",
                "-o",
                trace.toString());
        assumeTrue(runs(List.of("strace", "-f", "true")), "what is forced is seen with strace only");
        try (Child child = Child.start(strace, home, 1, 1, "after-force-before-answer:6")) {
            List<String> ignored = child.rest();
            assertThat(child.exit()).isEqualTo(137);
        }
        List<String> calls = new ArrayList<>();
        NavigableMap<Long, String> mapped = new TreeMap<>();
        for (String line : Files.readAllLines(trace)) {
            Matcher call = CALL.matcher(line);
            Matcher mapping = MAPPING.matcher(line);
            Matcher range = RANGE.matcher(line);
            if (mapping.find()) {
                mapped.put(Long.parseLong(mapping.group(3), 16), nameOf(mapping.group(2)));
            } else if (range.find()) {
                calls.add(mapped.floorEntry(Long.parseLong(range.group(1), 16)).getValue());
            } else if (call.find() && !call.group(1).equals("write")) {
                calls.add(nameOf(call.group(3)));
            } else if (call.find(0) && call.group(4).contains("\"ACK ")) {
                calls.add("ACK");
            }
        }
        return calls;
    }

    @Test
    void everyStart_forcesTheNameOfTheJournal() throws Exception {
        // It is there already: nobody knows whether the force of its name went well.
        new Desk(home).open().close();

        List<String> calls = traced();

        assertThat(calls.subList(0, calls.indexOf("ACK"))).contains(nameOf(home.toString()));
    }

    private static String nameOf(String path) {
        return String.valueOf(Path.of(path).getFileName());
    }

    @Test
    void errorOfTheKernel_costsNothing() throws Exception {
        assumeTrue(runs(List.of("strace", "-f", "true")), "an error of the kernel is injected with strace only");
        List<String> strace =
                List.of("strace", "-f", "-e", "trace=msync", "-e", "inject=msync:error=EIO:when=4", "-o", "/dev/null");
        List<String> said;
        try (Child child = Child.start(strace, home, 1, 1, "after-force-before-answer:8")) {
            said = child.rest();
            assertThat(child.exit()).isEqualTo(137);
        }

        Desk desk = new Desk(home);
        try (SafJournal journal = desk.open()) {
            assertThat(said).filteredOn(line -> line.startsWith("ACK ")).hasSize(7);
            assertThat(Desk.entries(journal))
                    .filteredOn(JournalEntry.Stored.class::isInstance)
                    .containsExactlyElementsOf(LongStream.rangeClosed(1, 8)
                            .mapToObj(number -> (JournalEntry) Entries.stored(number))
                            .toList());
        }
        // Each error ended a generation: strace counts by thread, and one or two of them come to their fourth force.
        // The
        // last generation is ours.
        assertThat(desk.generations()).hasSizeBetween(3, 4);
    }

    private static boolean runs(List<String> command) throws Exception {
        try {
            return new ProcessBuilder(command)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (java.io.IOException e) {
            return false;
        }
    }

    @Test
    void everyAnswer_comesAfter_aForceOfItsFile() throws Exception {
        List<String> calls = traced();

        assertThat(calls).filteredOn("ACK"::equals).hasSize(5);
        for (int at = 0; at < calls.size(); at++) {
            if (calls.get(at).equals("ACK")) {
                assertThat(calls.subList(Math.max(0, calls.subList(0, at).lastIndexOf("ACK")), at))
                        .contains(ChronicleFile.NAME);
            }
        }
    }

    @Test
    void newGeneration_isForced_withItsWay() throws Exception {
        List<String> calls = traced();

        List<String> first = calls.subList(0, calls.indexOf("ACK"));
        int file = first.indexOf(ChronicleFile.NAME);
        assertThat(first.get(file + 1)).startsWith("gen-00000000000000000001-");
        assertThat(first.get(file + 2)).isEqualTo("journal");
    }
}
