package dev.tidegate.core.port;

import dev.tidegate.core.card.Ksn;
import dev.tidegate.core.port.PaymentHsm.PinFormat;
import java.util.Arrays;

/**
 * A PIN as its pad gives it out: enciphered under a key of this one transaction (ISO 9564-1, DUKPT). Nobody between pad
 * and {@link PaymentHsm} can open it. It goes with one online request, and is never written anywhere (PCI DSS 3.3.1.3).
 *
 * <p>Owned by one thread; {@link #close()} overwrites it. Says nothing of itself in a text.
 */
public final class EncipheredPin implements AutoCloseable {
    private static final int SHORT_BYTES = 8;
    private static final int LONG_BYTES = 16;

    private final PinFormat format;
    private final Ksn ksn;
    private final byte[] block;

    /**
     * Takes the array over.
     *
     * @param ksn which pad, which of its keys
     * @param block 8 bytes, or 16 in format 4
     * @throws IllegalArgumentException the block is of another length; the caller's pad is none
     */
    public EncipheredPin(PinFormat format, Ksn ksn, byte[] block) {
        if (block.length != bytesOf(format)) {
            throw new IllegalArgumentException("a PIN block of another length than its format has");
        }
        this.format = format;
        this.ksn = ksn;
        this.block = block;
    }

    /** How long a block of a format is. */
    public static int bytesOf(PinFormat format) {
        return format == PinFormat.ISO_4 ? LONG_BYTES : SHORT_BYTES;
    }

    public PinFormat format() {
        return format;
    }

    public Ksn ksn() {
        return ksn;
    }

    /** The array itself, zeros once this is closed. */
    public byte[] block() {
        return block;
    }

    /** Overwrites the block. Harmless when repeated. */
    @Override
    public void close() {
        Arrays.fill(block, (byte) 0);
    }

    @Override
    public String toString() {
        return "EncipheredPin";
    }
}
