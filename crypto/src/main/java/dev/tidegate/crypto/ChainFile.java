package dev.tidegate.crypto;

import dev.tidegate.core.payment.TillId;
import dev.tidegate.core.port.JournalBrokenException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The file of the chain state: two slots in different blocks of the disk, so that a write that is cut off spoils one of
 * them at most. The newest whole one counts.
 *
 * <p>A write goes to the older slot first and is forced; then the other one is overwritten too, because what it holds
 * is a key that should be gone. That an overwritten key is gone from a flash disk or a journalling file system cannot
 * be proven.
 */
final class ChainFile implements AutoCloseable {
    static final int SLOT_A = 0;
    static final int SLOT_B = 4_096;
    private static final int FILE_BYTES = SLOT_B + ChainState.BYTES;

    private final FileChannel channel;
    private final @Nullable ChainState found;
    private long generation;
    private int newest;

    private ChainFile(FileChannel channel) throws IOException {
        this.channel = channel;
        byte[] a = slot(SLOT_A);
        byte[] b = slot(SLOT_B);
        boolean bCounts = bCounts(a, b);
        this.found = ChainState.of(bCounts ? b : a);
        this.newest = bCounts ? SLOT_B : SLOT_A;
        this.generation = found == null ? 0 : ChainState.generation(bCounts ? b : a);
        Wipe.all(a, b);
    }

    /**
     * The key that a file gives for checking records, which it only reads: that of the next record where it is a chain
     * state, the very first where it is the secret of an enrolment.
     *
     * @throws KeyFileException it cannot be read, is neither, or is of another till
     */
    static ChainKey key(Path file, TillId till) {
        byte[] content = KeyFiles.read(file, FILE_BYTES);
        try {
            if (content.length == ChainKey.BYTES) {
                return ChainKey.first(till, content);
            }
            byte[] padded = Arrays.copyOf(content, FILE_BYTES);
            byte[] a = Arrays.copyOfRange(padded, SLOT_A, SLOT_A + ChainState.BYTES);
            byte[] b = Arrays.copyOfRange(padded, SLOT_B, SLOT_B + ChainState.BYTES);
            ChainState state = bCounts(a, b) ? ChainState.of(b) : ChainState.of(a);
            Wipe.all(padded, a, b);
            if (state == null || !state.till().equals(till)) {
                throw new KeyFileException(file, "holds no chain state of this till");
            }
            return state.key();
        } finally {
            Wipe.all(content);
        }
    }

    /** Writes a new file beside its name and moves it there whole, forced. */
    static void create(Path file, ChainState state) {
        if (Files.exists(file)) {
            throw new KeyFileException(file, "a chain state is there already");
        }
        byte[] content = new byte[FILE_BYTES];
        byte[] slot = state.slot(1);
        System.arraycopy(slot, 0, content, SLOT_A, slot.length);
        Wipe.all(slot);
        slot = state.slot(2);
        System.arraycopy(slot, 0, content, SLOT_B, slot.length);
        KeyFiles.write(file, content);
        Wipe.all(slot, content);
    }

    /** @throws JournalBrokenException the disk refuses */
    static ChainFile open(Path file) {
        try {
            return new ChainFile(FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE));
        } catch (IOException e) {
            throw new JournalBrokenException(
                    "the chain state cannot be opened (" + e.getMessage()
                            + "): the user who runs the till must be able to read and write its home folder",
                    e);
        }
    }

    /** The newest whole state, absent where both slots are bad. */
    @Nullable
    ChainState found() {
        return found;
    }

    /**
     * Writes a state to both slots, one after the other, each forced.
     *
     * @throws JournalBrokenException the disk refused; at least one slot is still whole
     */
    void write(ChainState state) {
        try {
            int older = newest == SLOT_A ? SLOT_B : SLOT_A;
            put(older, state);
            put(older == SLOT_A ? SLOT_B : SLOT_A, state);
        } catch (IOException e) {
            throw new JournalBrokenException("the chain state cannot be written", e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new JournalBrokenException("the chain state cannot be closed", e);
        }
    }

    // The newer whole one.
    private static boolean bCounts(byte[] a, byte[] b) {
        ChainState inA = ChainState.of(a);
        ChainState inB = ChainState.of(b);
        boolean counts = inB != null && (inA == null || ChainState.generation(b) > ChainState.generation(a));
        if (inA != null) {
            inA.key().wipe();
        }
        if (inB != null) {
            inB.key().wipe();
        }
        return counts;
    }

    private void put(int at, ChainState state) throws IOException {
        byte[] slot = state.slot(generation + 1);
        ByteBuffer out = ByteBuffer.wrap(slot);
        while (out.hasRemaining()) {
            channel.write(out, at + (long) out.position());
        }
        channel.force(true);
        Wipe.all(slot);
        generation++;
        newest = at;
    }

    // A file that is too short has zeros where a slot should be: a slot that counts for nothing.
    private byte[] slot(int at) throws IOException {
        ByteBuffer in = ByteBuffer.allocate(ChainState.BYTES);
        while (in.hasRemaining() && channel.read(in, at + (long) in.position()) > 0) {
            continue;
        }
        return in.array();
    }
}
