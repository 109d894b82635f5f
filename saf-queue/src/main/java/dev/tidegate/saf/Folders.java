package dev.tidegate.saf;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Folders whose entries are on disk: a file survives a power cut only when its folder was forced after its making. */
final class Folders {
    private Folders() {}

    static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** The folder in which an entry lies. */
    static Path above(Path entry) {
        Path above = entry.toAbsolutePath().getParent();
        if (above == null) {
            throw new IllegalArgumentException("the root lies in no folder");
        }
        return above;
    }

    /** Makes the coming or going of a file or folder durable. */
    static void forceAbove(Path entry) throws IOException {
        force(above(entry));
    }

    /** Creates a folder, and those above it, durably, where they are missing. */
    static void create(Path folder) throws IOException {
        Path above = folder.toAbsolutePath().getParent();
        if (!Files.isDirectory(folder) && above != null) {
            create(above);
            Files.createDirectory(folder);
            forceAbove(folder);
        }
    }

    /** Deletes a folder of files. */
    static void delete(Path folder) throws IOException {
        for (Path file : list(folder, "*")) {
            Files.delete(file);
        }
        Files.delete(folder);
        forceAbove(folder);
    }

    static List<Path> list(Path folder, String glob) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, glob)) {
            entries.forEach(found::add);
        }
        return found;
    }
}
