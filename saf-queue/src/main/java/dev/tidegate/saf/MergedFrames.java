package dev.tidegate.saf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** An archived generation: the archive's frames in order, each from the copy where that still has it whole. */
final class MergedFrames implements Frames {
    private final FrameScanner archive;
    private final @Nullable FrameScanner copy;
    private @Nullable Frame whole;

    private MergedFrames(FrameScanner archive, @Nullable FrameScanner copy) throws IOException {
        this.archive = archive;
        this.copy = copy;
        this.whole = nextWhole();
    }

    /** @param from a position in the archive at which a frame begins, or one before the first */
    static MergedFrames open(Path archive, Path copy, long from) throws IOException {
        FrameScanner bare = FrameFile.frames(archive, from);
        FrameScanner whole = null;
        boolean opened = false;
        try {
            whole = copyOf(copy);
            MergedFrames merged = new MergedFrames(bare, whole);
            opened = true;
            return merged;
        } finally {
            if (!opened) {
                bare.close();
                if (whole != null) {
                    whole.close();
                }
            }
        }
    }

    private static @Nullable FrameScanner copyOf(Path copy) throws IOException {
        if (!Files.exists(copy)) {
            return null;
        }
        try {
            return FrameFile.frames(copy, 0);
        } catch (NoSuchFileException e) {
            // Let go between the two lines.
            return null;
        }
    }

    @Override
    public @Nullable Found next() throws IOException {
        Found found = archive.next();
        if (!(found instanceof Found.Whole(long at, Frame frame))) {
            return found;
        }
        while (whole != null && whole.seq() < frame.seq()) {
            whole = nextWhole();
        }
        return whole != null && whole.seq() == frame.seq() ? new Found.Whole(at, whole) : found;
    }

    // A torn frame of the copy is passed over: the archive has the record without its body, and a count tells.
    private @Nullable Frame nextWhole() throws IOException {
        Found found = copy == null ? null : copy.next();
        while (found instanceof Found.Torn && copy != null) {
            found = copy.next();
        }
        return found instanceof Found.Whole(long ignored, Frame frame) ? frame : null;
    }

    @Override
    public void close() throws IOException {
        try {
            archive.close();
        } finally {
            if (copy != null) {
                copy.close();
            }
        }
    }
}
