package dev.tidegate.emv.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.emv.reader.StripeReader.Swiping;
import dev.tidegate.emv.stripe.StripeFault;
import dev.tidegate.emv.stripe.Swipe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Swipes over real sockets. */
final class VirtualStripeReaderTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String TRACK_2 = ";4761739001010119=3012101000001230?";

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-22T12:00:00Z"));
    private final VirtualStripeReader reader = VirtualStripeReader.listen(loopback(0), now::get);

    @AfterEach
    void close() {
        reader.close();
    }

    @Test
    void await_aSwipe_givesItsCard() throws IOException {
        draw(TRACK_2);

        assertThat(reader.await(LONG, () -> false))
                .isInstanceOfSatisfying(
                        Swiping.Swiped.class,
                        swiped -> assertThat(swiped.swipe()).isInstanceOf(Swipe.Clear.class));
    }

    @Test
    void await_noText_isUnreadable() throws IOException {
        draw("");

        assertThat(reader.await(LONG, () -> false))
                .isEqualTo(new Swiping.Swiped(new Swipe.Unreadable(StripeFault.NO_DATA)));
    }

    @Test
    void await_aLongRunOfBytes_isUnreadable() throws IOException {
        draw(TRACK_2.repeat(20));

        assertThat(reader.await(LONG, () -> false))
                .isEqualTo(new Swiping.Swiped(new Swipe.Unreadable(StripeFault.LENGTH)));
    }

    @Test
    void await_nobody_endsInTime() {
        assertThat(reader.await(Duration.ZERO, () -> false)).isEqualTo(new Swiping.NoCard());
    }

    @Test
    void wake_ofACancelledWait_endsIt() throws Exception {
        AtomicBoolean cancelled = new AtomicBoolean();
        CompletableFuture<Swiping> waiting = CompletableFuture.supplyAsync(() -> reader.await(LONG, cancelled::get));

        cancelled.set(true);
        reader.wake();

        assertThat(waiting.get(10, TimeUnit.SECONDS)).isEqualTo(new Swiping.Cancelled());
    }

    @Test
    void close_whileSomebodyWaits_isALoss() throws Exception {
        CompletableFuture<Swiping> waiting = CompletableFuture.supplyAsync(() -> reader.await(LONG, () -> false));

        reader.close();

        assertThat(waiting.get(10, TimeUnit.SECONDS)).isEqualTo(new Swiping.Lost());
        assertThat(reader.isPresent()).isFalse();
    }

    @Test
    void listen_onATakenPort_isRefused() {
        InetSocketAddress taken = loopback(reader.port());

        assertThatThrownBy(() -> VirtualStripeReader.listen(taken, now::get))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(Integer.toString(reader.port()));
    }

    private void draw(String text) throws IOException {
        try (Socket card = new Socket(InetAddress.getLoopbackAddress(), reader.port())) {
            card.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }
}
