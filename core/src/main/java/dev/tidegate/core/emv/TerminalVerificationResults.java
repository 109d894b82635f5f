package dev.tidegate.core.emv;

import dev.tidegate.core.card.Octets;
import java.util.Locale;

/**
 * Terminal verification results, TVR, tag 95: what the terminal found, a bit each (EMV 4.4 Book 3, Annex C5).
 *
 * @param bits the five bytes as one number, byte 1 highest
 */
public record TerminalVerificationResults(long bits) {
    private static final int BYTES = 5;

    public TerminalVerificationResults {
        if (bits < 0 || bits >= 1L << 8 * BYTES) {
            throw new IllegalArgumentException("terminal verification results have five bytes");
        }
    }

    /** Nothing found. */
    public static TerminalVerificationResults none() {
        return new TerminalVerificationResults(0);
    }

    /** Reads the five bytes of tag 95. */
    public static TerminalVerificationResults of(Octets five) {
        if (five.length() != BYTES) {
            throw new IllegalArgumentException("terminal verification results have five bytes, not " + five.length());
        }
        return new TerminalVerificationResults(Long.parseLong(five.hex(), 16));
    }

    /** With one bit set; {@code byteNumber} 1 to 5 and {@code bit} 8 (highest) to 1, as the book counts them. */
    public TerminalVerificationResults with(int byteNumber, int bit) {
        return new TerminalVerificationResults(bits | mask(byteNumber, bit));
    }

    /** Whether a bit is set, counted as the book counts them. */
    public boolean has(int byteNumber, int bit) {
        return (bits & mask(byteNumber, bit)) != 0;
    }

    /** Whether any bit is set here and in an action code of the same shape. */
    public boolean meets(TerminalVerificationResults actionCode) {
        return (bits & actionCode.bits) != 0;
    }

    /** The five bytes of tag 95. */
    public Octets octets() {
        return Octets.ofHex(toString());
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%010X", bits);
    }

    private static long mask(int byteNumber, int bit) {
        if (byteNumber < 1 || byteNumber > BYTES || bit < 1 || bit > 8) {
            throw new IllegalArgumentException("byte 1 to 5, bit 1 to 8");
        }
        return 1L << (8 * (BYTES - byteNumber) + bit - 1);
    }
}
