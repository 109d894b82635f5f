package dev.tidegate.emv.reader;

/**
 * What the service says of one slot.
 *
 * <pre>
 * bits 0-15  SCARD_STATE_…    bits 16-31  how often a card came or went since the service started
 * </pre>
 */
record PcscSlot(long bits) {
    /** Nothing is known yet: whoever waits for a change of this gets it at once. */
    static final PcscSlot UNAWARE = new PcscSlot(0);

    private static final int CHANGED = 0x0002;
    private static final int READER_GONE = 0x0001 | 0x0004 | 0x0008;
    private static final int CARD_IN = 0x0020;

    PcscSlot {
        bits &= 0xFFFF_FFFFL & ~CHANGED;
    }

    boolean isReaderGone() {
        return (bits & READER_GONE) != 0;
    }

    boolean isCardIn() {
        return (bits & CARD_IN) != 0;
    }

    /** Whether a card came or went since; the count of it goes round. */
    boolean isAfter(PcscSlot earlier) {
        return (short) ((bits >>> 16) - (earlier.bits >>> 16)) > 0;
    }
}
