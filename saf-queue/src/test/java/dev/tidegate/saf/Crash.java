package dev.tidegate.saf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a till's disk looks like after its power was cut: a copy of a running journal, and hands to damage it with. */
final class Crash {
    static final int PAGE = 4096;

    private Crash() {}

    /** A copy of the journal and its state, as they are now. */
    static Desk of(Desk desk, Path home) throws IOException {
        Files.createDirectories(home);
        copy(desk.folder, home.resolve("journal"));
        if (Files.exists(desk.home.resolve("state"))) {
            Files.copy(desk.home.resolve("state"), home.resolve("state"));
        }
        Desk crashed = new Desk(home);
        crashed.settings = desk.settings;
        return crashed;
    }

    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            all.forEach(path -> {
                try {
                    Files.copy(path, to.resolve(from.relativize(path).toString()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    /** Where the frames of a file begin. */
    static List<Long> frames(Path file) throws IOException {
        List<Long> positions = new ArrayList<>();
        try (FrameScanner frames = FrameScanner.open(file, 0)) {
            while (frames.next() instanceof Frames.Found found) {
                positions.add(found.position());
            }
        }
        return positions;
    }

    static void zero(Path file, long from, long to) throws IOException {
        write(file, from, new byte[(int) (to - from)]);
    }

    static void flip(Path file, long at) throws IOException {
        byte[] all = Files.readAllBytes(file);
        write(file, at, new byte[] {(byte) (all[(int) at] ^ 0x10)});
    }

    static void truncate(Path file, long length) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(length);
        }
    }

    private static void write(Path file, long at, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(bytes), at);
        }
    }
}
