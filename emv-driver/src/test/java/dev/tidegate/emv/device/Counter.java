package dev.tidegate.emv.device;

import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.PaymentId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;

/** A till at a scripted device. Its time stands still but for the pauses between questions. */
final class Counter implements AutoCloseable {
    static final TestAuthority MAKER = new TestAuthority();
    static final String NAME = "device-1.maker.test";
    private static final SSLContext DEVICE = MAKER.device(NAME);
    static final Amount AMOUNT = Amount.of(1250, "EUR");
    static final Instant NOW = Instant.parse("2026-03-02T10:15:00Z");

    private static final Duration SURELY_ENOUGH = Duration.ofSeconds(30);

    final ScriptedDevice device;
    final List<Duration> pauses = new ArrayList<>();
    final AtomicReference<Instant> now = new AtomicReference<>(NOW);
    final PaymentId sale = PaymentId.next(() -> NOW, new Random(1));

    private final Random chance = new Random(2);
    private final AtomicLong nanos = new AtomicLong();
    private final DeviceTrust trust;

    Counter(Path folder) {
        this(new ScriptedDevice(DEVICE), MAKER, folder);
    }

    Counter(ScriptedDevice device, TestAuthority trusted, Path folder) {
        this.device = device;
        this.trust = DeviceTrust.of(trusted.pem(folder.resolve("authority.pem")));
    }

    /** A till that waits for payments as long as the test may take. */
    NexoDevice till() {
        return till(SURELY_ENOUGH);
    }

    NexoDevice till(Duration pay) {
        return till(settings(device.port(), pay));
    }

    NexoDevice till(NexoSettings settings) {
        CountDownLatch closed = new CountDownLatch(1);
        return new NexoDevice(settings, trust, chance, now::get, nanos::get, closed, time -> {
            if (closed.getCount() == 0) {
                throw new InterruptedException();
            }
            pauses.add(time);
            nanos.addAndGet(time.toNanos());
        });
    }

    static NexoSettings settings(int port, Duration pay) {
        return new NexoSettings(
                "127.0.0.1",
                port,
                "/nexo",
                NAME,
                "TILL-1",
                "DEVICE-1",
                new NexoSettings.Times(
                        SURELY_ENOUGH,
                        pay,
                        SURELY_ENOUGH,
                        Duration.ofSeconds(12),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(6),
                        Duration.ofHours(24)));
    }

    @Override
    public void close() {
        device.close();
    }
}
