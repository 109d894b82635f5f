package dev.tidegate.saf;

import java.time.Duration;

/**
 * How the journal uses its disk.
 *
 * @param generationBytesMax when a generation has as many, the next begins
 * @param generationAge when a generation is as old and something was written to it, the next begins: a whole generation
 *     is let go at a time
 * @param reserveBytes real blocks held back, so that a till whose disk is full still drains; 0 for none
 * @param checkpointRecords after as many records a CHECKPOINT is appended, and at the end of the process; 0 for never
 * @param background how long a noted record, or the chain state, waits for the disk when nothing else goes there; at
 *     most a second
 * @param wholeBytesMax a journal of at most as many bytes is checked whole before it opens; of a longer one the links
 *     before the newest checkpoint are checked while it is in use
 */
public record Settings(
        long generationBytesMax,
        Duration generationAge,
        long reserveBytes,
        int checkpointRecords,
        Duration background,
        long wholeBytesMax) {
    /** Read and checked whole in half a second: some sixty thousand records. */
    private static final long WHOLE_BYTES_MAX = 64L * 1024 * 1024;
    /** A generation of which a third is Chronicle's own pages helps nobody. */
    private static final long GENERATION_BYTES_MIN = 192 * 1024;
    /** Positions in a file are kept well inside what a mapping can address. */
    private static final long GENERATION_BYTES_MAX = 1024L * 1024 * 1024;

    private static final Duration BACKGROUND_MAX = Duration.ofSeconds(1);

    public Settings {
        if (generationBytesMax < GENERATION_BYTES_MIN || generationBytesMax > GENERATION_BYTES_MAX) {
            throw new IllegalArgumentException("a generation has 192 KiB to 1 GiB");
        }
        if (!generationAge.isPositive() || reserveBytes < 0 || checkpointRecords < 0 || wholeBytesMax < 0) {
            throw new IllegalArgumentException("an age is positive; what is counted is not negative");
        }
        if (!background.isPositive() || background.compareTo(BACKGROUND_MAX) > 0) {
            throw new IllegalArgumentException("what waits for the disk waits for a second at most");
        }
    }

    /** With the usual haste of a start. */
    public Settings(
            long generationBytesMax,
            Duration generationAge,
            long reserveBytes,
            int checkpointRecords,
            Duration background) {
        this(generationBytesMax, generationAge, reserveBytes, checkpointRecords, background, WHOLE_BYTES_MAX);
    }

    /** For a till in a shop: 64 MiB, an hour, 16 MiB of reserve, a checkpoint every 64 records, half a second. */
    public static Settings standard() {
        return new Settings(64L * 1024 * 1024, Duration.ofHours(1), 16L * 1024 * 1024, 64, Duration.ofMillis(500));
    }
}
