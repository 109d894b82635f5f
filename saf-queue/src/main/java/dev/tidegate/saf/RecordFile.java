package dev.tidegate.saf;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The file of the newest generation, to append to. Used under the writer's turn alone, which goes from thread to
 * thread.
 *
 * <p>Whatever any of its calls throws, an {@code Error} included, the file is never used again: a mapping reports a
 * disk that refuses as {@code InternalError}, and a kernel reports a failed write once.
 */
interface RecordFile extends Closeable {
    /** Makes the file of a new generation. */
    interface Maker {
        /** @param folder exists and is empty */
        RecordFile create(Path folder) throws IOException;
    }

    /**
     * Appends one frame; it is not on disk yet.
     *
     * @return the position at which it begins
     */
    long append(byte[] frame) throws IOException;

    /** Returns when everything appended is on disk. */
    void force() throws IOException;

    /** Bytes in use. */
    long length();

    /**
     * Whether one more frame can be appended and forced without a call that an interrupt would end, and the file with
     * it: no block to take, nothing to map.
     */
    boolean isReady();
}
