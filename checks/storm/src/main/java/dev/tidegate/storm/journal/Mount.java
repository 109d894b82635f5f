package dev.tidegate.storm.journal;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file mounted as a disk with ext4; the till's folder is {@code till} in it. Needs root. */
record Mount(Path place) implements AutoCloseable {
    private static final int DISK_BYTES = 64 * 1024 * 1024;
    private static final int TRIES_MAX = 1_200;
    private static final int PAUSE_MILLIS = 25;

    /** Makes a disk with nothing but what an engine needs. */
    static Path newDisk(Engine engine, Path disk) throws IOException {
        Path made = Files.write(disk, new byte[DISK_BYTES]);
        require("mkfs.ext4", "-q", "-F", "-b", "4096", made.toString());
        try (Mount mount = Mount.of(made, disk.resolveSibling("mounted"))) {
            engine.prepare(Files.createDirectory(mount.till()));
        }
        return made;
    }

    /** Mounts in a folder, which is made where it is missing; the file system recovers what a crash has left. */
    static Mount of(Path image, Path place) throws IOException {
        if (!Files.exists(place)) {
            Path ignored = Files.createDirectory(place);
        }
        require("mount", "-t", "ext4", "-o", "loop", image.toString(), place.toString());
        return new Mount(place);
    }

    Path till() {
        return place.resolve("till");
    }

    // A mapping may live a little longer than the log that made it.
    @Override
    public void close() throws IOException {
        for (int tries = 1; !Machine.runs("umount", place.toString()); tries++) {
            if (tries == TRIES_MAX) {
                throw new IOException("cannot unmount " + place);
            }
            pause();
        }
    }

    private static void require(String... command) throws IOException {
        if (!Machine.runs(command)) {
            throw new IOException("failed: " + String.join(" ", command));
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            throw new InterruptedIOException();
        }
    }
}
