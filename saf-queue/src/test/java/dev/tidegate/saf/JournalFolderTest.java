package dev.tidegate.saf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.saf.JournalFolder.Piece;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder as somebody sees it who only reads. */
class JournalFolderTest {
    @TempDir
    private Path home;

    private Desk desk;

    @BeforeEach
    void setUp() {
        desk = new Desk(home);
    }

    private List<Piece> pieces() throws IOException {
        List<Piece> pieces = new ArrayList<>();
        JournalFolder.of(desk.folder).scan(pieces::add);
        return pieces;
    }

    private List<Long> numbers() throws IOException {
        return pieces().stream()
                .filter(Piece.Record.class::isInstance)
                .map(piece -> ((Piece.Record) piece).seq())
                .toList();
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    private Map<Path, FileTime> state() throws IOException {
        Map<Path, FileTime> state = new TreeMap<>();
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.toList()) {
                state.put(file, Files.getLastModifiedTime(file));
            }
        }
        return state;
    }

    @Test
    void scan_severalGenerations_givesAllRecordsInOrder() throws Exception {
        try (SafJournal journal = desk.open()) {
            Desk.store(journal, 1, 300);
        }
        desk.open().close();

        // EPOCH_OPEN, 300 sales, EPOCH_CLOSE, EPOCH_OPEN, EPOCH_CLOSE
        assertThat(numbers()).isEqualTo(upTo(304));
        assertThat(JournalFolder.of(desk.folder).generations()).isGreaterThan(2);
    }

    @Test
    void scan_whileAProcessHasTheJournal_isPossible() throws Exception {
        try (SafJournal journal = desk.open()) {
            Desk.store(journal, 1, 10);

            assertThat(numbers()).isEqualTo(upTo(11));
        }
    }

    @Test
    void scan_aFolder_changesNothing() throws Exception {
        try (SafJournal journal = desk.open()) {
            Desk.store(journal, 1, 10);
        }
        Map<Path, FileTime> before = state();

        assertThat(numbers()).hasSize(12);
        assertThat(JournalFolder.of(desk.folder).acknowledged().contiguous()).isZero();

        assertThat(state()).isEqualTo(before);
    }

    @Test
    void scan_aFlippedBit_isATornFrameAtItsPlace() throws Exception {
        try (SafJournal journal = desk.open()) {
            Desk.store(journal, 1, 5);
        }
        Piece third = pieces().get(2);
        byte[] bytes = Files.readAllBytes(third.file());
        bytes[(int) third.position() + Frame.HEADER_BYTES + 100] ^= 1;
        Files.write(third.file(), bytes);

        assertThat(pieces()).contains(new Piece.Torn(third.file(), third.position()));
        assertThat(numbers()).containsExactly(1L, 2L, 4L, 5L, 6L, 7L);
    }

    @Test
    void scan_whatWasGivenUpAndWrittenAgain_givesItOnce() throws Exception {
        FaultyFiles files = new FaultyFiles();
        desk.files = files;
        try (SafJournal journal = desk.open()) {
            Desk.store(journal, 1, 3);
            files.badForces.set(1);
            Desk.store(journal, 4, 6);
        }

        assertThat(numbers()).isEqualTo(upTo(8));
    }

    @Test
    void scan_aFileThatIsNone_saysSo() throws Exception {
        desk.open().close();
        Path file = desk.newestFile();
        Files.delete(file);
        Files.createDirectory(file);

        assertThat(pieces()).containsExactly(new Piece.Unreadable(file, 0));
    }

    @Test
    void scan_aGenerationWithoutAFile_goesOn() throws Exception {
        desk.open().close();
        Files.createDirectory(desk.folder.resolve(new GenerationName(3, new java.util.UUID(1, 1)).toString()));

        assertThat(numbers()).isEqualTo(upTo(2));
    }

    @Test
    void bytes_ofAFolder_areThoseOfItsFiles() throws Exception {
        desk.open().close();

        assertThat(JournalFolder.of(desk.folder).bytes()).isEqualTo(Files.size(desk.newestFile()));
    }

    @Test
    void of_whatIsNoJournal_isRefused() throws Exception {
        Path other = Files.createDirectory(home.resolve("other"));
        Files.createDirectory(other.resolve("gen-1"));

        assertThatThrownBy(() -> JournalFolder.of(other)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> JournalFolder.of(home.resolve("none"))).isInstanceOf(IOException.class);
    }

    @Test
    void acknowledged_ofAFolder_isWhatTheGatewaySaid() throws Exception {
        try (SafJournal journal = desk.open()) {
            Desk.store(journal, 1, 5);
            journal.acknowledge(new dev.tidegate.core.port.Journal.Acknowledged(4, new TreeSet<>(List.of(2L))));
        }

        assertThat(JournalFolder.of(desk.folder).acknowledged().contiguous()).isEqualTo(4);
    }

    @Test
    void acknowledged_withoutACursor_isToldApart() throws Exception {
        desk.open().close();
        Files.delete(desk.folder.resolve(CursorFile.NAME));

        assertThatThrownBy(() -> JournalFolder.of(desk.folder).acknowledged()).isInstanceOf(NoSuchFileException.class);
    }
}
