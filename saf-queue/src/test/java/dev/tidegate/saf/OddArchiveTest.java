package dev.tidegate.saf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.port.JournalBrokenException;
import dev.tidegate.saf.Steps.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is odd: nothing is deleted, it is said, and what can be read is. */
class OddArchiveTest {
    @TempDir
    private Path home;

    private Closet closet;

    @BeforeEach
    void open() {
        closet = new Closet(new Desk(home));
        for (int number = 1; number <= 5; number++) {
            closet.append(Entries.stored(number));
            closet.append(Entries.captured(number));
        }
        closet.append(Entries.stored(6));
        for (int part = 0; part < 3; part++) {
            closet.hours(8);
        }
        // It knows the records from now on, and nothing is acknowledged yet.
        closet.work();
        closet.acknowledgeAll();
    }

    @AfterEach
    void close() {
        closet.close();
    }

    @Test
    void archiveWritten_itsBytesAreNotWhatWasWritten_nothingIsDeleted() {
        spoilOnce(Step.ARCHIVE_ON_DISK, () -> Crash.flip(only("archive", "new-arc-"), FrameFile.HEADER_BYTES + 300));

        assertNothingGone();
    }

    @Test
    void archiveWritten_itIsCutShort_nothingIsDeleted() {
        spoilOnce(Step.ARCHIVE_ON_DISK, () -> {
            Path file = only("archive", "new-arc-");
            Crash.truncate(file, Files.size(file) - 40);
        });

        assertNothingGone();
    }

    @Test
    void archiveWritten_itsHeaderIsLost_nothingIsDeleted() {
        spoilOnce(Step.ARCHIVE_ON_DISK, () -> Crash.zero(only("archive", "new-arc-"), 0, FrameFile.HEADER_BYTES));

        assertNothingGone();
    }

    @Test
    void copyWritten_itsBytesAreNotWhatWasWritten_nothingIsDeleted() {
        spoilOnce(Step.ARCHIVE_ON_DISK, () -> Crash.flip(only("", "new-gen-"), FrameFile.HEADER_BYTES + 300));

        assertNothingGone();
    }

    @Test
    void archiveWritten_itIsGone_nothingIsDeleted() {
        spoilOnce(Step.ARCHIVE_ON_DISK, () -> Files.delete(only("archive", "new-arc-")));

        assertNothingGone();
    }

    @Test
    void generation_itDecayed_isKept() throws IOException {
        Path file = closet.desk.generations().getFirst().resolve(ChronicleFile.NAME);
        Crash.flip(file, Crash.frames(file).get(3) + 100);

        closet.work();

        assertThat(Files.exists(file)).isTrue();
        assertThat(kept()).anySatisfy(fact -> assertThat(fact.why()).contains("no record 4"));
        assertThat(closet.archivist().troubles()).isNotEmpty();
    }

    @Test
    void oneOddGeneration_theOthersGoOn() throws IOException {
        Path file = closet.desk.generations().getFirst().resolve(ChronicleFile.NAME);
        Crash.flip(file, Crash.frames(file).get(3) + 100);

        closet.work();

        assertThat(closet.facts).hasAtLeastOneElementOfType(ArchiveFact.Archived.class);
    }

    @Test
    void archiveFolder_cannotBeMade_isSaid() throws IOException {
        Files.createFile(closet.desk.folder.resolve("archive"));

        assertNothingGone();
    }

    @Test
    void nextRound_whatWasOddIsMended_goesOn() {
        spoilOnce(Step.ARCHIVE_ON_DISK, () -> Crash.flip(only("archive", "new-arc-"), 300));
        closet.work();

        closet.work();

        assertThat(closet.archivist().troubles()).isEmpty();
        assertThat(closet.bodies()).containsExactly(6L);
    }

    @Test
    void archive_itDecays_theRestIsReadAndSalesAreTaken() throws IOException {
        closet.work();
        int before = closet.all().size();
        closet.journal().close();
        Crash.flip(oldestArchive(), FrameFile.HEADER_BYTES + 700);

        closet.restart();

        assertThat(closet.journal().opening().refusal()).isNull();
        assertThat(closet.journal().opening().archiveOdd())
                .anySatisfy(what -> assertThat(what).contains("good records of"));
        assertThat(readable()).hasSizeGreaterThan(before - 5).hasSizeLessThan(before + 2);
        assertThat(closet.append(Entries.stored(7)).seq()).isGreaterThan(before);
    }

