package dev.tidegate.simulator.pinpad;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** Frames of the virtual reader's protocol: length 2, most significant first, and so many bytes. */
final class Frames {
    private Frames() {}

    static byte[] read(DataInputStream in) throws IOException {
        byte[] frame = new byte[in.readUnsignedShort()];
        in.readFully(frame);
        return frame;
    }

    static void write(OutputStream out, byte[] bytes) throws IOException {
        out.write(ByteBuffer.allocate(2 + bytes.length)
                .putShort((short) bytes.length)
                .put(bytes)
                .array());
        out.flush();
    }
}
