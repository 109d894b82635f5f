package dev.tidegate.gateway.profile;

import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Set;

/**
 * How the day's messages are added up with the acquirer.
 *
 * @param numberMost batches are numbered from 1 to this, then from 1 again
 * @param cutOver when the acquirer's business day ends, in its own time; what is sent after it is of the next day
 * @param balanced the DE 39 that say the sums agree
 * @param outOfBalance the DE 39 that say they do not
 * @param empty the DE 39 of a batch without a message: it stays open
 * @param wrongNumber the DE 39 of a number that is not the host's; its own is in DE 29
 * @param onDifference what follows where the sums differ
 * @param storedAtClose what becomes of sales that are stored or parked when the day ends
 */
public record Batch(
        int numberMost,
        LocalTime cutOver,
        ZoneId zone,
        Set<String> balanced,
        Set<String> outOfBalance,
        Set<String> empty,
        Set<String> wrongNumber,
        OnDifference onDifference,
        StoredAtClose storedAtClose) {
    /** What follows where the sums differ. */
    public enum OnDifference {
        /** Each message is sent again as an upload (0320), then the sums once more. */
        UPLOAD,
        /** The host's sums count; the difference goes to people. */
        HOST_TOTALS
    }

    /** What becomes of sales that are not yet with the acquirer. */
    public enum StoredAtClose {
        /** They go into the next batch. */
        CARRY,
        /** The batch stays open until there is none. */
        BLOCK
    }

    static Batch read(Section s) {
        Batch batch = new Batch(
                s.number("numberMost", 1, 999_999),
                time(s),
                zone(s),
                Set.copyOf(s.words("balanced")),
                Set.copyOf(s.words("outOfBalance")),
                s.wordsOrNone("empty"),
                s.wordsOrNone("wrongNumber"),
                s.word("onDifference", OnDifference.class),
                s.word("storedAtClose", StoredAtClose.class));
        s.end();
        return batch;
    }

    private static LocalTime time(Section s) {
        try {
            return LocalTime.parse(s.text("cutOver"));
        } catch (DateTimeParseException e) {
            throw s.hole("cutOver", "is no time such as 22:00");
        }
    }

    private static ZoneId zone(Section s) {
        String name = s.text("zone");
        if (!ZoneId.getAvailableZoneIds().contains(name)) {
            throw s.hole("zone", "is no zone such as Europe/Berlin");
        }
        return ZoneId.of(name);
    }
}
