package dev.tidegate.emv.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidegate.emv.reader.ReaderEvent.Loss;
import dev.tidegate.emv.reader.StripeReader.Swiping;
import dev.tidegate.emv.stripe.StripeFault;
import dev.tidegate.emv.stripe.Swipe;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A serial reader at the other end of a real terminal line. */
@Timeout(30)
final class SerialStripeReaderTest {
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final String TRACK_1 = "%B4761739001010119^TIDE/GATE^30122010000000000123?";
    private static final String TRACK_2 = ";4761739001010119=30122010000012300000?";
    private static final ReaderEvent PRESENT = new ReaderEvent.Present();

    @TempDir
    private Path folder;

    private final List<ReaderEvent> events = new CopyOnWriteArrayList<>();
    private Process line;
    private StripeReader reader;

    @BeforeEach
    void openReader() throws IOException {
        if (!Files.isExecutable(Path.of("/usr/bin/socat"))) {
            System.out.println("SKIPPED: tests of serial readers: socat is not installed (package socat)");
        }
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/socat")), "socat is not installed");
        plug();
        reader = StripeReaders.serial(till(), StripeReaders.BAUD, events::add);
    }

    @AfterEach
    void closeReader() throws Exception {
        if (reader != null) {
            reader.close();
            unplug();
        }
    }

    @Test
    void await_cardDrawn_isRead() throws Exception {
        CompletableFuture<Swiping> waiting = waiting();

        draw(TRACK_1 + TRACK_2);

        assertThat(card(waiting)).isEqualTo("VISA 0119 with track 2");
    }

    @Test
    void await_tracksOnLinesOfTheirOwn_areOneSwipe() throws Exception {
        CompletableFuture<Swiping> waiting = waiting();

        draw(TRACK_1 + "\r");
        draw(TRACK_2 + "\r");

        assertThat(card(waiting)).isEqualTo("VISA 0119 with track 2");
    }

    @Test
    void await_severalSwipes_areReadOneByOne() throws Exception {
        for (int i = 0; i < 3; i++) {
            CompletableFuture<Swiping> waiting = waiting();
            draw(TRACK_2 + "\r\n");
            assertThat(card(waiting)).isEqualTo("VISA 0119 with track 2");
        }
    }

    @Test
    void await_noise_isUnreadable() throws Exception {
        CompletableFuture<Swiping> waiting = waiting();

        draw("%E?;E?");

        assertThat(waiting.get(10, TimeUnit.SECONDS))
                .isEqualTo(new Swiping.Swiped(new Swipe.Unreadable(StripeFault.FORMAT)));
    }

    @Test
    void await_readerThatSendsWithoutEnd_isUnreadable() throws Exception {
        CompletableFuture<Swiping> waiting = waiting();

        draw(TRACK_1.repeat(20));

        assertThat(waiting.get(10, TimeUnit.SECONDS))
                .isEqualTo(new Swiping.Swiped(new Swipe.Unreadable(StripeFault.LENGTH)));
    }

    @Test
    void await_noCard_endsInTime() {
        awaitPresent();

        assertThat(reader.await(SHORT, () -> false)).isEqualTo(new Swiping.NoCard());
    }

    @Test
    void await_cancelledMeanwhile_ends() throws Exception {
        AtomicBoolean cancelled = new AtomicBoolean();
        awaitPresent();
        CompletableFuture<Swiping> waiting = CompletableFuture.supplyAsync(() -> reader.await(LONG, cancelled::get));

        cancelled.set(true);
        while (!waiting.isDone()) {
            reader.wake();
        }

        assertThat(waiting.get(10, TimeUnit.SECONDS)).isEqualTo(new Swiping.Cancelled());
    }

    @Test
    void await_readerUnpluggedMeanwhile_isLost() throws Exception {
        CompletableFuture<Swiping> waiting = waiting();

        unplug();

        assertThat(waiting.get(10, TimeUnit.SECONDS)).isEqualTo(new Swiping.Lost());
        assertThat(reader.isPresent()).isFalse();
    }

    @Test
    void await_readerPluggedInAgain_isRead() throws Exception {
        awaitPresent();
        unplug();
        assertThat(PcscService.soon(() -> events.size() == 2)).isTrue();
        plug();
        assertThat(PcscService.soon(() -> events.size() == 3)).isTrue();
        CompletableFuture<Swiping> waiting = waiting();

        draw(TRACK_2);

        assertThat(card(waiting)).isEqualTo("VISA 0119 with track 2");
        assertThat(events).containsExactly(PRESENT, new ReaderEvent.Lost(Loss.NO_READER), PRESENT);
    }

    @Test
    void await_readerThatWasNeverThere_isLost() {
        StripeReader none = StripeReaders.serial(folder.resolve("none"), StripeReaders.BAUD, events::add);

        assertThat(none.await(LONG, () -> false)).isEqualTo(new Swiping.Lost());
        none.close();
    }

    @Test
    void open_fileThatIsNoLine_isRefused() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        BlockingQueue<ReaderEvent> heard = new LinkedBlockingQueue<>();
        StripeReader none = StripeReaders.serial(file, StripeReaders.BAUD, heard::add);

        assertThat(none.await(LONG, () -> false)).isEqualTo(new Swiping.Lost());
        assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo(new ReaderEvent.Lost(Loss.REFUSED));
        none.close();
        assertThat(heard).as("told once").isEmpty();
    }

    @Test
    void await_readerClosedMeanwhile_isLost() throws Exception {
        CompletableFuture<Swiping> waiting = waiting();

        reader.close();

        assertThat(waiting.get(10, TimeUnit.SECONDS)).isEqualTo(new Swiping.Lost());
    }

    /** Somebody who waits, once the reader is there and somebody waits. */
    private CompletableFuture<Swiping> waiting() throws Exception {
        awaitPresent();
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

    private static String card(CompletableFuture<Swiping> waiting) throws Exception {
        Swiping swiping = waiting.get(10, TimeUnit.SECONDS);
        if (swiping instanceof Swiping.Swiped(Swipe.Clear clear)) {
            try (var card = clear.card()) {
                return card.pan().masked().brand() + " " + card.pan().masked().lastFour()
                        + (card.track2() == null ? " alone" : " with track 2");
            }
        }
        return swiping.toString();
    }

    private void draw(String text) throws IOException {
        try (OutputStream out = Files.newOutputStream(folder.resolve("head"))) {
            out.write(text.getBytes(StandardCharsets.US_ASCII));
        }
    }

    private void awaitPresent() {
        assertThat(PcscService.soon(reader::isPresent)).isTrue();
    }

    private Path till() {
        return folder.resolve("till");
    }

    private void plug() throws IOException {
        line = new ProcessBuilder(
                        "socat", "pty,raw,echo=0,link=" + till(), "pty,raw,echo=0,link=" + folder.resolve("head"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(PcscService.soon(() -> Files.exists(till()) && Files.exists(folder.resolve("head"))))
                .isTrue();
    }

    private void unplug() throws InterruptedException {
        line.destroy();
        assertThat(line.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
}
