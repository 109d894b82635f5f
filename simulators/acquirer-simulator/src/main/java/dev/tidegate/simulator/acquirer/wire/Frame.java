package dev.tidegate.simulator.acquirer.wire;

/**
 * One frame without its length: what stands in front of the message, and the message.
 *
 * <pre>
 *   TPDU (where the framing has one)      header (where it has one)   message
 *   60  destination 2  source 2           always the same bytes
 * </pre>
 */
public final class Frame {
    private final String tpdu;
    private final byte[] message;

    Frame(String tpdu, byte[] message) {
        this.tpdu = tpdu;
        this.message = message.clone();
    }

    /** The message alone. */
    public byte[] message() {
        return message.clone();
    }

    /** A frame back to where this came from: destination and source change places. */
    public Frame back(byte[] answer) {
        return new Frame(tpdu.isEmpty() ? "" : tpdu.substring(0, 2) + tpdu.substring(6) + tpdu.substring(2, 6), answer);
    }

    String tpdu() {
        return tpdu;
    }
}
