package dev.tidegate.saf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalEntry.Answered.Answer;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.port.Journal.Acknowledged;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a sealed body, a generation and an archive go, and what stays of them. */
class ArchivistTest {
    @TempDir
    private Path home;

    private Closet closet;

    @BeforeEach
    void open() {
        closet = new Closet(new Desk(home));
    }

    @AfterEach
    void close() {
        closet.close();
    }

    @Test
    void generation_allFinalAndAcknowledged_isArchived() {
        closet.append(Entries.stored(1));
        closet.append(Entries.captured(1));
        closet.hours(1).acknowledgeAll();
        List<JournalRecord> before = closet.all();

        long freed = closet.work();

        assertThat(freed).isPositive();
        assertThat(closet.facts).singleElement().isInstanceOf(ArchiveFact.Archived.class);
        assertThat(closet.names()).noneMatch(name -> name.startsWith("gen-00000000000000000001"));
        assertThat(closet.all())
                .extracting(JournalRecord::seq, JournalRecord::link)
                .isEqualTo(before.stream()
                        .map(record -> org.assertj.core.groups.Tuple.tuple(record.seq(), record.link()))
                        .toList());
        assertThat(closet.bodies()).isEmpty();
    }

    @Test
    void generation_thatIsAppendedTo_isLeftAlone() {
        closet.append(Entries.stored(1));
        closet.append(Entries.captured(1));
        closet.acknowledgeAll();

        assertThat(closet.work()).isZero();
        assertThat(closet.bodies()).containsExactly(1L);
    }

    @Test
    void generation_whoseHourIsOver_isArchivedWithoutANextRecord() throws InterruptedException {
        closet.append(Entries.stored(1));
        closet.append(Entries.captured(1));
        closet.acknowledgeAll();
        closet.desk.now = closet.desk.now.plus(Duration.ofHours(1));

        Await.until(() -> closet.work() > 0);

        assertThat(closet.bodies()).isEmpty();
        assertThat(closet.append(Entries.stored(2)).seq()).isEqualTo(4);
        assertThat(closet.restart().all()).hasSize(6);
    }

    @Test
    void generation_endedAndAcknowledgedDuringARound_keepsWhatTheRoundDoesNotKnow() {
        closet.append(Entries.stored(1));
        closet.append(Entries.captured(1));
        closet.hours(1).acknowledgeAll();
        closet.steps = step -> {
            closet.steps = Steps.none();
            closet.append(Entries.stored(2));
            closet.hours(1).acknowledgeAll();
        };

        closet.work();

        assertThat(closet.facts).hasSize(1);
        assertThat(closet.bodies()).containsExactly(2L);
        closet.work();
        assertThat(closet.bodies()).containsExactly(2L);
    }

    @Test
    void generation_notAcknowledged_isLeftAlone() {
        closet.append(Entries.stored(1));
        closet.append(Entries.captured(1));
        closet.hours(30);
        closet.journal().acknowledge(new Acknowledged(2, new TreeSet<>()));

        assertThat(closet.work()).isZero();
        assertThat(closet.bodies()).containsExactly(1L);
    }

    @Test
    void generation_itsLastRecordIsSetAside_countsAsAcknowledged() {
        closet.append(Entries.stored(1));
        JournalRecord result = closet.append(Entries.captured(1));
        closet.hours(1);
        closet.journal().acknowledge(new Acknowledged(result.seq() - 1, new TreeSet<>(List.of(result.seq()))));

        assertThat(closet.work()).isPositive();
    }

    @Test
    void generation_oneSaleUnfinished_isKeptWholeForTwentyFourHours() {
        closet.append(Entries.stored(1));
        closet.append(Entries.stored(2));
        closet.append(Entries.captured(1));
        closet.hours(23).acknowledgeAll();
        closet.work();

        assertThat(closet.bodies()).containsExactly(1L, 2L);
    }

