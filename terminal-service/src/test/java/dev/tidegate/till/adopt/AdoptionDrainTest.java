package dev.tidegate.till.adopt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.ChainReceipt;
import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.TillId;
import dev.tidegate.core.port.GatewayClient.Receipt;
import dev.tidegate.core.port.GatewayClient.Verdict;
import dev.tidegate.core.port.GatewayUnavailableException;
import dev.tidegate.crypto.AdoptionGrant;
import dev.tidegate.crypto.ChainSeal;
import dev.tidegate.crypto.ExportFacts;
import dev.tidegate.crypto.ExportReader;
import dev.tidegate.crypto.ExportWriter;
import dev.tidegate.crypto.GatewayHome;
import dev.tidegate.crypto.RecordView;
import dev.tidegate.crypto.SignedGrant;
import dev.tidegate.crypto.TillHome;
import dev.tidegate.till.adopt.AdoptionImport.Answer;
import dev.tidegate.till.adopt.AdoptionImport.Why;
import dev.tidegate.till.fake.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stick comes in, and what lies on it goes to a gateway that is played by the test. */
final class AdoptionDrainTest {
    private static final TillId OWN = TillId.of("018f3c52-7d2a-7c10-9f6e-5a1d0c0ffee2");
    private static final int RECORDS = 150;
    private static final InstantSource CLOCK = InstantSource.system();

    @TempDir
    private static Path once;

    @TempDir
    private Path folder;

    private static GatewayHome gateway;
    private static Path export;
    private static ExportFacts facts;

    private Path home;
    private Path grantFile;
    private SignedGrant grant;
    private final List<Progress> told = new ArrayList<>();

    @BeforeAll
    static void makeExport() throws IOException {
        gateway = GatewayHome.init(once.resolve("gateway"), CLOCK);
        var ignored = gateway.enrolTill(Samples.TILL, once.resolve("dead"), CLOCK);
        assertThat(gateway.enrolTill(OWN, once.resolve("own"), CLOCK).till()).isEqualTo(OWN);
        export = once.resolve("stick.tgjx");
        facts = write(export, RECORDS);
    }

    private static ExportFacts write(Path file, int records) throws IOException {
        Path keys = copy(once.resolve("dead"), Files.createTempDirectory(once, "dead"));
        try (ChainSeal chain = new TillHome(keys).chain();
                ExportWriter out = ExportWriter.open(file, Samples.TILL, true)) {
            var recovered = chain.open(new UUID(1, 1));
            assertThat(recovered.lostFrom()).isZero();
            for (int i = 0; i < records; i++) {
                JournalEntry entry = i == 0 ? new JournalEntry.EpochOpen(0, 0) : new JournalEntry.Shown(Samples.id());
                JournalRecord record = chain.next(entry, CLOCK.instant());
                chain.durable(record.seq());
                RecordView view = RecordView.of(record.raw());
                if (view != null) {
                    out.add(view);
                }
            }
            return out.finish();
        }
    }

