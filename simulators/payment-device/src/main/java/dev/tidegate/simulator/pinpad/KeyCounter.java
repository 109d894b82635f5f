package dev.tidegate.simulator.pinpad;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Which key of a pad comes next. It is on disk before the one before it is used, so that none is used twice. */
final class KeyCounter {
    static final long USED_UP = -1;

    private static final String FILE = "next-key";

    private final Path home;
    private final PadKeys keys;
    private long next;

    private KeyCounter(Path home, PadKeys keys, long next) {
        this.home = home;
        this.keys = keys;
        this.next = next;
    }

    /**
     * The counter of a home; a home without one has a new pad's.
     *
     * @throws UncheckedIOException the folder refuses
     * @throws IllegalStateException what is there is no counter
     */
    static KeyCounter in(Path home, PadKeys keys) {
        try {
            Files.createDirectories(home);
            Path file = home.resolve(FILE);
            String told = Files.exists(file)
                    ? Files.readString(file, StandardCharsets.US_ASCII).strip()
                    : "1";
            if (!told.matches("[1-9][0-9]{0,9}")) {
                throw new IllegalStateException("the counter of the pad's keys cannot be read");
            }
            return new KeyCounter(home, keys, Long.parseLong(told));
        } catch (IOException e) {
            throw new UncheckedIOException("the pad's home refuses", e);
        }
    }

    /**
     * The counter of a key that was never used.
     *
     * @return {@link #USED_UP} where there is none
     * @throws UncheckedIOException the disk refuses; no key is used then
     */
    synchronized long next() {
        long now = next;
        while (now < keys.end() && !keys.allows(now)) {
            // The lowest bit that is set, once more: every counter in between has as many, or more.
            now += Long.lowestOneBit(now);
        }
        if (now >= keys.end()) {
            return USED_UP;
        }
        keep(now + 1);
        next = now + 1;
        return now;
    }

    private void keep(long value) {
        Path fresh = home.resolve(FILE + ".new");
        try {
            try (FileChannel file = FileChannel.open(
                    fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                file.write(ByteBuffer.wrap((value + "\n").getBytes(StandardCharsets.US_ASCII)));
                file.force(true);
            }
            Files.move(fresh, home.resolve(FILE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            try (FileChannel folder = FileChannel.open(home, StandardOpenOption.READ)) {
                folder.force(true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the pad's home refuses", e);
        }
    }
}
