package dev.tidegate.saf;

import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.port.JournalBrokenException;
import dev.tidegate.core.port.JournalFullException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Guards the room on the disk. A record that accepts a sale needs plenty, and an untouched reserve; a record that
 * accepts nothing (an answer, a result, a void) may eat the reserve, so that a full till still drains. Used under the
 * writer's turn.
 */
final class Space {
    /** How much is free for us. */
    interface Meter {
        long usableBytes() throws IOException;
    }

    /** A sale is taken while the journal's next four blocks are free: the largest batch and a new generation fit. */
    static final long ACCEPT_BYTES_MIN = 4L * ChronicleFile.BLOCK_BYTES;

    static final String NAME = "reserve";

    /** Below this a piece of the reserve is let go. */
    private static final long DRAIN_BYTES_MIN = 2L * ChronicleFile.BLOCK_BYTES;
    /** Below this not even a new generation fits. */
    static final long APPEND_BYTES_MIN = ChronicleFile.BLOCK_BYTES;

    private static final int STEP_BYTES = ChronicleFile.BLOCK_BYTES;

    private final Path reserve;
    private final long reserveBytes;
    private final Meter meter;

    Space(Path folder, long reserveBytes, Meter meter) {
        this.reserve = folder.resolve(NAME);
        this.reserveBytes = reserveBytes;
        this.meter = meter;
    }

    static Meter of(Path folder) throws IOException {
        FileStore store = Files.getFileStore(folder);
        return store::getUsableSpace;
    }

    /** Takes the reserve, where there is room for it. */
    void prepare() {
        try {
            boolean ignored = reserveIsWhole();
        } catch (IOException e) {
            // The first record asks again, and says so.
        }
    }

    /**
     * Lets a record pass.
     *
     * @throws JournalFullException there is no room for it
     * @throws JournalBrokenException the disk cannot even be asked
     */
    void admit(JournalEntry entry) {
        try {
            if (acceptsSale(entry)) {
                if (meter.usableBytes() < ACCEPT_BYTES_MIN || !reserveIsWhole()) {
                    throw new JournalFullException("the disk has no room for one more sale");
                }
            } else {
                drain();
            }
        } catch (IOException e) {
            throw new JournalBrokenException("the free space cannot be read", e);
        }
    }

    /** Whether anything passes, and nothing is to be done for it. Touches no file, so no interrupt can spoil it. */
    boolean isAmple() {
        try {
            return held() >= reserveBytes && meter.usableBytes() >= ACCEPT_BYTES_MIN;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Asks before a new file is made outside a record's own passage: without a block to be had, a mapping only faults.
     *
     * @throws JournalFullException not even a generation's beginning fits
     */
    void admitFile() {
        if (isShort()) {
            throw new JournalFullException("the disk is full");
        }
    }

    /** Whether a write may have failed for want of room. */
    boolean isShort() {
        try {
            return meter.usableBytes() < APPEND_BYTES_MIN;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether an entry takes a sale in: it is refused first where something is wrong. */
    static boolean acceptsSale(JournalEntry entry) {
        return switch (entry) {
            case JournalEntry.Asked ignored -> true;
            case JournalEntry.Stored ignored -> true;
            case JournalEntry.Answered ignored -> false;
            case JournalEntry.Shown ignored -> false;
            case JournalEntry.Offered ignored -> false;
            case JournalEntry.Voided ignored -> false;
            case JournalEntry.Adjusted ignored -> false;
            case JournalEntry.Result ignored -> false;
            case JournalEntry.EpochOpen ignored -> false;
            case JournalEntry.Signed ignored -> false;
        };
    }

    private void drain() throws IOException {
        long held = held();
        long usable = meter.usableBytes();
        while (held > 0 && usable < DRAIN_BYTES_MIN) {
            held = Math.max(0, held - STEP_BYTES);
            try (FileChannel channel = FileChannel.open(reserve, StandardOpenOption.WRITE)) {
                channel.truncate(held);
                channel.force(true);
            }
            usable = meter.usableBytes();
        }
        // As it was when the reserve was asked: what somebody else takes meanwhile is met by the next record.
        if (usable < APPEND_BYTES_MIN) {
            throw new JournalFullException("the disk is full and its reserve is used up");
        }
    }

    private boolean reserveIsWhole() throws IOException {
        long held = held();
        if (held >= reserveBytes) {
            return true;
        }
        return meter.usableBytes() >= ACCEPT_BYTES_MIN + reserveBytes - held && fill(held);
    }

    private long held() throws IOException {
        return Files.exists(reserve) ? Files.size(reserve) : 0;
    }

    // Noise, because a file system may keep zeros without a block. A reserve that cannot be filled is no reserve.
    private boolean fill(long from) {
        RandomGenerator noise = new SplittableRandom(1);
        byte[] step = new byte[STEP_BYTES];
        try (FileChannel channel = FileChannel.open(reserve, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            long at = from;
            while (at < reserveBytes) {
                noise.nextBytes(step);
                ByteBuffer bytes = ByteBuffer.wrap(step, 0, (int) Math.min(step.length, reserveBytes - at));
                at += channel.write(bytes, at);
            }
            channel.force(true);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