    @Test
    void archive_itDecayed_nothingIsDeletedAnyMore() throws IOException {
        closet.work();
        closet.journal().close();
        Crash.flip(oldestArchive(), FrameFile.HEADER_BYTES + 700);
        closet.restart();
        closet.facts.clear();
        closet.append(Entries.captured(6));
        closet.hours(30).acknowledgeAll();
        List<String> names = closet.names();

        assertThat(closet.work()).isZero();

        assertThat(closet.names()).isEqualTo(names);
        assertThat(kept()).hasSize(1);
    }

    @Test
    void archive_itsEndIsCutOff_theChainGoesOnBehind() throws IOException {
        closet.work();
        closet.journal().close();
        Path archive = oldestArchive();
        Crash.truncate(archive, Files.size(archive) - 600);

        closet.restart();

        assertThat(closet.journal().opening().refusal()).isNull();
        assertThat(closet.journal().opening().archiveOdd()).isNotEmpty();
        assertThat(closet.append(Entries.stored(7)).seq()).isPositive();
    }

    @Test
    void archive_oneIsLost_isSaid() throws IOException {
        closet.work();
        closet.journal().close();
        Files.delete(archives().get(1));

        closet.restart();

        assertThat(closet.journal().opening().refusal()).isNull();
        assertThat(closet.journal().opening().archiveOdd())
                .anySatisfy(what -> assertThat(what).contains("missing from the archive"));
    }

    @Test
    void archive_theFirstIsLost_isSaid() throws IOException {
        closet.work();
        closet.journal().close();
        Files.delete(oldestArchive());

        closet.restart();

        assertThat(closet.journal().opening().archiveOdd())
                .anySatisfy(what -> assertThat(what).contains("begins with record"));
    }

    @Test
    void archive_allOfThemAreLost_isDamage() throws IOException {
        closet.work();
        closet.journal().close();
        for (Path archive : archives()) {
            Files.delete(archive);
        }

        closet.restart();

        assertThat(closet.journal().opening().refusal()).contains("record 1");
        assertThatThrownBy(() -> closet.append(Entries.stored(7))).isInstanceOf(JournalBrokenException.class);
    }

    @Test
    void copy_itDecays_isSaidAndTheRecordIsReadWithoutItsBody() throws IOException {
        closet.work();
        List<Octets> links = closet.all().stream().map(JournalRecord::link).toList();
        closet.journal().close();
        Crash.flip(only("", "gen-00000000000000000001"), FrameFile.HEADER_BYTES + 300);

        closet.restart();

        assertThat(closet.journal().opening().archiveOdd())
                .anySatisfy(what -> assertThat(what).contains("copy"));
        assertThat(closet.all()).extracting(JournalRecord::link).startsWith(links.toArray(Octets[]::new));
    }

    @Test
    void copy_withoutItsArchive_isSaid() throws IOException {
        closet.work();
        closet.journal().close();
        Files.delete(oldestArchive());

        closet.restart();

        assertThat(closet.journal().opening().archiveOdd())
                .anySatisfy(what -> assertThat(what).contains("has lost its archive"));
        assertThat(closet.names()).anyMatch(name -> name.endsWith("-c"));
    }

    @Test
    void archive_decaysWhileTheGenerationIsStillThere_theGenerationCounts() throws IOException {
        closet.steps = step -> {
            if (step == Step.ARCHIVE_NAMED) {
                throw new Kill();
            }
        };
        assertThatThrownBy(closet::work).isInstanceOf(Kill.class);
        List<JournalRecord> before = closet.all();
        closet.steps = Steps.none();
        closet.journal().close();
        Crash.flip(oldestArchive(), FrameFile.HEADER_BYTES + 300);

        closet.restart();

        assertThat(closet.all().subList(0, before.size())).isEqualTo(before);
        assertThat(closet.journal().opening().archiveOdd())
                .anySatisfy(what -> assertThat(what).contains("still there"));
    }

