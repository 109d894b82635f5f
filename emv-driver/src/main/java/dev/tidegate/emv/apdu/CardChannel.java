package dev.tidegate.emv.apdu;

import java.nio.ByteBuffer;

/** One card in one reader: a command in, its answer out. Used by one thread at a time. */
public interface CardChannel {
    /** What became of one command. */
    enum Transmission {
        /** The answer is in the buffer. */
        ANSWERED,
        /** The card was taken away. */
        REMOVED,
        /** The reader is gone. */
        LOST,
        /** No answer came in the reader's time, or none that fits the buffer. */
        SILENT
    }

    /**
     * Sends a command APDU and waits for its response APDU, at most for the time the reader allows one answer. The
     * buffers are the caller's, who wipes them; nothing of them is kept.
     *
     * @param command from its position to its limit; read to the end
     * @param response written from its position on, data and status word; untouched unless {@code ANSWERED}
     */
    Transmission transmit(ByteBuffer command, ByteBuffer response);
}
