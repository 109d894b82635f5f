package dev.tidegate.saf;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * One process, one journal: a lock of the operating system, which ends with the process whatever its end. (A lock that
 * is a process number in a file outlives its holder, and in a container every process has the same number.)
 */
final class FolderLock implements Closeable {
    private static final String NAME = "lock";

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws JournalLockedException somebody holds it */
    static FolderLock take(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return new FolderLock(channel);
            }
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw new JournalLockedException(folder);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        throw new JournalLockedException(folder);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
