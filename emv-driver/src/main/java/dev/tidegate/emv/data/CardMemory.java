package dev.tidegate.emv.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The bytes of one card: every copy that the kernel makes of what a card sent is here, so that one call wipes them all.
 * Used by one thread.
 */
public final class CardMemory implements AutoCloseable {
    /** Every record of the longest file locator, twice: as values, and as what was authenticated. */
    static final int BYTES_MAX = 64 * 1024;

    private final List<byte[]> kept = new ArrayList<>();
    private int bytes;

    /**
     * Copies bytes to keep them until {@link #close()}.
     *
     * @throws MalformedCardDataException more than any card has
     */
    public Slice keep(Slice source) {
        bytes += source.length();
        if (bytes > BYTES_MAX) {
            throw new MalformedCardDataException("the card sends more than a card has");
        }
        byte[] copy = source.copy();
        kept.add(copy);
        return Slice.of(copy);
    }

    /** Overwrites every byte. Harmless when repeated. */
    @Override
    public void close() {
        kept.forEach(copy -> Arrays.fill(copy, (byte) 0));
    }
}
