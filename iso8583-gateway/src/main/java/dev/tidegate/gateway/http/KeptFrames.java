package dev.tidegate.gateway.http;

import java.time.Instant;
import java.util.List;

/** The frames of acquirers that could not be read, sealed. */
public interface KeptFrames {
    /** @param acquirer as its name can stand in a file's name */
    record Kept(String name, Instant at, String acquirer) {}

    /** The newest first. */
    List<Kept> kept();

    /**
     * The frame itself; the caller wipes it.
     *
     * @throws java.io.UncheckedIOException there is none of this name, or it cannot be read
     */
    byte[] open(String name);
}
