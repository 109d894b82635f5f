package dev.tidegate.simulator.acquirer;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** Frames on a stream: a two-byte big-endian length of what follows, then one message. */
final class Frames {
    /** More than the longest message of the table (about 1,600 bytes); what is longer is no frame of ours. */
    static final int FRAME_BYTES_MAX = 4096;

    private static final int LENGTH_BYTES = 2;

    private Frames() {}

    /**
     * Waits for the next frame.
     *
     * @return empty when the other side has closed between two frames
     * @throws MalformedFrameException on a length of none or too many, or an end inside a frame
     */
    static Optional<byte[]> read(DataInputStream in) throws IOException {
        int high = in.read();
        if (high < 0) {
            return Optional.empty();
        }
        try {
            int length = high << 8 | in.readUnsignedByte();
            if (length == 0 || length > FRAME_BYTES_MAX) {
                throw new MalformedFrameException("frame length is outside its limits");
            }
            var frame = new byte[length];
            in.readFully(frame);
            return Optional.of(frame);
        } catch (EOFException cut) {
            throw new MalformedFrameException("connection ended inside a frame");
        }
    }

    /** Writes one frame, in one piece. */
    static void write(OutputStream out, byte[] frame) throws IOException {
        var framed = new byte[LENGTH_BYTES + frame.length];
        framed[0] = (byte) (frame.length >> 8);
        framed[1] = (byte) frame.length;
        System.arraycopy(frame, 0, framed, LENGTH_BYTES, frame.length);
        out.write(framed);
        out.flush();
    }
}
