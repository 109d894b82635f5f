package dev.tidegate.emv.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.core.card.Octets;
import dev.tidegate.emv.reader.ReaderEvent.Loss;
import dev.tidegate.emv.reader.StripeReader.Swiping;
import dev.tidegate.emv.stripe.StripeFault;
import dev.tidegate.emv.stripe.Swipe;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A USB reader as far as its reports; there is no USB where tests run. */
@Timeout(30)
final class HidStripeReaderTest {
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final int CASES = 20_000;
    private static final ReaderEvent PRESENT = new ReaderEvent.Present();
    private static final ReaderEvent LOST = new ReaderEvent.Lost(Loss.NO_READER);

    private final BlockingQueue<Sent> sent = new LinkedBlockingQueue<>();
    private final List<ReaderEvent> events = new CopyOnWriteArrayList<>();
    private volatile boolean plugged = true;
    private final StripeReader reader = StripeReaders.hid(this::plugIn, events::add);

    @AfterEach
    void closeReader() {
        reader.close();
    }

    @Test
    void await_cardDrawn_isRead() throws Exception {
        CompletableFuture<Swiping> waiting = waiting();

        sent.add(drawn());

        assertThat(last4(waiting.get(10, TimeUnit.SECONDS))).isEqualTo("0119");
    }

    @Test
    void await_reportOfAnotherLength_isUnreadable() throws Exception {
        for (int length : new int[] {1, 336, 338, 2_000}) {
            CompletableFuture<Swiping> waiting = waiting();

            sent.add(new Sent.Report(Octets.of(new byte[length])));

            assertThat(waiting.get(10, TimeUnit.SECONDS))
                    .isEqualTo(new Swiping.Swiped(new Swipe.Unreadable(StripeFault.REPORT)));
        }
    }

    @Test
    void await_swipeThatNobodyWaitedFor_isForgotten() {
        sent.add(drawn());
        // Once this was asked for, what came before is done with.
        sent.add(new Sent.Nothing());
        assertThat(PcscService.soon(sent::isEmpty)).isTrue();

        assertThat(reader.await(Duration.ofMillis(300), () -> false)).isEqualTo(new Swiping.NoCard());
    }

    @Test
    void await_readerUnpluggedMeanwhile_isLostAndFound() throws Exception {
        CompletableFuture<Swiping> waiting = waiting();
        // Pulled out only once it was seen, or the first thing told is that there is none.
        assertThat(PcscService.soon(reader::isPresent)).isTrue();
        plugged = false;
        sent.add(new Sent.Unplugged());
        assertThat(waiting.get(10, TimeUnit.SECONDS)).isEqualTo(new Swiping.Lost());
        plugged = true;
        assertThat(PcscService.soon(reader::isPresent)).isTrue();
        CompletableFuture<Swiping> again = waiting();

        sent.add(drawn());

        assertThat(last4(again.get(10, TimeUnit.SECONDS))).isEqualTo("0119");
        assertThat(events).containsExactly(PRESENT, LOST, PRESENT);
    }

    @Test
    void next_everyReport_wipesWhatItReadIn() {
        byte[][] given = new byte[1][];
        HidLine line = new HidLine(reports((into, wait) -> {
            given[0] = into;
            byte[] report = report(";4761739001010119=30122010000012300000?");
            System.arraycopy(report, 0, into, 0, report.length);
            return report.length;
        }));

        assertThat(last4(line)).isEqualTo("0119");
        assertThat(given[0]).containsOnly(0);
    }

    @Test
    void next_mutatedReports_areAlwaysASwipe() {
        SplittableRandom random = new SplittableRandom(20);
        int[] read = {0};
        HidLine line = new HidLine(reports((into, wait) -> {
            byte[] report = report(";4761739001010119=30122010000012300000?");
            for (int change = random.nextInt(6); change > 0; change--) {
                report[random.nextInt(170)] = (byte) random.nextInt();
            }
            System.arraycopy(report, 0, into, 0, report.length);
            return random.nextInt(8) == 0 ? random.nextInt(1_100) : report.length;
        }));
        for (int i = 0; i < CASES; i++) {
            read[0] += last4(line).isEmpty() ? 0 : 1;
        }
        System.out.println("hid reports: " + CASES + ", seed 20, " + read[0] + " cards read");
        assertThat(read[0]).isBetween(1, CASES - 1);
    }

    @Test
    void open_realLibrary_loadsAndFindsNoSuchDevice() {
        UsbHidPort none = new UsbHidPort(0xFFFE, 0xFFFE);

        assertThatThrownBy(none::open)
                .isInstanceOfSatisfying(
                        ReaderLostException.class,
                        lost -> assertThat(lost.why()).isIn(Loss.NO_READER, Loss.NO_LIBRARY));
        try {
            none.open();
        } catch (ReaderLostException e) {
            System.out.println("hid library: " + (e.why() == Loss.NO_READER ? "loaded" : "SKIPPED: not loaded here"));
        }
    }

    @Test
    void usbHidPort_idOfMoreThanSixteenBits_isRefused() {
        assertThatThrownBy(() -> new UsbHidPort(0x10000, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new UsbHidPort(1, -1)).isInstanceOf(IllegalArgumentException.class);
    }

    /** What comes from a plug. */
    private sealed interface Sent {
        record Report(Octets bytes) implements Sent {}

        record Nothing() implements Sent {}

        record Unplugged() implements Sent {}
    }

    private static Sent drawn() {
        return new Sent.Report(Octets.of(report(";4761739001010119=30122010000012300000?")));
    }

    private interface Reading {
        int read(byte[] into, Duration wait);
    }

    private static HidPort.Reports reports(Reading reading) {
        return new HidPort.Reports() {
            @Override
            public int read(byte[] report, Duration wait) {
                return reading.read(report, wait);
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };
    }

    private HidPort.Reports plugIn() {
        if (!plugged) {
            throw new ReaderLostException(Loss.NO_READER);
        }
        return reports((into, wait) -> switch (poll(wait)) {
            case Sent.Unplugged ignored -> throw new ReaderLostException(Loss.NO_READER);
            case Sent.Nothing ignored -> 0;
            case Sent.Report(var report) -> {
                System.arraycopy(report.toByteArray(), 0, into, 0, Math.min(report.length(), into.length));
                yield report.length();
            }
        });
    }

    private Sent poll(Duration wait) {
        try {
            Sent next = sent.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
            return next == null ? new Sent.Nothing() : next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Sent.Unplugged();
        }
    }

    private CompletableFuture<Swiping> waiting() throws Exception {
        CompletableFuture<Boolean> asked = new CompletableFuture<>();
        CompletableFuture<Swiping> waiting = new CompletableFuture<>();
        Thread.ofVirtual()
                .start(() -> waiting.complete(reader.await(LONG, () -> {
                    asked.complete(true);
                    return false;
                })));
        assertThat(asked.get(10, TimeUnit.SECONDS)).isTrue();
        return waiting;
    }

    /** A report of a clear reader with this track 2. */
    private static byte[] report(String track2) {
        byte[] report = new byte[337];
        report[4] = (byte) track2.length();
        byte[] ascii = track2.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(ascii, 0, report, 117, ascii.length);
        return report;
    }

    private static String last4(HidLine line) {
        Swipe swipe = line.next(LONG);
        return swipe == null ? "" : last4(new Swiping.Swiped(swipe));
    }

    private static String last4(Swiping swiping) {
        if (swiping instanceof Swiping.Swiped(Swipe.Clear clear)) {
            try (var card = clear.card()) {
                return card.pan().masked().lastFour();
            }
        }
        return "";
    }
}
