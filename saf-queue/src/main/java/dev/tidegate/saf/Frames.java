package dev.tidegate.saf;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The frames of one generation in order. Used by one thread. */
interface Frames extends Closeable {
    /** What lies at a position. */
    sealed interface Found {
        long position();

        record Whole(long position, Frame frame) implements Found {}

        /** A frame began here, and is not whole. */
        record Torn(long position) implements Found {}
    }

    /** The next frame, whole or torn, or null at the end. */
    @Nullable
    Found next() throws IOException;
}
