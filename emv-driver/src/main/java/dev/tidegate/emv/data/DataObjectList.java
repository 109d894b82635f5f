package dev.tidegate.emv.data;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.core.emv.TlvSet;
import java.util.ArrayList;
import java.util.List;

/**
 * What a card wants to be told, a tag and a length each: PDOL, CDOL, DDOL, TDOL (EMV 4.4 Book 3, 5.4).
 *
 * <p>The values go to the card without tags or lengths, in this order.
 */
public record DataObjectList(List<Entry> entries) {
    /** What one command carries: 255 bytes. */
    public static final int VALUES_BYTES_MAX = 255;

    /**
     * One object that the card wants.
     *
     * @param length 0 to 255
     */
    public record Entry(Tag tag, int length) {}

    public DataObjectList {
        entries = List.copyOf(entries);
    }

    /** Asks for nothing. */
    public static DataObjectList empty() {
        return new DataObjectList(List.of());
    }

    /**
     * Reads tags and lengths.
     *
     * @throws MalformedCardDataException it ends in the middle, or asks for more than a command carries
     */
    public static DataObjectList read(Slice list) {
        List<Entry> found = new ArrayList<>();
        int at = 0;
        int total = 0;
        while (at < list.length()) {
            int tagBytes = TlvElement.tagBytes(list, at);
            Tag tag = TlvElement.tag(list.slice(at, at + tagBytes));
            at += tagBytes;
            if (at == list.length()) {
                throw new MalformedCardDataException("a data object list ends before a length");
            }
            int length = list.at(at++);
            total += length;
            found.add(new Entry(tag, length));
        }
        if (total > VALUES_BYTES_MAX) {
            throw new MalformedCardDataException("a data object list asks for more than a command carries");
        }
        return new DataObjectList(found);
    }

    /** Reads a list of our own. */
    public static DataObjectList read(Octets list) {
        return read(Slice.of(list));
    }

    /** How many bytes the values take. */
    public int valuesLength() {
        return entries.stream().mapToInt(Entry::length).sum();
    }

    public boolean asksFor(Tag tag) {
        return entries.stream().anyMatch(entry -> entry.tag().equals(tag));
    }

    /**
     * The values, the terminal's before the card's own; zero for what neither has. The caller wipes them: the card may
     * ask for its own number.
     */
    public byte[] fill(TlvSet terminal, CardObjects card) {
        byte[] filled = new byte[valuesLength()];
        int at = 0;
        for (Entry entry : entries) {
            Tag tag = entry.tag();
            // EMV 4.4 Book 3, 5.4: a template in a list is answered with zeros, like what is not known.
            if (!tag.isConstructed() && terminal.has(tag)) {
                ObjectFormat.of(tag).place(Slice.of(terminal.value(tag)), filled, at, entry.length());
            } else if (!tag.isConstructed() && card.has(tag)) {
                ObjectFormat.of(tag).place(card.value(tag), filled, at, entry.length());
            }
            at += entry.length();
        }
        return filled;
    }
}
