package dev.tidegate.saf;

import dev.tidegate.core.card.Octets;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Changes a record on disk with its checksum: what decay never does. */
final class Forgery {
    private Forgery() {}

    /** Changes the last byte of the n-th record in a file, and with it its link. */
    static void changeBody(Path file, int n) throws IOException {
        byte[] all = Files.readAllBytes(file);
        int at = (int) (long) Crash.frames(file).get(n);
        Frame before = frameAt(all, at);
        byte[] raw = before.raw().toByteArray();
        raw[raw.length - 1] ^= 1;
        put(all, at, new Frame(before.seq(), before.durable(), Octets.of(raw)));
        Files.write(file, all);
    }

    /** Puts another record's bytes in a record's place, both in one file. */
    static void copy(Path file, int from, int to) throws IOException {
        byte[] all = Files.readAllBytes(file);
        Frame source = frameAt(all, (int) (long) Crash.frames(file).get(from));
        put(all, (int) (long) Crash.frames(file).get(to), source);
        Files.write(file, all);
    }

    private static Frame frameAt(byte[] all, int at) {
        ByteBuffer bytes = ByteBuffer.wrap(all).position(at);
        return Objects.requireNonNull(Frame.decode(bytes, Frame.lengthIn(bytes)));
    }

    private static void put(byte[] all, int at, Frame frame) {
        byte[] bytes = frame.encode();
        System.arraycopy(bytes, 0, all, at, bytes.length);
    }
}
