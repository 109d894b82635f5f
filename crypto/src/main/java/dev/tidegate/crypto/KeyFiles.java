package dev.tidegate.crypto;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files of keys: whole or absent, on disk when a call returns, readable by their owner only. */
final class KeyFiles {
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private KeyFiles() {}

    /** @throws KeyFileException there already, or the disk refuses */
    static void write(Path file, byte[] content) {
        if (Files.exists(file)) {
            throw new KeyFileException(file, "is there already");
        }
        replace(file, content);
    }

    /**
     * Writes a file, or puts it in the place of the one that is there: whoever reads, also after a power cut, sees the
     * old one or the new one whole.
     *
     * @throws KeyFileException the disk refuses
     */
    static void replace(Path file, byte[] content) {
        Path whole = file.toAbsolutePath();
        Path draft = whole.resolveSibling(whole.getFileName() + ".new");
        try {
            Files.deleteIfExists(draft);
            try (FileChannel out = FileChannel.open(
                    draft, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), owner("rw-------"))) {
                put(out, content);
            }
            move(draft, whole);
        } catch (IOException e) {
            throw new KeyFileException(file, "cannot be written");
        }
    }

    /**
     * As {@link #replace}, and overwrites what was there with zeros: keys that were taken out of a store must not stay
     * in its free blocks. What a flash disk keeps elsewhere is beyond reach.
     *
     * @throws KeyFileException the disk refuses
     */
    static void replaceAndShred(Path file, byte[] content) {
        // The old file lives on without a name while it is open; other systems than Linux would refuse the move.
        if (!POSIX || !Files.exists(file)) {
            replace(file, content);
            return;
        }
        try (FileChannel old = FileChannel.open(file, StandardOpenOption.WRITE)) {
            replace(file, content);
            put(old, new byte[Math.toIntExact(Math.min(old.size(), 4 << 20))]);
        } catch (IOException e) {
            throw new KeyFileException(file, "cannot be replaced");
        }
    }

    /** @throws KeyFileException missing, longer than {@code bytesMax}, or the disk refuses */
    static byte[] read(Path file, int bytesMax) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(bytesMax + 1);
            if (content.length > bytesMax) {
                throw new KeyFileException(file, "is longer than it can be");
            }
            return content;
        } catch (IOException e) {
            throw new KeyFileException(file, "is missing or cannot be read");
        }
    }

    /** Overwrites a file with zeros, forced, and deletes it. What a flash disk keeps elsewhere is beyond reach. */
    static void shred(Path file) {
        try {
            try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
                put(out, new byte[Math.toIntExact(Math.min(out.size(), 1 << 20))]);
            }
            Files.delete(file);
            forceFolder(file.toAbsolutePath().resolveSibling("."));
        } catch (IOException e) {
            throw new KeyFileException(file, "cannot be deleted");
        }
    }

    /** Makes a folder, and those above it, for its owner alone. */
    static void folder(Path folder) {
        try {
            Files.createDirectories(folder, owner("rwx------"));
        } catch (IOException e) {
            throw new KeyFileException(folder, "cannot be created");
        }
    }

    /** Gives a forced draft its name, in the place of what has it, and forces that. */
    static void move(Path draft, Path whole) throws IOException {
        Files.move(draft, whole, StandardCopyOption.ATOMIC_MOVE);
        forceFolder(whole.resolveSibling("."));
    }

    private static void put(FileChannel out, byte[] content) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(content);
        while (rest.hasRemaining()) {
            out.write(rest);
        }
        out.force(true);
    }

    // A new name is durable when its folder is; other systems than Linux do not let a folder be opened.
    private static void forceFolder(Path folder) throws IOException {
        if (POSIX) {
            try (FileChannel names = FileChannel.open(folder.normalize(), StandardOpenOption.READ)) {
                names.force(true);
            }
        }
    }

    /** Permissions of a new file, where the system knows them. */
    static FileAttribute<?>[] owner(String permissions) {
        return POSIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