    @Test
    void generation_oneSaleUnfinished_isCompactedAfterTwentyFourHours() {
        closet.append(Entries.stored(1));
        JournalRecord kept = closet.append(Entries.stored(2));
        closet.append(Entries.captured(1));
        closet.hours(24).acknowledgeAll();

        closet.work();

        assertThat(closet.facts).anySatisfy(fact -> {
            assertThat(fact).isInstanceOf(ArchiveFact.Compacted.class);
            assertThat(((ArchiveFact.Compacted) fact).kept()).isEqualTo(1);
        });
        assertThat(closet.bodies()).containsExactly(2L);
        assertThat(closet.all()).contains(kept);
        assertThat(closet.names()).anyMatch(name -> name.endsWith("-c"));
    }

    @Test
    void copy_itsLastSaleIsFinished_isDeletedAtOnce() {
        compactedRoundTwo();
        closet.append(Entries.captured(2));
        closet.hours(1).acknowledgeAll();

        closet.work();

        assertThat(closet.names()).noneMatch(name -> name.endsWith("-c"));
        assertThat(closet.bodies()).isEmpty();
    }

    @Test
    void copy_oneOfTwoIsFinished_isCompactedAgainAfterTwentyFourHours() {
        closet.append(Entries.stored(1));
        closet.append(Entries.stored(2));
        closet.append(Entries.stored(3));
        closet.append(Entries.captured(1));
        closet.hours(24).acknowledgeAll();
        closet.work();
        closet.append(Entries.captured(2));
        closet.hours(23).acknowledgeAll();
        closet.work();
        List<Long> before = closet.bodies();
        closet.hours(1).acknowledgeAll();

        closet.work();

        assertThat(before).containsExactly(2L, 3L);
        assertThat(closet.bodies()).containsExactly(3L);
    }

    @Test
    void sealedBody_twentyFiveHoursAfterItsResult_isNowhereOnTheDisk() {
        JournalRecord finished = closet.append(Entries.stored(1));
        JournalRecord unfinished = closet.append(Entries.stored(2));
        closet.hours(2);
        closet.append(Entries.captured(1));
        closet.acknowledgeAll();
        byte[] sealed = sample(finished);
        assertThat(closet.isOnDisk(sealed)).isTrue();
        for (int hour = 0; hour < 25; hour++) {
            closet.hours(1).acknowledgeAll();
            closet.work();
        }

        assertThat(closet.isOnDisk(sealed)).isFalse();
        assertThat(closet.isOnDisk(sample(unfinished))).isTrue();
    }

    @Test
    void restart_afterACompaction_hasEverythingAndGoesOn() {
        compactedRoundTwo();
        List<JournalRecord> before = closet.all();

        closet.restart();

        assertThat(closet.journal().opening().archiveOdd()).isEmpty();
        assertThat(closet.journal().opening().refusal()).isNull();
        assertThat(closet.all().subList(0, before.size())).isEqualTo(before);
        assertThat(closet.journal().limitsInUse().count()).isEqualTo(1);
        closet.append(Entries.captured(2));
        closet.hours(1).acknowledgeAll();
        closet.work();
        assertThat(closet.bodies()).isEmpty();
    }

    @Test
    void restart_theResultCameBefore_theDayStillRunsFromIt() {
        closet.append(Entries.stored(1));
        closet.append(Entries.stored(2));
        closet.append(Entries.captured(1));
        closet.hours(20).acknowledgeAll();
        closet.restart();
        closet.hours(4).acknowledgeAll();

        closet.work();

        assertThat(closet.bodies()).containsExactly(2L);
    }

    @Test
    void compaction_theClockWentBack_doesNotWait() {
        closet.append(Entries.stored(1));
        closet.append(Entries.stored(2));
        closet.hours(1);
        closet.append(Entries.captured(1));
        closet.hours(1).acknowledgeAll();
        closet.desk.now = closet.desk.now.minus(Duration.ofDays(3));

        closet.work();

        assertThat(closet.bodies()).containsExactly(2L);
    }

    @Test
    void final_aVoidBeforeTheOffer_isOne() {
        closet.append(Entries.stored(1));
        closet.append(Entries.voided(1));
        closet.hours(1).acknowledgeAll();
        closet.work();

        assertThat(closet.bodies()).isEmpty();
    }

