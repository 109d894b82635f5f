package dev.tidegate.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where bytes that go to a device are counted. As root, an ext4 of its own in a file behind a loop device, whose
 * sectors the kernel counts, the file system's own journal included; otherwise the folder, and what the kernel says
 * this process has written, which leaves that journal out.
 */
final class BenchDisk implements AutoCloseable {
    private static final int MEGABYTES = 1024;
    private static final int SECTOR_BYTES = 512;
    private static final int SECTORS_WRITTEN = 6;

    private final Path folder;
    private final String device;

    private BenchDisk(Path folder, String device) {
        this.folder = folder;
        this.device = device;
    }

    static BenchDisk in(Path home) throws IOException, InterruptedException {
        Path image = home.resolve("disk.image");
        Path mounted = Files.createDirectory(home.resolve("disk"));
        try {
            String ignored = said("truncate", "-s", MEGABYTES + "M", image.toString());
            ignored = said("mkfs.ext4", "-q", "-F", image.toString());
            String device = said("losetup", "--find", "--show", image.toString());
            try {
                ignored = said("mount", device, mounted.toString());
                return new BenchDisk(mounted, device);
            } catch (IOException e) {
                ignored = said("losetup", "--detach", device);
                throw e;
            }
        } catch (IOException e) {
            // Not root, or a container that may not: the process's own count is what there is.
            return new BenchDisk(mounted, "");
        }
    }

    Path folder() {
        return folder;
    }

    String how() {
        return device.isEmpty()
                ? "by this process (/proc/self/io: the file system's journal is not counted)"
                : "sectors of an ext4 of its own on a loop device";
    }

    /** What was written so far, everything that waited in the kernel included. */
    long written() throws IOException, InterruptedException {
        String ignored = said("sync", "--file-system", folder.toString());
        return device.isEmpty() ? byProcess() : sectors() * SECTOR_BYTES;
    }

    private long sectors() throws IOException {
        Path stat = Path.of("/sys/block", Path.of(device).getFileName().toString(), "stat");
        return Long.parseLong(Files.readString(stat).strip().split("\\s+")[SECTORS_WRITTEN]);
    }

    private static long byProcess() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/io"))) {
            if (line.startsWith("write_bytes: ")) {
                return Long.parseLong(line.substring("write_bytes: ".length()));
            }
        }
        throw new IOException("the kernel does not say what this process has written");
    }

    private static String said(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(command))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0) {
            throw new IOException(command[0] + " failed");
        }
        return said;
    }

    @Override
    public void close() throws IOException {
        if (device.isEmpty()) {
            return;
        }
        try {
            // What was measured may be let go of in the background, as Chronicle's mapped files are: a file system that
            // is still in use leaves the tree now, and its device is given back by who is last.
            String ignored = said("umount", "--lazy", folder.toString());
            ignored = said("losetup", "--detach", device);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
