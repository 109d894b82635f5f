package dev.tidegate.till.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UptimeTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    private Path proc;

    private final AtomicLong awake = new AtomicLong(Duration.ofSeconds(1_000).toNanos());

    @BeforeEach
    void machine() throws IOException {
        Path kernel = Files.createDirectories(proc.resolve("sys/kernel/random"));
        Path ignored = Files.writeString(kernel.resolve("boot_id"), "4e2f\n");
        uptime("1000.07 1999.00");
    }

    @Test
    void nanos_anHourAwake_isAnHour() throws IOException {
        Uptime uptime = new Uptime.OfLinux(proc, awake::get);
        long before = uptime.nanos();

        pass(HOUR);
        uptime("4600.11 9.00");

        assertThat(uptime.nanos() - before).isEqualTo(HOUR.toNanos());
    }

    @Test
    void nanos_anHourAsleep_isAnHour() throws IOException {
        Uptime uptime = new Uptime.OfLinux(proc, awake::get);
        long before = uptime.nanos();

        pass(Duration.ofSeconds(2));
        uptime("4602.00 9.00");

        assertThat(Duration.ofNanos(uptime.nanos() - before)).isBetween(HOUR, HOUR.plusSeconds(2));
    }

    @Test
    void nanos_nothingToReadOrNonsense_isTheTimeAwake() throws IOException {
        Uptime uptime = new Uptime.OfLinux(proc, awake::get);
        long before = uptime.nanos();

        pass(HOUR);
        uptime("a long time");

        assertThat(uptime.nanos() - before).isEqualTo(HOUR.toNanos());
    }

    @Test
    void boot_isTheKernels() {
        assertThat(new Uptime.OfLinux(proc, awake::get).boot()).isEqualTo("4e2f");
        assertThat(new Uptime.OfLinux(proc.resolve("none"), awake::get).boot()).isEmpty();
    }

    private void pass(Duration by) {
        long ignored = awake.addAndGet(by.toNanos());
    }

    private void uptime(String text) throws IOException {
        Path ignored = Files.writeString(proc.resolve("uptime"), text + "\n");
    }
}
