package dev.tidegate.simulator.acquirer;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tidegate.simulator.acquirer.books.Json;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Every frame as a line of JSON, masked, in a file that is begun anew at each start. Not forced to disk. */
final class FrameFile implements AutoCloseable {
    private final BufferedWriter out;

    /**
     * Begins the file.
     *
     * @throws IOException when it cannot be written
     */
    FrameFile(Path file) throws IOException {
        out = Files.newBufferedWriter(
                file,
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE);
    }

    /** A frame as one line, its line feed included. */
    static String line(FrameRecord frame) {
        try {
            return Json.MAPPER.writeValueAsString(frame) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a frame cannot be written", impossible);
        }
    }

    synchronized void write(FrameRecord frame) {
        try {
            out.write(line(frame));
            out.flush();
        } catch (IOException refused) {
            throw new UncheckedIOException("the file of frames cannot be written", refused);
        }
    }

    @Override
    public synchronized void close() {
        try {
            out.close();
        } catch (IOException refused) {
            throw new UncheckedIOException("the file of frames cannot be closed", refused);
        }
    }
}
