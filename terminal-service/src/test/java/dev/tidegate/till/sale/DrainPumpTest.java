package dev.tidegate.till.sale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.flow.DrainJournal;
import dev.tidegate.core.flow.Projection;
import dev.tidegate.core.flow.Rooms;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentResult;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.Standing;
import dev.tidegate.core.port.AcquirerTerms;
import dev.tidegate.core.port.CardRecords;
import dev.tidegate.core.port.GatewayClient;
import dev.tidegate.core.port.GatewayUnavailableException;
import dev.tidegate.core.port.HostStanding;
import dev.tidegate.core.port.Landmarks;
import dev.tidegate.core.port.Sealer;
import dev.tidegate.till.fake.HandScheduler;
import dev.tidegate.till.fake.MemoryJournal;
import dev.tidegate.till.fake.Samples;
import dev.tidegate.till.fake.ScriptedKernel;
import dev.tidegate.till.ledger.TillLedger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the drain looks, and when it waits. */
final class DrainPumpTest {
    @TempDir
    private Path folder;

    private final HandScheduler thread = new HandScheduler();
    private final MemoryJournal journal = new MemoryJournal();
    private final OneGateway gateway = new OneGateway();
    private final OneStanding standing = new OneStanding();
    private final Told told = new Told();
    private TillLedger ledger;
    private DrainPump pump;

