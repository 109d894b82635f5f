package dev.tidegate.simulator.card;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Frames on a line of bytes: length 2, most significant first, and so many bytes. */
final class Frames {
    private Frames() {}

    static byte[] read(DataInputStream in) throws IOException {
        byte[] frame = new byte[in.readUnsignedShort()];
        in.readFully(frame);
        return frame;
    }

    static void write(OutputStream out, byte[] bytes) throws IOException {
        out.write(Bytes.join(Bytes.number(bytes.length, 2), bytes));
        out.flush();
    }
}
