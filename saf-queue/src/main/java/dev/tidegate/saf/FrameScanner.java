package dev.tidegate.saf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Finds the frames of one generation's file in order of position, from the file's bytes alone.
 *
 * <p>Reads and never maps: a file that a power cut has shortened gives an end here, and a fault in a mapping. A channel
 * of its own, so that an interrupted reader closes nobody else's. Used by one thread.
 */
final class FrameScanner implements Frames {
    /** About two hundred records: one read call for a batch. */
    private static final int WINDOW_BYTES = 256 * 1024;

    private final FileChannel channel;
    private final ByteBuffer window = ByteBuffer.allocate(WINDOW_BYTES).limit(0);
    private long windowAt;
    private long position;

    private FrameScanner(FileChannel channel, long from) {
        this.channel = channel;
        this.position = from;
        this.windowAt = from;
    }

    /** @param from a multiple of {@link Frame#ALIGNMENT} */
    static FrameScanner open(Path file, long from) throws IOException {
        return new FrameScanner(FileChannel.open(file, StandardOpenOption.READ), from);
    }

    @Override
    public @Nullable Found next() throws IOException {
        while (covers(Integer.BYTES)) {
            if (window.getInt(offset()) == Frame.MAGIC) {
                return frameHere();
            }
            position += Frame.ALIGNMENT;
        }
        return null;
    }

    private Found frameHere() throws IOException {
        long at = position;
        int length = covers(Frame.HEADER_BYTES) ? Frame.lengthIn(window.position(offset())) : 0;
        if (length > 0 && covers(Frame.HEADER_BYTES + length)) {
            Frame frame = Frame.decode(window.position(offset()), length);
            if (frame != null) {
                position += roundedUp(Frame.HEADER_BYTES + length);
                return new Found.Whole(at, frame);
            }
        }
        position += Frame.ALIGNMENT;
        return new Found.Torn(at);
    }

    private int offset() {
        return (int) (position - windowAt);
    }

    private boolean covers(int bytes) throws IOException {
        if (offset() + bytes <= window.limit()) {
            return true;
        }
        window.clear();
        windowAt = position;
        while (window.hasRemaining()) {
            if (channel.read(window, windowAt + window.position()) < 0) {
                break;
            }
        }
        window.flip();
        return bytes <= window.limit();
    }

    private static int roundedUp(int bytes) {
        return (bytes + Frame.ALIGNMENT - 1) / Frame.ALIGNMENT * Frame.ALIGNMENT;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
