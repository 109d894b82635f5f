package dev.tidegate.saf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.port.JournalBrokenException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShelfTest {
    private static final Octets NO_LINK = Octets.of(new byte[32]);

    @TempDir
    private Path folder;

    private LinkSeal seal;
    private Generation first;
    private Shelf shelf;

    @BeforeEach
    void setUp() throws IOException {
        seal = new LinkSeal(folder.resolve("state"));
        first = generation(1, 10);
        shelf = new Shelf(List.of(first), seal::read);
    }

    /** A generation on disk, of which nothing is durable yet. */
    private Generation generation(long from, long to) throws IOException {
        Generation made = new Generation(folder, new GenerationName(from, new UUID(0, from)));
        Files.createDirectory(made.folder());
        try (ChronicleFile file = new ChronicleFile(made.folder())) {
            for (long seq = from; seq <= to; seq++) {
                JournalRecord record = seal.next(Entries.shown(seq), Entries.NOON);
                made.positions().add(seq, file.append(new Frame(seq, from - 1, record.raw()).encode()));
            }
        }
        return made;
    }

    private List<Long> after(long seq) {
        return shelf.readAfter(seq, 100).stream().map(JournalRecord::seq).toList();
    }

    @Test
    void records_thatAreNotDurable_areNotRead() {
        first.reaches(4, NO_LINK);

        assertThat(after(0)).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void generation_thatHasJustBegun_isPassed() {
        first.reaches(10, NO_LINK);
        // As between the making of its folder and of its file.
        shelf.add(new Generation(folder, new GenerationName(11, new UUID(0, 11))));

        assertThat(after(8)).containsExactly(9L, 10L);
    }

    @Test
    void generation_thatWasGivenUp_isNotRead() {
        first.reaches(10, NO_LINK);
        Generation abandoned = new Generation(folder, new GenerationName(11, new UUID(0, 11)));
        shelf.add(abandoned);
        shelf.remove(abandoned);

        assertThat(after(0)).hasSize(10);
    }

    @Test
    void records_ofTwoGenerations_areOneList() throws Exception {
        first.reaches(10, NO_LINK);
        Generation second = generation(11, 20);
        second.reaches(20, NO_LINK);
        shelf.add(second);

        assertThat(after(8)).startsWith(9L, 10L, 11L, 12L).hasSize(12);
    }

    @Test
    void generation_whoseRecordsWereTakenOver_endsWhereTheNextBegins() throws Exception {
        // Records 8 to 10 lie in the old file as well, but were never proven there.
        first.reaches(7, NO_LINK);
        Generation next = new Generation(folder, new GenerationName(8, new UUID(0, 8)));
        Files.createDirectory(next.folder());
        Files.copy(first.file(), next.file());
        next.reaches(10, NO_LINK);
        shelf.add(next);

        assertThat(after(0)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
    }

    @Test
    void generation_letGoWhileTheOneBeforeItIsRead_isPassed() throws Exception {
        first.reaches(10, NO_LINK);
        Generation second = generation(11, 20);
        second.reaches(20, NO_LINK);
        Generation third = generation(21, 30);
        third.reaches(30, NO_LINK);
        shelf = new Shelf(List.of(first, second, third), raw -> {
            JournalRecord record = seal.read(raw);
            if (record.seq() == 10) {
                letGo(second);
            }
            return record;
        });

        assertThat(after(8)).startsWith(9L, 10L, 21L).hasSize(12);
    }

    private void letGo(Generation generation) {
        shelf.remove(generation);
        try {
            Files.delete(generation.file());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void file_thatIsGone_isNamedByItsRecord() throws Exception {
        first.reaches(10, NO_LINK);
        Files.delete(first.file());

        assertThatThrownBy(() -> after(3))
                .isInstanceOf(JournalBrokenException.class)
                .hasMessageContaining("record 4");
    }
}
