package dev.tidegate.gateway;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a second gateway off one folder: it would take every message in flight for left behind. The operating system
 * lets the lock go when the process ends, however it ends.
 */
final class HomeLock implements AutoCloseable {
    private final FileChannel channel;

    private HomeLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * @throws IllegalStateException another gateway runs in this folder, or the disk refuses; the gateway does not
     *     start
     */
    static HomeLock take(Path home) {
        Path file = home.resolve("gateway.lock");
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            @Nullable FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new IllegalStateException("another gateway runs in " + home);
            }
            return new HomeLock(channel);
        } catch (IOException e) {
            throw new IllegalStateException("the lock " + file + " cannot be taken", e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new IllegalStateException("the lock cannot be let go", e);
        }
    }
}
