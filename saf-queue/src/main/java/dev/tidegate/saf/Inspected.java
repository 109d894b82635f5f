package dev.tidegate.saf;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far the journal's old records are checked whole. A long journal opens when its newest records are; the rest
 * follows while it is in use.
 *
 * @param records checked since the start, those of the start included
 * @param recordsTotal found at the start
 * @param over whether nothing is left to be checked
 * @param refusal why no sale is taken any more, absent where all is as it was believed
 * @param archiveOdd what is wrong with the archive: nothing is deleted before a person has looked
 */
public record Inspected(
        long records,
        long recordsTotal,
        boolean over,
        @Nullable String refusal,
        List<String> archiveOdd) {
    public Inspected {
        archiveOdd = List.copyOf(archiveOdd);
    }

    /** All was checked at the start. */
    static Inspected atOnce(long records) {
        return new Inspected(records, records, true, null, List.of());
    }
}
