package dev.tidegate.gateway.profile;

import java.time.Duration;

/**
 * How payments of an acquirer are brought to their end, where acquirers differ.
 *
 * @param voidAfterOffer what a void does to a stored sale that the acquirer has approved
 * @param tillSilentAfter an approval that the till has not completed by then is marked; nothing is decided by it
 * @param laterWait the waits between later attempts, and how many there are; none where its max is 0
 * @param adviceField where an answer says whether the scheme allows another attempt, 0 where nowhere
 */
public record CaptureRules(
        VoidAfterOffer voidAfterOffer,
        Duration tillSilentAfter,
        Rate rate,
        Repeats laterWait,
        int adviceField,
        RetryCalendar calendar) {
    /** What becomes of the approval when the shop wants the sale back. */
    public enum VoidAfterOffer {
        /** It stands, and the till hears that the void came too late. */
        REFUSED,
        /** It is taken back as if it had not been. */
        REVERSED,
        /** It stands, and the money goes back by a refund. */
        REFUNDED
    }

    /**
     * How many messages the line takes.
     *
     * @param burst so many at once after a pause
     */
    public record Rate(int perSecond, int burst) {}

    /** Without a word of the acquirer: voids come too late, nothing declined is asked again. */
    static CaptureRules cautious() {
        return new CaptureRules(
                VoidAfterOffer.REFUSED,
                Duration.ofMinutes(1),
                new Rate(100, 100),
                new Repeats(Duration.ofDays(1), Duration.ofDays(7), 0),
                0,
                RetryCalendar.none());
    }
}
