package dev.tidegate.gateway.codec;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A frame in words, as far as it could be read: what is where, and the first thing that is not as the profile says.
 * Nothing of it is card data: numbers, tracks, PIN blocks and everything private is left out.
 *
 * @param bytes how many were given
 * @param framed whether they begin with the profile's length, and what else stands before a message
 * @param type the message type, empty where it could not be read
 * @param meaning what the profile calls such a message
 * @param lines in the order of the bytes
 * @param disagreement null where the frame is as the profile says
 */
public record Explained(
        int bytes,
        boolean framed,
        String type,
        String meaning,
        List<Line> lines,
        @Nullable Disagreement disagreement) {
    /**
     * One part of the frame.
     *
     * @param offset its first byte, counted from 0 in what was given
     * @param bytes how many it has
     * @param field its number; 0 is the type, 1 the bitmaps, -1 what stands before the message
     * @param value as far as it may be shown
     * @param tags of DE 55
     */
    public record Line(int offset, int bytes, int field, String name, String value, List<TagLine> tags) {
        public Line {
            tags = List.copyOf(tags);
        }
    }

    /** One tag of DE 55. */
    public record TagLine(String tag, int bytes, String name, String value) {}

    /**
     * The first thing that is not as the profile says.
     *
     * @param offset the byte, counted from 0 in what was given
     * @param field as in {@link Line#field}
     */
    public record Disagreement(int offset, int field, String what) {}

    public Explained {
        lines = List.copyOf(lines);
    }
}
