package dev.tidegate.till;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.SealedBody;
import dev.tidegate.core.payment.StoredKind;
import dev.tidegate.core.port.Journal;
import dev.tidegate.core.port.Landmarks;
import dev.tidegate.saf.ArchiveFact;
import dev.tidegate.saf.Archivist;
import dev.tidegate.saf.Retention;
import dev.tidegate.saf.SafJournal;
import dev.tidegate.saf.Settings;
import dev.tidegate.till.fake.Enrolment;
import dev.tidegate.till.fake.Samples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The journal of a shop, with its real chain: 25 hours after its final result no sealed body is on the disk. */
final class SealedBodiesGoTest {
    private final Random chance = new Random(3);
    private final List<ArchiveFact> facts = new ArrayList<>();

    @TempDir
    private Path folder;

    private Enrolment enrolment;
    private Path journalFolder;
    private SafJournal journal;
    private Archivist archivist;
    private Instant now = Samples.NOON;

    @BeforeEach
    void open() {
        enrolment = Enrolment.in(folder);
        journalFolder = enrolment.till().folder().resolve("journal");
        start();
    }

    private void start() {
        journal = SafJournal.open(
                journalFolder, enrolment.till().chain(), () -> now, Landmarks.none(), Settings.standard());
        archivist = journal.archivist(Retention.standard(), facts::add);
    }

    @AfterEach
    void close() {
        journal.close();
    }

    @Test
    void aDayAfterTheResults_whatIsFinalIsGone_whatIsOpenIsThere() throws IOException {
        List<JournalRecord> stored = new ArrayList<>();
        for (int sale = 0; sale < 12; sale++) {
            stored.add(store());
            now = now.plus(Duration.ofMinutes(20));
        }
        for (int sale = 0; sale < 12; sale += 2) {
            finish(stored.get(sale));
        }
        for (int hour = 0; hour < 25; hour++) {
            now = now.plus(Duration.ofHours(1));
            JournalRecord last = journal.append(new JournalEntry.Shown(payment(stored.getFirst())));
            journal.acknowledge(new Journal.Acknowledged(last.seq(), new TreeSet<>()));
            archivist.doWork();
        }

        for (int sale = 0; sale < 12; sale++) {
            assertThat(isOnDisk(stored.get(sale))).as("sale %s", sale).isEqualTo(sale % 2 == 1);
        }
        assertThat(facts).hasAtLeastOneElementOfType(ArchiveFact.Compacted.class);
        assertThat(facts).noneMatch(ArchiveFact.Kept.class::isInstance);
    }

    @Test
    void restart_onArchiveCopyAndGenerations_theChainHolds() {
        JournalRecord finished = store();
        JournalRecord open = store();
        finish(finished);
        now = now.plus(Duration.ofHours(25));
        JournalRecord last = journal.append(new JournalEntry.Shown(payment(open)));
        journal.acknowledge(new Journal.Acknowledged(last.seq(), new TreeSet<>()));
        assertThat(archivist.doWork()).isPositive();
        List<Octets> links = links();
        journal.close();

        start();

        assertThat(journal.opening().refusal()).isNull();
        assertThat(journal.opening().archiveOdd()).isEmpty();
        assertThat(journal.opening().lostFrom()).isZero();
        assertThat(journal.limitsInUse().count()).isEqualTo(1);
        assertThat(links()).startsWith(links.toArray(Octets[]::new));
        assertThat(journal.readAfter(open.seq() - 1, 1)).containsExactly(open);
        assertThat(journal.readAfter(finished.seq() - 1, 1).getFirst().isBodyGone())
                .isTrue();
    }

    private List<Octets> links() {
        return journal.readAfter(0, Journal.READ_RECORDS_MAX).stream()
                .map(JournalRecord::link)
                .toList();
    }

    private JournalRecord store() {
        JournalEntry.Stored like = Samples.stored(Samples.id(), 1_250, StoredKind.DEFERRED_AUTHORISATION);
        byte[] point = new byte[65];
        byte[] ciphertext = new byte[272];
        chance.nextBytes(point);
        chance.nextBytes(ciphertext);
        SealedBody body = new SealedBody(1, Octets.of(new byte[8]), Octets.of(point), Octets.of(ciphertext));
        return journal.append(new JournalEntry.Stored(like.payment(), like.sale(), like.kind(), body));
    }

    private void finish(JournalRecord stored) {
        var ignored = journal.append(Samples.result(payment(stored), 1, "", PaymentState.CAPTURED));
    }

    private static PaymentId payment(JournalRecord record) {
        return ((JournalEntry.OfPayment) record.entry()).payment();
    }

    // Anywhere in any file of the journal, the zeros taken ahead included.
    private boolean isOnDisk(JournalRecord record) throws IOException {
        SealedBody body = ((JournalEntry.Stored) record.entry()).body();
        assertThat(body).isNotNull();
        String wanted = text(body.ciphertext().slice(0, 32).toByteArray());
        try (Stream<Path> files = Files.walk(journalFolder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.endsWith("reserve") && text(Files.readAllBytes(file)).contains(wanted)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