    @Test
    void final_aVoidAfterTheOffer_isNone() {
        JournalRecord stored = closet.append(Entries.stored(1));
        closet.append(Entries.offered(stored.seq()));
        closet.append(Entries.voided(1));
        closet.hours(30).acknowledgeAll();
        closet.work();

        assertThat(closet.bodies()).containsExactly(1L);
    }

    @Test
    void final_aResultThatIsNot_keepsTheBody() {
        closet.append(Entries.stored(1));
        closet.append(Entries.result(1, PaymentState.HELD));
        closet.hours(30).acknowledgeAll();
        closet.work();

        assertThat(closet.bodies()).containsExactly(1L);
    }

    @Test
    void final_answers_someAre() {
        for (Answer answer : Answer.values()) {
            closet.append(Entries.asked(answer.ordinal() + 1));
            closet.append(Entries.answered(answer.ordinal() + 1, answer));
        }
        closet.hours(24).acknowledgeAll();
        closet.work();

        assertThat(closet.bodies())
                .extracting(number -> Answer.values()[(int) (number - 1)])
                .containsExactly(Answer.KEPT_AUTHORISED, Answer.TO_BE_REVERSED, Answer.UNKNOWN);
    }

    @Test
    void final_askedAndThenStored_endsBothBodies() {
        closet.append(Entries.asked(1));
        closet.append(Entries.stored(1));
        closet.append(Entries.answered(1, Answer.NOT_SENT));
        closet.hours(30).acknowledgeAll();
        closet.work();
        List<Long> before = closet.bodies();
        closet.append(Entries.captured(1));
        closet.hours(1).acknowledgeAll();
        closet.work();

        assertThat(before).containsExactly(1L, 1L);
        assertThat(closet.bodies()).isEmpty();
    }

    @Test
    void bytesLeft_afterAnArchive_areFewer() {
        for (int number = 1; number <= 100; number++) {
            closet.append(Entries.stored(number));
            closet.append(Entries.captured(number));
        }
        closet.hours(1).acknowledgeAll();
        long before = closet.archivist().bytesLeft();

        long freed = closet.work();

        assertThat(closet.archivist().bytesLeft()).isEqualTo(before - freed);
    }

    @Test
    void fact_ofADeletion_namesRecordsAndBytes() throws Exception {
        closet.append(Entries.stored(1));
        closet.append(Entries.captured(1));
        closet.hours(1).acknowledgeAll();
        Path oldest = closet.desk.generations().getFirst();
        long bytes = Files.size(oldest.resolve(ChronicleFile.NAME));

        closet.work();

        assertThat(closet.facts)
                .containsExactly(new ArchiveFact.Archived(oldest.getFileName().toString(), 3, bytes));
    }

    @Test
    void doWork_afterTheJournalsEnd_doesNothing() {
        closet.append(Entries.stored(1));
        closet.append(Entries.captured(1));
        closet.hours(1).acknowledgeAll();
        closet.journal().close();

        assertThat(closet.work()).isZero();
        assertThat(closet.facts).isEmpty();
    }

    @Test
    void readers_whileGenerationsGo_readEachRecordOnce() throws InterruptedException {
        for (int number = 1; number <= 60; number++) {
            closet.append(Entries.stored(number));
            closet.append(Entries.captured(number));
            if (number % 3 == 0) {
                closet.hours(1);
            }
        }
        closet.acknowledgeAll();
        List<Octets> links = closet.all().stream().map(JournalRecord::link).toList();
        Thread archivist = Thread.ofPlatform().start(closet::work);

        while (archivist.isAlive()) {
            assertThat(closet.all()).extracting(JournalRecord::link).isEqualTo(links);
        }
        archivist.join();
        assertThat(closet.bodies()).isEmpty();
    }

    private void compactedRoundTwo() {
        closet.append(Entries.stored(1));
        closet.append(Entries.stored(2));
        closet.append(Entries.captured(1));
        closet.hours(24).acknowledgeAll();
        closet.work();
        assertThat(closet.bodies()).containsExactly(2L);
    }

    private static byte[] sample(JournalRecord record) {
        assertThat(record.entry()).isInstanceOf(JournalEntry.WithBody.class);
        return Arrays.copyOf(LinkSeal.noise(record.raw()).toByteArray(), 64);
    }
}
