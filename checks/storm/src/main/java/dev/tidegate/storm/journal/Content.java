package dev.tidegate.storm.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A file's bytes at one moment, in pages; those that did not change are shared with an earlier moment. */
final class Content {
    static final int PAGE_BYTES = 4096;

    private static final Content EMPTY = new Content(0, new byte[0][]);

    private final long length;
    // A hole, or zeros, are absent.
    private final byte @Nullable [][] pages;

    private Content(long length, byte @Nullable [][] pages) {
        this.length = length;
        this.pages = pages;
    }

    static Content empty() {
        return EMPTY;
    }

    /** A file as it is now. */
    static Content of(Path file, Content earlier) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long length = channel.size();
            ByteBuffer all = ByteBuffer.allocate((int) length);
            while (all.hasRemaining() && channel.read(all, all.position()) > 0) {
                continue;
            }
            return of(all.array(), all.position(), earlier);
        }
    }

    private static Content of(byte[] all, int length, Content earlier) {
        byte[][] pages = new byte[(length + PAGE_BYTES - 1) / PAGE_BYTES][];
        byte[] zeros = new byte[PAGE_BYTES];
        for (int page = 0; page < pages.length; page++) {
            int from = page * PAGE_BYTES;
            int to = Math.min(length, from + PAGE_BYTES);
            byte[] before = earlier.page(page);
            if (before != null && to - from == PAGE_BYTES && Arrays.equals(all, from, to, before, 0, PAGE_BYTES)) {
                pages[page] = before;
            } else if (!Arrays.equals(all, from, to, zeros, 0, to - from)) {
                pages[page] = Arrays.copyOf(Arrays.copyOfRange(all, from, to), PAGE_BYTES);
            }
        }
        return new Content(length, pages);
    }

    /** A mixture: the pages of this one, or of the other where a choice says so. */
    Content mixed(Content other, long length, PageChoice fromOther) {
        byte[][] mixed = new byte[(int) ((length + PAGE_BYTES - 1) / PAGE_BYTES)][];
        for (int page = 0; page < mixed.length; page++) {
            mixed[page] = isSame(other, page) || !fromOther.takes(page) ? page(page) : other.page(page);
        }
        return new Content(length, mixed);
    }

    /** Which pages of another moment are taken. */
    interface PageChoice {
        boolean takes(int page);
    }

    boolean isSame(Content other, int page) {
        byte[] mine = page(page);
        byte[] its = other.page(page);
        return mine == its || mine != null && its != null && Arrays.equals(mine, its);
    }

    /** The page, absent where it is zeros or beyond the end. */
    byte @Nullable [] page(int page) {
        return page < pages.length ? pages[page] : null;
    }

    int pages() {
        return pages.length;
    }

    long length() {
        return length;
    }

    void write(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SPARSE)) {
            for (int page = 0; page < pages.length; page++) {
                byte[] bytes = pages[page];
                if (bytes != null) {
                    long at = (long) page * PAGE_BYTES;
                    int used = (int) Math.min(PAGE_BYTES, length - at);
                    int ignored = channel.write(ByteBuffer.wrap(bytes, 0, used), at);
                }
            }
            if (channel.size() < length) {
                int ignored = channel.write(ByteBuffer.allocate(1), length - 1);
            }
        }
    }
}
