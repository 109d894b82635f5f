package dev.tidegate.emv.data;

import dev.tidegate.core.emv.Tag;
import java.util.ArrayList;
import java.util.List;

/**
 * One tag with a window on its value, and the reader of a run of them (EMV 4.4 Book 3, Annex B).
 *
 * <p>Beside {@link dev.tidegate.core.emv.Tlv} because that one copies values for good, and these may be card numbers.
 *
 * @param whole a window on tag, length and value as they came
 */
public record TlvElement(Tag tag, Slice value, Slice whole) {
    /** More than any template of the books has; a card that sends more is broken. */
    static final int ELEMENTS_MAX = 128;

    /**
     * Reads one level of a run, in order, duplicates kept. Zero bytes between elements are padding and skipped.
     *
     * @throws MalformedCardDataException it is not TLV; the caller treats the whole run as unreadable
     */
    public static List<TlvElement> readAll(Slice run) {
        List<TlvElement> found = new ArrayList<>();
        int at = 0;
        while (at < run.length()) {
            if (run.at(at) == 0x00) {
                at++;
                continue;
            }
            if (found.size() == ELEMENTS_MAX) {
                throw new MalformedCardDataException("more elements than a template has");
            }
            int begin = at;
            int tagBytes = tagBytes(run, at);
            Tag tag = tag(run.slice(at, at + tagBytes));
            at += tagBytes;
            int lengthBytes = lengthBytes(run, at);
            long length = length(run.slice(at, at + lengthBytes));
            at += lengthBytes;
            if (length > run.length() - at) {
                throw new MalformedCardDataException("a value is longer than what is there");
            }
            int end = at + (int) length;
            found.add(new TlvElement(tag, run.slice(at, end), run.slice(begin, end)));
            at = end;
        }
        return List.copyOf(found);
    }

    /**
     * The value of a template that is all there is in a run.
     *
     * @throws MalformedCardDataException the run is another template, several elements, or not TLV
     */
    public static Slice template(Slice run, Tag tag) {
        List<TlvElement> all = readAll(run);
        if (all.size() != 1 || !all.getFirst().tag().equals(tag)) {
            throw new MalformedCardDataException("expected one template " + tag);
        }
        return all.getFirst().value();
    }

    /** How many bytes the tag takes that begins there (Annex B1). */
    static int tagBytes(Slice run, int at) {
        if ((run.at(at) & 0x1F) != 0x1F) {
            return 1;
        }
        for (int n = 2; n <= 3 && at + n <= run.length(); n++) {
            if ((run.at(at + n - 1) & 0x80) == 0) {
                return n;
            }
        }
        throw new MalformedCardDataException("a tag has no end");
    }

    /** The tag whose bytes these are, all of them. */
    static Tag tag(Slice bytes) {
        try {
            return new Tag((int) bytes.number());
        } catch (IllegalArgumentException e) {
            throw new MalformedCardDataException("an impossible tag");
        }
    }

    // Annex B2: 81 to 84 say how many bytes follow, be they zero; 80 is not BER-TLV of the books.
    private static int lengthBytes(Slice run, int at) {
        if (at >= run.length()) {
            throw new MalformedCardDataException("it ends before a length");
        }
        int first = run.at(at);
        if (first < 0x80) {
            return 1;
        }
        int bytes = 1 + (first & 0x7F);
        if (first < 0x81 || first > 0x84 || at + bytes > run.length()) {
            throw new MalformedCardDataException("a length of an impossible form");
        }
        return bytes;
    }

    private static long length(Slice bytes) {
        return bytes.length() == 1
                ? bytes.at(0)
                : bytes.slice(1, bytes.length()).number();
    }
}
