package dev.tidegate.simulator.acquirer.books;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The ledger's events, a JSON line each, on disk when {@link #append} returns.
 *
 * <p>A process that dies while it writes leaves a torn last line: it was never answered, so it is cut off at the next
 * start. A bad line with good ones after it is no torn write, and the file is refused. One process owns the file.
 */
final class LedgerFile implements AutoCloseable {
    /** A run of this size is no test any more; the file is read whole at the start. */
    static final long FILE_BYTES_MAX = 256L * 1024 * 1024;

    private final FileChannel channel;
    private final List<LedgerEvent> found;
    private boolean broken;

    private LedgerFile(FileChannel channel, List<LedgerEvent> found) {
        this.channel = channel;
        this.found = found;
    }

    /**
     * Opens the file, or makes it.
     *
     * @throws LedgerBrokenException when another process has it, or a line in its middle is bad; the caller does not
     *     start
     */
    static LedgerFile open(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            try {
                lock(channel);
                return new LedgerFile(channel, read(channel));
            } catch (IOException | LedgerBrokenException refused) {
                channel.close();
                throw refused;
            }
        } catch (IOException refused) {
            throw new LedgerBrokenException("the ledger file cannot be opened", refused);
        }
    }

    /** The events that were there when the file was opened, oldest first. */
    List<LedgerEvent> found() {
        return found;
    }

    /**
     * Writes one event and returns when it is on disk.
     *
     * @throws LedgerBrokenException when the disk refuses; nothing can be appended any more
     */
    void append(LedgerEvent event) {
        if (broken) {
            throw new LedgerBrokenException("an earlier write to the ledger failed");
        }
        broken = true;
        try {
            byte[] line = (Json.MAPPER.writeValueAsString(event) + "\n").getBytes(StandardCharsets.UTF_8);
            if (channel.size() + line.length > FILE_BYTES_MAX) {
                throw new LedgerBrokenException("the ledger file is full");
            }
            ByteBuffer rest = ByteBuffer.wrap(line);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        } catch (IOException refused) {
            throw new LedgerBrokenException("the disk refused a line of the ledger", refused);
        }
        broken = false;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException refused) {
            throw new LedgerBrokenException("the ledger file cannot be closed", refused);
        }
    }

    private static void lock(FileChannel channel) throws IOException {
        try {
            if (channel.tryLock() == null) {
                throw new LedgerBrokenException("another process has this ledger");
            }
        } catch (OverlappingFileLockException ours) {
            throw new LedgerBrokenException("this process has this ledger already", ours);
        }
    }

    private static List<LedgerEvent> read(FileChannel channel) throws IOException {
        if (channel.size() > FILE_BYTES_MAX) {
            throw new LedgerBrokenException("the ledger file is longer than it may be");
        }
        var bytes = new byte[(int) channel.size()];
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining() && channel.read(rest) >= 0) {
            // Reads until the file's end.
        }
        var events = new ArrayList<LedgerEvent>();
        int good = 0;
        for (int end = lineEnd(bytes, good); end > 0; end = lineEnd(bytes, good)) {
            try {
                events.add(Json.MAPPER.readValue(bytes, good, end - good, LedgerEvent.class));
            } catch (IOException bad) {
                if (lineEnd(bytes, end) > 0) {
                    // Without its cause, which would quote the line.
                    throw new LedgerBrokenException("line " + (events.size() + 1) + " of the ledger is bad");
                }
                break;
            }
            good = end;
        }
        channel.truncate(good);
        channel.position(good);
        return List.copyOf(events);
    }

    /** Where the line that starts here ends, its line feed included; 0 when it has none. */
    private static int lineEnd(byte[] bytes, int start) {
        for (int i = start; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                return i + 1;
            }
        }
        return 0;
    }
}
