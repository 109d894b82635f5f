package dev.tidegate.storm.journal;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** What a disk was told, in order, as {@code recorder.py} has written it down. */
final class Recording {
    private sealed interface Event {
        long nanos();

        final class Write implements Event {
            private final long nanos;
            private final int offset;
            private final byte[] bytes;

            Write(long nanos, int offset, byte[] bytes) {
                this.nanos = nanos;
                this.offset = offset;
                this.bytes = bytes;
            }

            @Override
            public long nanos() {
                return nanos;
            }
        }

        record Flush(long nanos) implements Event {}
    }

    /** What a disk does whole or not at all. */
    private static final int BLOCK_BYTES = 4096;

    private static final double[] LIKELY = {0, 0.1, 0.5, 0.9, 1};

    private final List<Event> events = new ArrayList<>();

    static Recording read(Path log) throws IOException {
        Recording recording = new Recording();
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(log)))) {
            while (true) {
                boolean isWrite = in.readByte() == 'W';
                long nanos = in.readLong();
                long offset = in.readLong();
                byte[] bytes = in.readNBytes(in.readInt());
                recording.events.add(isWrite ? new Event.Write(nanos, (int) offset, bytes) : new Event.Flush(nanos));
            }
        } catch (EOFException e) {
            return recording;
        }
    }

    int size() {
        return events.size();
    }

    /** When an event was, by {@link System#nanoTime()}. */
    long nanosOf(int event) {
        return events.get(event).nanos();
    }

    /** The first event at or after a time. */
    int firstAfter(long nanos) {
        int first = 0;
        while (first < events.size() && events.get(first).nanos() < nanos) {
            first++;
        }
        return first;
    }

    /** Does to a disk what was done up to an event: all up to the last flush, any blocks of what came after it. */
    void replay(byte[] disk, int to, SplittableRandom chance) {
        int flushed = to;
        while (flushed >= 0 && !(events.get(flushed) instanceof Event.Flush)) {
            flushed--;
        }
        double likely = LIKELY[chance.nextInt(LIKELY.length)];
        for (int i = 0; i <= to; i++) {
            if (events.get(i) instanceof Event.Write write) {
                apply(write, disk, chance, i <= flushed ? 1 : likely);
            }
        }
    }

    private static void apply(Event.Write write, byte[] disk, SplittableRandom chance, double likely) {
        int at = 0;
        while (at < write.bytes.length) {
            int inBlock = BLOCK_BYTES - (write.offset + at) % BLOCK_BYTES;
            int part = Math.min(inBlock, write.bytes.length - at);
            if (likely == 1 || chance.nextDouble() < likely) {
                System.arraycopy(write.bytes, at, disk, write.offset + at, part);
            }
            at += part;
        }
    }
}
