package dev.tidegate.bench;

import java.io.IOException;

/** Something that keeps records of about one KiB. Safe to use from several threads, unless it says otherwise. */
interface DurableLog extends AutoCloseable {
    /** Keeps a record, which its number tells from others, and returns when it is on disk. */
    void append(long number) throws Exception;

    @Override
    void close() throws IOException;
}
