package dev.tidegate.till.time;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongSupplier;

/** A clock that only goes forward and that nobody sets: the time since the machine was switched on. */
public interface Uptime {
    /** Nanoseconds since then, those in which the machine slept among them. */
    long nanos();

    /** Which switching on it counts from: another text after the next; empty where nobody can tell. */
    String boot();

    /** The machine's. */
    static Uptime ofMachine() {
        return new OfLinux(Path.of("/proc"), System::nanoTime);
    }

    /**
     * As Linux tells it. {@code System.nanoTime} stands still while a machine sleeps, {@code /proc/uptime} goes on but
     * by hundredths of a second: the first is what is counted by, the second says what was slept. Where there is
     * neither file the first has to do, and no restart is bridged.
     */
    final class OfLinux implements Uptime {
        private static final long SECOND = 1_000_000_000;
        /** Less is the coarseness of the second clock. */
        private static final long SLEPT_LEAST = SECOND / 2;

        private final Path proc;
        private final LongSupplier awake;
        private final String boot;
        private long slept;
        private long lookedAt;

        OfLinux(Path proc, LongSupplier awake) {
            this.proc = proc;
            this.awake = awake;
            this.boot = text("sys/kernel/random/boot_id");
            this.lookedAt = awake.getAsLong() - SECOND;
        }

        @Override
        public synchronized long nanos() {
            long now = awake.getAsLong();
            if (now - lookedAt >= SECOND) {
                lookedAt = now;
                long between = total(now) - now;
                // The clock that is counted by may begin anywhere; from then on only sleep moves the two apart.
                slept = between - slept >= SLEPT_LEAST || between < slept - SLEPT_LEAST ? between : slept;
            }
            return now + slept;
        }

        @Override
        public String boot() {
            return boot;
        }

        private long total(long otherwise) {
            String[] seconds = text("uptime").split("[ .]", 3);
            return seconds.length == 3 && seconds[0].matches("\\d{1,9}") && seconds[1].matches("\\d{2}")
                    ? Long.parseLong(seconds[0]) * SECOND + Long.parseLong(seconds[1]) * (SECOND / 100)
                    : otherwise + slept;
        }

        private String text(String file) {
            try {
                return Files.readString(proc.resolve(file)).strip();
            } catch (IOException e) {
                return "";
            }
        }
    }
}
