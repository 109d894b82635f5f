package dev.tidegate.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The floor: 4 KiB over what is there already, and one fdatasync. Used by one thread. */
final class ForcedFile implements DurableLog {
    private static final int PAGE_BYTES = 4096;
    private static final int PAGES = 2_048;

    private final FileChannel file;

    ForcedFile(Path folder) throws IOException {
        file = FileChannel.open(folder.resolve("floor"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        for (int page = 0; page < PAGES; page++) {
            write(page, 0);
        }
        file.force(true);
    }

    @Override
    public void append(long number) throws IOException {
        write((int) (number % PAGES), number);
        file.force(false);
    }

    private void write(int page, long number) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(PAGE_BYTES).putLong(0, number);
        while (bytes.hasRemaining()) {
            int ignored = file.write(bytes, (long) page * PAGE_BYTES + bytes.position());
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