    private static Path copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
        return to;
    }

    @BeforeEach
    void open() throws IOException {
        home = copy(once.resolve("own"), Files.createDirectory(folder.resolve("own")));
        grant = grant(Samples.TILL, OWN, Duration.ofHours(1));
        grantFile = written(grant);
    }

    private static SignedGrant grant(TillId from, TillId to, Duration valid) {
        Instant now = CLOCK.instant().truncatedTo(ChronoUnit.MILLIS);
        return SignedGrant.of(new AdoptionGrant(UUID.randomUUID(), from, to, now, now.plus(valid)), gateway.signer());
    }

    private Path written(SignedGrant signed) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "grant", ""), signed.text() + "\n");
    }

    private Answer take(Path file, Path by) throws IOException {
        return new AdoptionImport(home, CLOCK).take(file, by);
    }

    private AdoptedFolder taken() throws IOException {
        Answer answer = take(export, grantFile);
        assertThat(answer).isInstanceOf(Answer.Taken.class);
        return ((Answer.Taken) answer).at();
    }

    private static Why refusal(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Refused.class);
        return ((Answer.Refused) answer).why();
    }

    private AdoptionDrain drain(Courier courier) {
        return new AdoptionDrain(home, courier, gateway.signatureCheck(), (ignored, progress) -> told.add(progress));
    }

    /** A gateway that counts what it has; dies, or says what it is told to, once. */
    private static final class Gateway implements Courier {
        private long last;
        private int batches;
        private int diesInBatch = -1;
        private int refusesInBatch = -1;
        private boolean signs = true;
        private final List<Long> seen = new ArrayList<>();

        @Override
        public Answer carry(Octets grantBytes, ExportFacts of, List<RecordView> batch) {
            int number = batches++;
            if (number == refusesInBatch) {
                return new Answer.Refused("grant_revoked");
            }
            List<Verdict> verdicts = new ArrayList<>();
            for (RecordView record : batch) {
                if (record.seq() > last + 1) {
                    verdicts.add(Verdict.RESEND);
                    break;
                }
                verdicts.add(record.seq() <= last ? Verdict.DUPLICATE : Verdict.OK);
                if (record.seq() > last) {
                    seen.add(record.seq());
                }
                last = Math.max(last, record.seq());
            }
            if (number == diesInBatch) {
                throw new GatewayUnavailableException(Reason.GATEWAY_SILENT, "after its commit");
            }
            Octets link = batch.getLast().record().link();
            ChainReceipt chain = signs ? gateway.chainSigner().receipt(of.till(), last, link) : ChainReceipt.none();
            return new Answer.Taken(new Receipt(verdicts, last, chain), last >= of.lastSeq(), 0);
        }
    }

    @Test
    void drain_anAdoptedExport_bringsEveryRecordOnce() throws IOException {
        AdoptedFolder at = taken();
        Gateway far = new Gateway();

        long moved = drain(far).doWork();

        assertThat(moved).isEqualTo(RECORDS);
        assertThat(far.seen).hasSize(RECORDS).doesNotHaveDuplicates();
        assertThat(at.progress()).isEqualTo(new Progress(facts.lastSeq(), Progress.State.DONE, "", 0));
        assertThat(told.getLast().state()).isEqualTo(Progress.State.DONE);
    }

    @Test
    void drain_whenAllIsDone_sendsNothing() throws IOException {
        AdoptedFolder at = taken();
        Gateway far = new Gateway();
        AdoptionDrain drain = drain(far);
        long moved = drain.doWork();
        int batches = far.batches;

        long more = drain.doWork();

        assertThat(moved).isPositive();
        assertThat(more).isZero();
        assertThat(far.batches).isEqualTo(batches);
        assertThat(at.export()).exists();
    }

    @Test
    void drain_anAnswerThatIsLost_repeatsTheBatchAndChangesNothing() throws IOException {
        AdoptedFolder at = taken();
        Gateway far = new Gateway();
        far.diesInBatch = 1;
        assertThatExceptionOfType(GatewayUnavailableException.class)
                .isThrownBy(() -> assertThat(drain(far).doWork()).isZero());
        long before = at.progress().sent();

        long moved = drain(far).doWork();

        assertThat(before).isEqualTo(AdoptionDrain.BATCH_RECORDS_MAX);
        assertThat(moved).isEqualTo(RECORDS - before);
        assertThat(far.seen).hasSize(RECORDS).doesNotHaveDuplicates();
        assertThat(at.progress().state()).isEqualTo(Progress.State.DONE);
    }

    @Test
    void drain_aGatewayThatDoesNotSign_isNotDone() throws IOException {
        AdoptedFolder at = taken();
        Gateway far = new Gateway();
        far.signs = false;
        AdoptionDrain drain = drain(far);
        long moved = drain.doWork();
        Progress unsigned = at.progress();

        far.signs = true;
        long more = drain.doWork();

        assertThat(moved).isEqualTo(RECORDS);
        assertThat(unsigned.state()).isEqualTo(Progress.State.SENDING);
        assertThat(more).isEqualTo(1);
        assertThat(at.progress().state()).isEqualTo(Progress.State.DONE);
    }

    @Test
    void drain_aGatewayThatRefuses_stopsAndSaysWhy() throws IOException {
        AdoptedFolder at = taken();
        Gateway far = new Gateway();
        far.refusesInBatch = 1;
        AdoptionDrain drain = drain(far);
        long moved = drain.doWork();

        long more = drain.doWork();

        assertThat(moved).isEqualTo(AdoptionDrain.BATCH_RECORDS_MAX);
        assertThat(more).isZero();
        assertThat(at.progress().state()).isEqualTo(Progress.State.STOPPED);
        assertThat(at.progress().code()).isEqualTo("grant_revoked");
    }

    @Test
    void drain_aGatewayThatWasRestored_getsItAgain() throws IOException {
        AdoptedFolder at = taken();
        Gateway far = new Gateway();
        far.diesInBatch = 2;
        assertThatExceptionOfType(GatewayUnavailableException.class)
                .isThrownBy(() -> assertThat(drain(far).doWork()).isZero());
        far.last = 10;
        AdoptionDrain drain = drain(far);

        long first = drain.doWork();
        long second = drain.doWork();

        assertThat(first).isZero();
        assertThat(second).isEqualTo(RECORDS - 10);
        assertThat(at.progress().state()).isEqualTo(Progress.State.DONE);
    }

    @Test
    void drain_anExportThatWasDamagedHere_stops() throws IOException {
        AdoptedFolder at = taken();
        byte[] bytes = Files.readAllBytes(at.export());
        bytes[1_000] ^= 1;
        Files.write(at.export(), bytes);
        Gateway far = new Gateway();

        long moved = drain(far).doWork();

        assertThat(moved).isZero();
        assertThat(far.batches).isZero();
        assertThat(at.progress().code()).isEqualTo("damaged_here");
    }

    @Test
    void take_again_bringsItAgain() throws IOException {
        AdoptedFolder at = taken();
        Gateway far = new Gateway();
        AdoptionDrain drain = drain(far);
        long moved = drain.doWork();

        Answer again = take(export, grantFile);
        long more = drain.doWork();

        assertThat(moved).isEqualTo(RECORDS);
        assertThat(((Answer.Taken) again).again()).isTrue();
        assertThat(more).isEqualTo(RECORDS);
        assertThat(far.seen).hasSize(RECORDS).doesNotHaveDuplicates();
        assertThat(at.progress().state()).isEqualTo(Progress.State.DONE);
    }

    @Test
    void take_whileItIsOnItsWay_forgetsNoProgress() throws IOException {
        AdoptedFolder at = taken();
        at.remember(Progress.begun().sentUpTo(64));

        Answer again = take(export, grantFile);

        assertThat(again).isInstanceOf(Answer.Taken.class);
        assertThat(at.progress().sent()).isEqualTo(64);
    }

    @Test
    void take_afterAKillInTheMiddle_beginsAnew() throws IOException {
        AdoptedFolder at = AdoptedFolder.of(home, grant);
        Path half =
                at.folder().resolveSibling(AdoptedFolder.HALF_MADE + at.folder().getFileName());
        Files.createDirectories(half);
        Files.write(half.resolve("export.tgjx"), new byte[100]);

        Answer answer = take(export, grantFile);

        assertThat(answer).isInstanceOf(Answer.Taken.class);
        assertThat(half).doesNotExist();
        assertThat(AdoptedFolder.all(home)).hasSize(1);
        assertThat(ExportReader.check(at.export(), gateway.signatureCheck())).isEqualTo(facts);
    }

    @Test
    void all_whatIsHalfMade_isNotSeen() throws IOException {
        Files.createDirectories(home.resolve(AdoptedFolder.NAME).resolve(AdoptedFolder.HALF_MADE + "x"));

        assertThat(AdoptedFolder.all(home)).isEmpty();
    }

    @Test
    void take_anotherExportUnderTheSameGrant_isRefused() throws IOException {
        AdoptedFolder at = taken();
        Path other = folder.resolve("other.tgjx");
        ExportFacts shorter = write(other, 3);

        Answer answer = take(other, grantFile);

        assertThat(shorter.count()).isEqualTo(3);
        assertThat(refusal(answer)).isEqualTo(Why.GRANT_USED);
        assertThat(at.progress().state()).isEqualTo(Progress.State.SENDING);
    }

    @Test
    void take_aDamagedExport_isRefused() throws IOException {
        byte[] bytes = Files.readAllBytes(export);
        bytes[bytes.length / 2] ^= 1;
        Path bad = Files.write(folder.resolve("bad.tgjx"), bytes);

        assertThat(refusal(take(bad, grantFile))).isEqualTo(Why.EXPORT_DAMAGED);
        assertThat(AdoptedFolder.all(home)).isEmpty();
    }

    @Test
    void take_aGrantForAnotherTill_isRefused() throws IOException {
        Path other = written(grant(Samples.TILL, new TillId(UUID.randomUUID()), Duration.ofHours(1)));

        assertThat(refusal(take(export, other))).isEqualTo(Why.GRANT_OF_ANOTHER_TILL);
    }

    @Test
    void take_aGrantForAnotherJournal_isRefused() throws IOException {
        Path other = written(grant(new TillId(UUID.randomUUID()), OWN, Duration.ofHours(1)));

        assertThat(refusal(take(export, other))).isEqualTo(Why.GRANT_OF_ANOTHER_EXPORT);
    }

    @Test
    void take_aGrantOfAnotherGateway_isRefused() throws IOException {
        GatewayHome stranger = GatewayHome.init(folder.resolve("stranger"), CLOCK);
        Path other = written(SignedGrant.of(grant.grant(), stranger.signer()));

        assertThat(refusal(take(export, other))).isEqualTo(Why.GRANT_NOT_BELIEVED);
    }

    @Test
    void take_anExpiredGrant_isRefused() throws IOException {
        InstantSource later = InstantSource.fixed(CLOCK.instant().plus(Duration.ofHours(2)));

        assertThat(refusal(new AdoptionImport(home, later).take(export, grantFile)))
                .isEqualTo(Why.GRANT_EXPIRED);
    }

    @Test
    void take_anExpiredGrantThatWasTakenInTime_goesOn() throws IOException {
        AdoptedFolder at = taken();
        InstantSource later = InstantSource.fixed(CLOCK.instant().plus(Duration.ofHours(2)));

        Answer again = new AdoptionImport(home, later).take(export, grantFile);

        assertThat(((Answer.Taken) again).at()).isEqualTo(at);
    }

    @Test
    void progress_anyBytes_beginAnew() {
        assertThat(Progress.read(new byte[40])).isEqualTo(Progress.begun());
        assertThat(Progress.read(new byte[0])).isEqualTo(Progress.begun());
    }

    @Test
    void progress_written_isReadAgain() {
        Progress stopped = Progress.begun().sentUpTo(7).stopped("grant_used");

        assertThat(Progress.read(stopped.line())).isEqualTo(stopped);
    }
}
