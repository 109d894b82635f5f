package dev.tidegate.gateway.profile;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the day's messages are added up with the acquirer.
 *
 * @param numberMost batches are numbered from 1 to this, then from 1 again
 * @param cutOver when the acquirer's business day ends, in its own time; what is sent after it is of the next day
 * @param time when batches are closed by the clock, in the acquirer's own time; null: by hand alone
 * @param balanced the DE 39 that say the sums agree
 * @param outOfBalance the DE 39 that say they do not
 * @param empty the DE 39 of a batch without a message: it stays open
 * @param wrongNumber the DE 39 of a number that is not the host's; its own is in the field of the batch's number
 * @param newDay the DE 39 of a host that has just begun another day: the sums are sent again for it
 * @param onDifference what follows where the sums differ
 * @param storedAtClose what becomes of sales that are stored or parked when the day ends
 * @param reversed how what was reversed is counted
 */
public record Batch(
        int numberMost,
        LocalTime cutOver,
        ZoneId zone,
        @Nullable LocalTime time,
        Set<String> balanced,
        Set<String> outOfBalance,
        Set<String> empty,
        Set<String> wrongNumber,
        Set<String> newDay,
        OnDifference onDifference,
        StoredAtClose storedAtClose,
        Reversed reversed) {
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

    /** How what was reversed is counted. */
    public enum Reversed {
        /** Not at all; what a later batch takes back of an earlier one is in no sum. */
        LEFT_OUT,
        /** As booked and as reversed, each in the batch in which it was answered. */
        COUNTED
    }

    /** The acquirer's day at a moment. */
    public LocalDate dayOf(Instant moment) {
        var there = moment.atZone(zone);
        boolean over =
                !cutOver.equals(LocalTime.MIDNIGHT) && !there.toLocalTime().isBefore(cutOver);
        return over ? there.toLocalDate().plusDays(1) : there.toLocalDate();
    }

    /** The number after another. */
    public int after(int number) {
        return number % numberMost + 1;
    }

    /** How many digits a number has. */
    public int digits() {
        return String.valueOf(numberMost).length();
    }

    /** When batches are closed by the clock; empty: by hand alone. */
    public Optional<LocalTime> closeTime() {
        return Optional.ofNullable(time);
    }

    static Batch read(Section s) {
        Batch batch = new Batch(
                s.number("numberMost", 1, 999_999),
                time(s, "cutOver"),
                zone(s),
                s.isNone("closeTime") ? null : time(s, "closeTime"),
                Set.copyOf(s.words("balanced")),
                Set.copyOf(s.words("outOfBalance")),
                s.wordsOrNone("empty"),
                s.wordsOrNone("wrongNumber"),
                s.wordsOrNone("newDay"),
                s.word("onDifference", OnDifference.class),
                s.word("storedAtClose", StoredAtClose.class),
                s.word("reversed", Reversed.class));
        s.end();
        return batch;
    }

    private static LocalTime time(Section s, String key) {
        try {
            return LocalTime.parse(s.text(key));
        } catch (DateTimeParseException e) {
            throw s.hole(key, "is no time such as 22:00");
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
