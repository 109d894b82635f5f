package dev.tidegate.storm.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** A file's bytes at one moment, in pages; those that did not change are shared with an earlier moment. */
final class Content {
    static final int PAGE_BYTES = 4096;

    private static final byte[] ZEROS = new byte[PAGE_BYTES];
    private static final Content EMPTY = new Content(0, new byte[0][]);

    private final long length;
    private final byte[][] pages;

    private Content(long length, byte[][] pages) {
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
        for (int page = 0; page < pages.length; page++) {
            int from = page * PAGE_BYTES;
            int to = Math.min(length, from + PAGE_BYTES);
            byte[] before = earlier.page(page);
            if (Arrays.equals(all, from, to, before, 0, to - from) && to - from == PAGE_BYTES) {
                pages[page] = before;
            } else if (Arrays.equals(all, from, to, ZEROS, 0, to - from)) {
                pages[page] = ZEROS;
            } else {
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

    /** A part of a file: the bytes from one position up to another. */
    record Range(long from, long to) {
        /** All of it, and its length. */
        static final Range WHOLE = new Range(0, Long.MAX_VALUE);

        boolean touches(int page) {
            return from < (page + 1L) * PAGE_BYTES && to > (long) page * PAGE_BYTES;
        }

        /** How long a file is after it: a part says nothing of that. */
        long length(Content before, Content now) {
            return equals(WHOLE) ? now.length : before.length;
        }
    }

    /** Which pages of another moment are taken. */
    interface PageChoice {
        boolean takes(int page);
    }

    boolean isSame(Content other, int page) {
        return Arrays.equals(page(page), other.page(page));
    }

    /** The page; zeros where it is a hole or beyond the end. */
    byte[] page(int page) {
        return page < pages.length ? pages[page] : ZEROS;
    }

    long length() {
        return length;
    }

    void write(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SPARSE)) {
            for (int page = 0; page < pages.length; page++) {
                byte[] bytes = pages[page];
                if (!Arrays.equals(bytes, ZEROS)) {
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
