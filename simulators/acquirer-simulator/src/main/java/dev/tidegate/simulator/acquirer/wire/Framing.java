package dev.tidegate.simulator.acquirer.wire;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/**
 * How frames stand on a stream: a length, then what {@link Frame} draws.
 *
 * @param inText the length is four decimal characters; else two bytes, big-endian
 * @param inclusive the length counts itself
 * @param tpdu a TPDU stands in front of the message
 * @param header hex of what stands between TPDU and message in every frame, empty for nothing
 */
public record Framing(boolean inText, boolean inclusive, boolean tpdu, String header) {
    /** More than the longest message of a table (about 6,000 bytes of private text, which nobody sends whole). */
    public static final int FRAME_BYTES_MAX = 4096;

    private static final int TPDU_BYTES = 5;
    /** The TPDU of a frame that answers none: to and from nobody. */
    private static final String TPDU_UNASKED = "6000000000";

    private static final int HEADER_BYTES_MAX = 64;

    public Framing {
        if (!header.matches("([0-9A-F]{2}){0," + HEADER_BYTES_MAX + "}")) {
            throw new IllegalArgumentException("a header is at most " + HEADER_BYTES_MAX + " bytes, as hex");
        }
    }

    /**
     * Reads {@code binary2} or {@code ascii4}, then any of {@code +inclusive}, {@code +tpdu}, {@code +header=HEX}.
     *
     * @throws IllegalArgumentException when it says something else
     */
    public static Framing of(String text) {
        String[] parts = text.split("\\+", -1);
        if (!parts[0].equals("binary2") && !parts[0].equals("ascii4")) {
            throw new IllegalArgumentException("a framing begins with binary2 or ascii4");
        }
        var framing = new Framing(parts[0].equals("ascii4"), false, false, "");
        for (int i = 1; i < parts.length; i++) {
            framing = framing.with(parts[i]);
        }
        return framing;
    }

    /**
     * Waits for the next frame.
     *
     * @return empty when the other side has closed between two frames
     * @throws MalformedFrameException on a length of none or too many, another header, or an end inside a frame
     */
    public Optional<Frame> read(DataInputStream in) throws IOException {
        int first = in.read();
        if (first < 0) {
            return Optional.empty();
        }
        try {
            int length = length(first, in) - (inclusive ? lengthBytes() : 0);
            int ahead = (tpdu ? TPDU_BYTES : 0) + header.length() / 2;
            if (length <= ahead || length > ahead + FRAME_BYTES_MAX) {
                throw new MalformedFrameException("frame length is outside its limits");
            }
            var bytes = new byte[length];
            in.readFully(bytes);
            return Optional.of(frame(HexFormat.of().withUpperCase().formatHex(bytes)));
        } catch (EOFException cut) {
            throw new MalformedFrameException("connection ended inside a frame");
        }
    }

    /** The frame as it goes out, its length in front. */
    public byte[] bytes(Frame frame) {
        var content = new ByteArrayOutputStream();
        HexFormat hex = HexFormat.of();
        content.writeBytes(hex.parseHex(frame.tpdu()));
        content.writeBytes(hex.parseHex(header));
        content.writeBytes(frame.message());
        return lengthAndContent(content.toByteArray());
    }

    /** A frame that nobody asked for. */
    public Frame unasked(byte[] message) {
        return new Frame(tpdu ? TPDU_UNASKED : "", message);
    }

    /** A frame of length none, by which some keep a connection open. */
    public byte[] keepAlive() {
        return lengthAndContent(new byte[0]);
    }

    private byte[] lengthAndContent(byte[] content) {
        int length = content.length + (inclusive ? lengthBytes() : 0);
        var out = new ByteArrayOutputStream();
        if (inText) {
            out.writeBytes(Digits.padded(length, 4).getBytes(StandardCharsets.US_ASCII));
        } else {
            out.write(length >> 8);
            out.write(length);
        }
        out.writeBytes(content);
        return out.toByteArray();
    }

    private Frame frame(String hex) {
        int ahead = tpdu ? 2 * TPDU_BYTES : 0;
        if (!hex.startsWith(header, ahead)) {
            throw new MalformedFrameException("has another header");
        }
        return new Frame(hex.substring(0, ahead), HexFormat.of().parseHex(hex.substring(ahead + header.length())));
    }

    private int length(int first, DataInputStream in) throws IOException {
        if (!inText) {
            return first << 8 | in.readUnsignedByte();
        }
        int length = digit(first);
        for (int i = 1; i < lengthBytes(); i++) {
            length = 10 * length + digit(in.readUnsignedByte());
        }
        return length;
    }

    private int lengthBytes() {
        return inText ? 4 : 2;
    }

    private Framing with(String part) {
        if (part.startsWith("header=")) {
            return new Framing(inText, inclusive, tpdu, part.substring("header=".length()));
        }
        return switch (part) {
            case "inclusive" -> new Framing(inText, true, tpdu, header);
            case "tpdu" -> new Framing(inText, inclusive, true, header);
            default -> throw new IllegalArgumentException("a framing has inclusive, tpdu and header=HEX");
        };
    }

    private static int digit(int character) {
        if (character < '0' || character > '9') {
            throw new MalformedFrameException("frame length is not decimal");
        }
        return character - '0';
    }
}
