package dev.tidegate.core.emv;

import dev.tidegate.core.card.Octets;
import java.util.ArrayList;
import java.util.List;

/**
 * One tag with its value, and the reader of a run of them (EMV 4.4 Book 3, Annex B).
 *
 * <p>The reader takes one level; a template's value is read by a second call, so hostile nesting costs nothing.
 */
public record Tlv(Tag tag, Octets value) {
    /** Longest value anybody sends: one extended response APDU. */
    public static final int VALUE_BYTES_MAX = 65_535;
    /** More elements than any template of the books has; a card that sends more is broken. */
    public static final int ELEMENTS_MAX = 512;

    public Tlv {
        if (value.length() > VALUE_BYTES_MAX) {
            throw new IllegalArgumentException("a TLV value has at most 65535 bytes");
        }
    }

    /**
     * Reads a run of TLV, in order, duplicates kept. Zero bytes between elements are padding and skipped.
     *
     * @throws MalformedTlvException it ends in the middle, a length is impossible, or there are too many; the caller
     *     treats the whole run as unreadable
     */
    public static List<Tlv> readAll(Octets run) {
        List<Tlv> found = new ArrayList<>();
        int at = 0;
        while (at < run.length()) {
            if (run.at(at) == 0x00) {
                at++;
                continue;
            }
            int tagLength = tagLength(run, at);
            Tag tag = tag(run, at, tagLength);
            at += tagLength;
            int lengthBytes = lengthBytes(run, at);
            long length = length(run, at, lengthBytes);
            at += lengthBytes;
            if (length > run.length() - at) {
                throw new MalformedTlvException("a value is longer than what is there");
            }
            if (found.size() == ELEMENTS_MAX) {
                throw new MalformedTlvException("more than 512 elements");
            }
            int end = at + (int) length;
            found.add(new Tlv(tag, run.slice(at, end)));
            at = end;
        }
        return List.copyOf(found);
    }

    /** Tag, length in the fewest bytes, value. */
    public Octets encode() {
        int n = value.length();
        int tagBytes = tag.length();
        int lengthBytes = n < 0x80 ? 1 : n <= 0xFF ? 2 : 3;
        byte[] head = new byte[tagBytes + lengthBytes];
        for (int i = 0; i < tagBytes; i++) {
            head[i] = (byte) (tag.value() >>> 8 * (tagBytes - 1 - i));
        }
        if (lengthBytes == 1) {
            head[tagBytes] = (byte) n;
        } else {
            head[tagBytes] = (byte) (0x80 | lengthBytes - 1);
            head[head.length - 1] = (byte) n;
            head[head.length - (lengthBytes - 1)] = (byte) (lengthBytes == 3 ? n >>> 8 : n);
        }
        return Octets.of(head).plus(value);
    }

    private static int tagLength(Octets run, int at) {
        if ((run.at(at) & 0x1F) != 0x1F) {
            return 1;
        }
        for (int n = 2; n <= 3; n++) {
            if (at + n > run.length()) {
                throw new MalformedTlvException("it ends inside a tag");
            }
            if ((run.at(at + n - 1) & 0x80) == 0) {
                return n;
            }
        }
        throw new MalformedTlvException("a tag of more than three bytes");
    }

    private static Tag tag(Octets run, int at, int tagLength) {
        int value = 0;
        for (int i = 0; i < tagLength; i++) {
            value = value << 8 | run.at(at + i);
        }
        try {
            return new Tag(value);
        } catch (IllegalArgumentException e) {
            throw new MalformedTlvException("an impossible tag");
        }
    }

    private static int lengthBytes(Octets run, int at) {
        if (at >= run.length()) {
            throw new MalformedTlvException("it ends before a length");
        }
        int first = run.at(at);
        if (first < 0x80) {
            return 1;
        }
        // Annex B2: 81 to 84 say how many bytes follow, be they zero; 80 (indefinite) is not BER-TLV of the books.
        if (first < 0x81 || first > 0x84) {
            throw new MalformedTlvException("a length of an impossible form");
        }
        int bytes = 1 + (first & 0x7F);
        if (at + bytes > run.length()) {
            throw new MalformedTlvException("it ends inside a length");
        }
        return bytes;
    }

    private static long length(Octets run, int at, int lengthBytes) {
        if (lengthBytes == 1) {
            return run.at(at);
        }
        long value = 0;
        for (int i = 1; i < lengthBytes; i++) {
            value = value << 8 | run.at(at + i);
        }
        return value;
    }
}
