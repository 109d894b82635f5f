package dev.tidegate.gateway.profile;

import dev.tidegate.core.card.Octets;

/**
 * How a message lies in the stream of bytes.
 *
 * <pre>
 *   length          TPDU              header          message
 *   2 or 4 bytes    0 or 5 bytes      0 or more       up to bytesMax
 *   |-- counted too where inclusive --|------ always counted ------|
 * </pre>
 *
 * <p>A length that counts nothing but itself (0, or the length's own bytes where inclusive) is a sign of life.
 *
 * @param length how the length is written
 * @param inclusive whether the length counts its own bytes
 * @param tpdu none, or 5 bytes: 60, address of the host (2), our own address (2); in an answer the two are swapped
 * @param header what stands before each message that we send, possibly nothing; an answer has one of the same length
 * @param headerSame whether an answer's header is the same bytes; else it may be any
 * @param bytesMax the longest message, without what stands before it
 */
public record Framing(Length length, boolean inclusive, Octets tpdu, Octets header, boolean headerSame, int bytesMax) {
    /** ISO 8583 transport protocol data unit: one byte of id and two addresses. */
    public static final int TPDU_BYTES = 5;
    /** No acquirer's header is known to be longer. */
    public static final int HEADER_BYTES_MAX = 64;
    /** Below this no message fits, above it no length of two bytes says it. */
    public static final int BYTES_LEAST = 128;

    public static final int BYTES_MOST = 65_535 - TPDU_BYTES - HEADER_BYTES_MAX - Integer.BYTES;
    /** What four decimal digits say. */
    public static final int BYTES_MOST_IN_DIGITS = 9_999 - TPDU_BYTES - HEADER_BYTES_MAX - Integer.BYTES;

    /** How the number of bytes that follow is written. */
    public enum Length {
        /** Two bytes, the highest first. */
        BINARY_2(2),
        /** Four decimal digits in ASCII. */
        ASCII_4(4);

        private final int bytes;

        Length(int bytes) {
            this.bytes = bytes;
        }

        /** How many bytes the length itself takes. */
        public int bytes() {
            return bytes;
        }
    }

    public Framing {
        if (!tpdu.isEmpty() && tpdu.length() != TPDU_BYTES) {
            throw new IllegalArgumentException("a TPDU has 5 bytes");
        }
        if (header.length() > HEADER_BYTES_MAX) {
            throw new IllegalArgumentException("a header has at most " + HEADER_BYTES_MAX + " bytes");
        }
        int most = length == Length.ASCII_4 ? BYTES_MOST_IN_DIGITS : BYTES_MOST;
        if (bytesMax < BYTES_LEAST || bytesMax > most) {
            throw new IllegalArgumentException("a message has at most " + BYTES_LEAST + " to " + most + " bytes");
        }
    }

    static Framing read(Section s) {
        Length length = s.word("length", Length.class);
        int most = length == Length.ASCII_4 ? BYTES_MOST_IN_DIGITS : BYTES_MOST;
        Framing framing = new Framing(
                length,
                s.has("inclusive") && s.flag("inclusive"),
                s.bytes("tpdu", TPDU_BYTES, TPDU_BYTES),
                s.bytes("header", 1, HEADER_BYTES_MAX),
                s.has("headerSame") && s.flag("headerSame"),
                s.number("bytesMax", BYTES_LEAST, most));
        s.end();
        return framing;
    }

    /** What stands between the length and the message that we send. */
    public Octets before() {
        return tpdu.plus(header);
    }

    /** The TPDU of an answer: the two addresses swapped; empty where there is none. */
    public Octets tpduOfAnswer() {
        return tpdu.isEmpty() ? tpdu : tpdu.slice(0, 1).plus(tpdu.slice(3, 5)).plus(tpdu.slice(1, 3));
    }

    /** What the length says of a message of so many bytes. */
    public int lengthOf(int messageBytes) {
        return messageBytes + tpdu.length() + header.length() + (inclusive ? length.bytes() : 0);
    }
}
