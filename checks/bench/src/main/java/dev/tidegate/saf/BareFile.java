package dev.tidegate.saf;

import dev.tidegate.core.card.Octets;
import java.io.IOException;
import java.nio.file.Path;

/** A generation's file alone: no chain, no count, no other caller. Used by one thread. */
public final class BareFile implements AutoCloseable {
    private final ChronicleFile file;

    /** Makes one in an empty folder. */
    public BareFile(Path folder) {
        this.file = new ChronicleFile(folder);
    }

    /** Appends a frame round some bytes and returns when it is on disk. */
    public void append(long seq, byte[] raw) throws IOException {
        long ignored = file.append(new Frame(seq, seq - 1, Octets.of(raw)).encode());
        file.force();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
