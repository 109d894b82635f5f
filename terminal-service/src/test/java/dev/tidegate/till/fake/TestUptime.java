package dev.tidegate.till.fake;

import dev.tidegate.till.time.Uptime;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** A machine that is on for as long as a test says. */
public final class TestUptime implements Uptime {
    private final AtomicLong nanos = new AtomicLong(Duration.ofHours(5).toNanos());
    private volatile String boot = UUID.randomUUID().toString();

    public void pass(Duration by) {
        long ignored = nanos.addAndGet(by.toNanos());
    }

    /** Off, and on again. */
    public void reboot() {
        nanos.set(Duration.ofSeconds(20).toNanos());
        boot = UUID.randomUUID().toString();
    }

    @Override
    public long nanos() {
        return nanos.get();
    }

    @Override
    public String boot() {
        return boot;
    }
}
