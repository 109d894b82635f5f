package dev.tidegate.till.adopt;

import java.io.IOException;
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

/** Files and folders that are on disk when a call returns, readable by their owner only. */
final class Forced {
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private static final int COPY_BYTES = 1 << 20;

    private Forced() {}

    /** Whoever reads, also after a power cut, sees the old file or the new one whole. */
    static void replace(Path file, byte[] content) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(draft);
        try (FileChannel out = create(draft)) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                out.write(rest);
            }
            out.force(true);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        folder(file.resolveSibling("."));
    }

    static void copy(Path from, Path to) throws IOException {
        try (FileChannel in = FileChannel.open(from, StandardOpenOption.READ);
                FileChannel out = create(to)) {
            ByteBuffer some = ByteBuffer.allocate(COPY_BYTES);
            while (in.read(some) >= 0) {
                some.flip();
                while (some.hasRemaining()) {
                    out.write(some);
                }
                some.clear();
            }
            out.force(true);
        }
    }

    static void makeFolder(Path folder) throws IOException {
        Path made = Files.createDirectories(folder, owner("rwx------"));
        folder(made.resolve(".."));
    }

    /** A name is durable when its folder is; other systems than Linux do not let a folder be opened. */
    static void folder(Path folder) throws IOException {
        if (POSIX) {
            try (FileChannel names = FileChannel.open(folder.normalize(), StandardOpenOption.READ)) {
                names.force(true);
            }
        }
    }

    private static FileChannel create(Path file) throws IOException {
        return FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), owner("rw-------"));
    }

    private static FileAttribute<?>[] owner(String permissions) {
        return POSIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