    @BeforeEach
    void open() {
        ledger = TillLedger.open(folder.resolve("ledger.db"), Samples.TILL, Landmarks.none(), payment -> {});
        Rooms rooms = new Rooms(
                new ScriptedKernel(),
                new NoSealer(),
                journal,
                ledger,
                gateway,
                standing,
                (payment, prompt) -> {},
                CardRecords.none(),
                AcquirerTerms.none(),
                Landmarks.none());
        DrainJournal drain = new DrainJournal(rooms, new Projection(journal, ledger));
        pump = new DrainPump(drain, journal, ledger, standing, thread, told);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void wake_once_looksAtOnce() {
        pump.wake();

        assertThat(thread.untilNext()).isZero();
    }

    @Test
    void wake_twice_looksOnce() {
        pump.wake();
        pump.wake();
        thread.runNext();

        assertThat(thread.untilNext()).isPositive();
    }

    @Test
    void round_thatMovedSomething_looksAgainAtOnceAndTells() {
        store();
        pump.wake();

        thread.runNext();

        assertThat(thread.untilNext()).isZero();
        assertThat(told.progress).containsExactly(new DrainPump.Progress(2, 0, Reason.NONE, GatewayClient.Verdict.OK));
    }

    @Test
    void round_whileAResultIsAwaited_looksEverySecond() {
        store();
        pump.wake();
        thread.runNext();

        thread.runNext();

        assertThat(thread.untilNext()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void round_withNothingToDo_looksRarely() {
        pump.wake();

        thread.runNext();

        assertThat(thread.untilNext()).isEqualTo(Duration.ofSeconds(10));
        assertThat(told.progress).isEmpty();
    }

    @Test
    void round_whileTheGatewayIsNotReachable_triesNothing() {
        store();
        standing.reachable = false;
        pump.wake();

        thread.runNext();

        assertThat(gateway.uploads).isZero();
        assertThat(journal.types()).hasSize(1);
    }

    @Test
    void round_thatFails_waitsLongerEachTime() {
        store();
        gateway.trouble = Reason.GATEWAY_SILENT;
        pump.wake();
        List<Duration> waits = new ArrayList<>();

        for (int i = 0; i < 8; i++) {
            thread.runNext();
            waits.add(thread.untilNext());
        }

        assertThat(waits).isSorted();
        assertThat(waits.getFirst()).isEqualTo(Duration.ofMillis(500));
        assertThat(waits.getLast()).isEqualTo(Duration.ofSeconds(20));
        assertThat(standing.lost).isEmpty();
    }

    @Test
    void round_thatFindsNoNetwork_saysSoToTheStanding() {
        store();
        gateway.trouble = Reason.NO_NETWORK;
        pump.wake();

        thread.runNext();

        assertThat(standing.lost).containsExactly(Reason.NO_NETWORK);
        assertThat(told.progress).extracting(DrainPump.Progress::trouble).containsExactly(Reason.NO_NETWORK);
    }

    @Test
    void gatewayIsBack_afterFailures_beginsAnew() {
        store();
        gateway.trouble = Reason.GATEWAY_SILENT;
        pump.wake();
        thread.runNext();
        thread.runNext();
        pump.gatewayIsBack();

        assertThat(thread.untilNext()).isZero();
        thread.runNext();
        assertThat(thread.untilNext()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void round_thatBreaks_tellsAndGoesOnLater() {
        store();
        gateway.breaks = true;
        pump.wake();

        thread.runNext();

        assertThat(told.broke).hasSize(1);
        assertThat(thread.untilNext()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void round_theGatewaySaysFork_tellsThatItStopped() {
        store();
        gateway.verdict = GatewayClient.Verdict.FORK;
        pump.wake();

        thread.runNext();
        store();
        pump.wake();
        thread.runNext();

        assertThat(gateway.uploads).isEqualTo(1);
    }

    @Test
    void stop_always_schedulesNothingMore() {
        pump.wake();
        pump.stop();
        pump.wake();

        assertThat(thread.isIdle()).isTrue();
    }

    @Test
    void wake_afterTheThreadWasShut_isHarmless() {
        thread.shutdown();

        pump.wake();

        assertThat(thread.isIdle()).isTrue();
    }

    private void store() {
        JournalRecord ignored = journal.append(Samples.stored(Samples.id(), 100));
    }

    private static final class OneStanding implements HostStanding {
        private final List<Reason> lost = new ArrayList<>();
        private boolean reachable = true;

        @Override
        public Standing now() {
            return new Standing.Online();
        }

        @Override
        public boolean gatewayReachable() {
            return reachable;
        }

        @Override
        public int drainSlot() {
            return Integer.MAX_VALUE;
        }

        @Override
        public void drained(int records) {}

        @Override
        public void lost(Reason cause) {
            lost.add(cause);
        }
    }

    private static final class OneGateway implements GatewayClient {
        private Reason trouble = Reason.NONE;
        private Verdict verdict = Verdict.OK;
        private boolean breaks;
        private int uploads;

        @Override
        public HostVerdict authorise(Ask ask) {
            throw new UnsupportedOperationException();
        }

        @Override
        public PaymentResult complete(PaymentId payment) {
            throw new UnsupportedOperationException();
        }

        @Override
        public PaymentResult reverse(PaymentId payment) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Receipt upload(List<JournalRecord> records) {
            uploads++;
            if (breaks) {
                throw new IllegalStateException("a mistake of ours");
            }
            if (trouble != Reason.NONE) {
                throw new GatewayUnavailableException(trouble, "as the test wants");
            }
            return new Receipt(Collections.nCopies(records.size(), verdict), 0);
        }

        @Override
        public News resultsAfter(String cursor) {
            return new News(cursor, List.of());
        }
    }

    private static final class NoSealer implements Sealer {
        @Override
        public dev.tidegate.core.payment.SealedBody sealForJournal(Contents contents) {
            return Samples.body();
        }

        @Override
        public dev.tidegate.core.payment.SealedBody sealDeferredStripe(Contents contents) {
            return Samples.body();
        }

        @Override
        public dev.tidegate.core.payment.SealedBody sealForRequest(
                Contents contents, dev.tidegate.core.port.@org.jspecify.annotations.Nullable EncipheredPin pin) {
            return Samples.body();
        }
    }

    private static final class Told implements DrainPump.Watch {
        private final List<DrainPump.Progress> progress = new ArrayList<>();
        private final List<RuntimeException> broke = new ArrayList<>();

        @Override
        public void drained(DrainPump.Progress now) {
            progress.add(now);
        }

        @Override
        public void broke(RuntimeException why) {
            broke.add(why);
        }
    }
}
