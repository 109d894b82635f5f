package dev.tidegate.emv.records;

import dev.tidegate.emv.data.MalformedCardDataException;
import dev.tidegate.emv.data.Slice;
import java.util.ArrayList;
import java.util.List;

/**
 * Application file locator, AFL, tag 94: which records to read, in order (EMV 4.4 Book 3, 10.2).
 *
 * <pre>
 * entry:  short file << 3 | first record | last record | how many of them are authenticated
 * </pre>
 */
record FileLocator(List<Record> records) {
    /** More than any card has; each costs a command. */
    static final int RECORDS_MAX = 64;

    private static final int ENTRY_BYTES = 4;

    /**
     * One record to read.
     *
     * @param shortFile 1 to 30
     * @param authenticated whether static signatures cover it
     */
    record Record(int shortFile, int number, boolean authenticated) {}

    FileLocator {
        records = List.copyOf(records);
    }

    /**
     * Reads the value of tag 94.
     *
     * @throws MalformedCardDataException an entry is impossible, or there is none (10.2: the transaction ends)
     */
    static FileLocator read(Slice value) {
        if (value.length() == 0 || value.length() % ENTRY_BYTES != 0) {
            throw new MalformedCardDataException("a file locator has entries of four bytes");
        }
        List<Record> records = new ArrayList<>();
        for (int at = 0; at < value.length(); at += ENTRY_BYTES) {
            addEntry(records, value.slice(at, at + ENTRY_BYTES));
        }
        return new FileLocator(records);
    }

    private static void addEntry(List<Record> records, Slice entry) {
        int file = entry.at(0) >>> 3;
        int first = entry.at(1);
        int last = entry.at(2);
        int authenticated = entry.at(3);
        boolean possible = (entry.at(0) & 0x07) == 0 && file >= 1 && file <= 30 && first >= 1 && last >= first;
        if (!possible || authenticated > last - first + 1) {
            throw new MalformedCardDataException("an impossible entry of the file locator");
        }
        if (records.size() + last - first + 1 > RECORDS_MAX) {
            throw new MalformedCardDataException("a file locator of more records than a card has");
        }
        for (int number = first; number <= last; number++) {
            records.add(new Record(file, number, number - first < authenticated));
        }
    }
}