    @Test
    void body_takenOutOfAGeneration_isDamage() throws IOException {
        closet.journal().close();
        Path file = closet.desk.generations().getFirst().resolve(ChronicleFile.NAME);
        long at = Crash.frames(file).get(1);
        byte[] all = Files.readAllBytes(file);
        Frame whole = java.util.Objects.requireNonNull(Frame.decode(
                java.nio.ByteBuffer.wrap(all).position((int) at),
                Frame.lengthIn(java.nio.ByteBuffer.wrap(all).position((int) at))));
        Frame bare = new Frame(whole.seq(), whole.durable(), closet.desk.seal.withoutBody(whole.raw()));
        java.util.Arrays.fill(all, (int) at, (int) at + 28 + whole.raw().length(), (byte) 0);
        System.arraycopy(bare.encode(), 0, all, (int) at, bare.encode().length);
        Files.write(file, all);

        closet.restart();

        assertThat(closet.journal().opening().refusal()).contains(Break.BODY_GONE);
    }

    @Test
    void archives_oldEnough_areLetGoAndTheJournalBeginsLater() {
        closet.work();
        int before = closet.all().size();
        closet.append(Entries.captured(6));
        closet.desk.now = closet.desk
                .now
                .atZone(java.time.ZoneOffset.UTC)
                .plus(Period.ofMonths(18))
                .plusMinutes(1)
                .toInstant();
        closet.append(Entries.stored(7));
        closet.acknowledgeAll();
        closet.work();

        List<JournalRecord> left = closet.all();
        assertThat(left.size()).isLessThan(before);
        assertThat(closet.facts).hasAtLeastOneElementOfType(ArchiveFact.LetGo.class);
        closet.restart();
        assertThat(closet.journal().opening().archiveOdd()).isEmpty();
        assertThat(closet.journal().opening().refusal()).isNull();
        assertThat(closet.all().getFirst()).isEqualTo(left.getFirst());
    }

    @Test
    void note_ofWhatWasLetGo_isDamaged_isSaid() throws IOException {
        archives_oldEnough_areLetGoAndTheJournalBeginsLater();
        closet.journal().close();
        Crash.flip(closet.desk.folder.resolve("archive").resolve(Floor.NAME), 20);

        closet.restart();

        assertThat(closet.journal().opening().archiveOdd())
                .anySatisfy(what -> assertThat(what).contains("note"));
    }

    private interface Spoiler {
        void spoil() throws IOException;
    }

    private void spoilOnce(Step at, Spoiler spoiler) {
        boolean[] done = {false};
        closet.steps = step -> {
            if (step == at && !done[0]) {
                done[0] = true;
                try {
                    spoiler.spoil();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }

    private void assertNothingGone() {
        List<JournalRecord> before = closet.all();
        String first = closet.names().stream()
                .filter(name -> name.startsWith("gen-"))
                .findFirst()
                .orElseThrow();

        closet.work();

        assertThat(closet.names()).contains(first).noneMatch(name -> name.contains("new-"));
        assertThat(closet.all().subList(0, 12)).isEqualTo(before.subList(0, 12));
        assertThat(kept()).isNotEmpty();
        assertThat(closet.archivist().troubles()).isNotEmpty();
    }

    private List<ArchiveFact.Kept> kept() {
        return closet.facts.stream()
                .filter(ArchiveFact.Kept.class::isInstance)
                .map(ArchiveFact.Kept.class::cast)
                .toList();
    }

    // What can be read where a hole is: from each record on.
    private List<JournalRecord> readable() {
        List<JournalRecord> records = new ArrayList<>();
        Consumer<JournalRecord> add = records::add;
        long next = 0;
        while (true) {
            List<JournalRecord> more = closet.journal().readAfter(next, 1);
            if (more.isEmpty()) {
                return records;
            }
            add.accept(more.getFirst());
            next = more.getFirst().seq();
        }
    }

    private Path only(String folder, String prefix) throws IOException {
        return Folders.list(closet.desk.folder.resolve(folder), prefix + "*").stream()
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow();
    }

    private List<Path> archives() throws IOException {
        return Folders.list(closet.desk.folder.resolve("archive"), "arc-*").stream()
                .sorted()
                .toList();
    }

    private Path oldestArchive() throws IOException {
        return archives().getFirst();
    }
}
