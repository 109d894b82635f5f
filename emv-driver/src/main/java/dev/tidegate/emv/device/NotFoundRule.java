package dev.tidegate.emv.device;

import java.time.Duration;
import java.time.Instant;

/**
 * When a device's <em>not found</em> proves that a request never got there.
 *
 * <p>A device says so of what it never heard, of what lies unread in a buffer, and of what it forgot. Only the first is
 * a no. It is believed when all of this holds:
 *
 * <ol>
 *   <li>the connection that carried the request is closed since {@code settle}, so nothing of it can arrive any more;
 *   <li>the device has never shown that it knew the request: no word of progress, no answer, not even a broken one, as
 *       far as this process has heard;
 *   <li>no other request was sent to it since, as some devices remember only their last;
 *   <li>the request is no older than {@code memory}, by the till's clock, either way.
 * </ol>
 *
 * Else it is believed neither way: {@link Doubt#FORGOTTEN}.
 */
record NotFoundRule(Duration settle, Duration memory) {
    /** What a device's <em>not found</em> comes to. */
    enum Verdict {
        /** Too early: ask again. */
        WAIT,
        NEVER_ARRIVED,
        FORGOTTEN
    }

    /**
     * @param known whether the device has ever shown that it knew the request
     * @param last whether no other request was sent since
     * @param gone how long ago the connection was closed
     */
    Verdict judge(boolean known, boolean last, Duration gone, Instant made, Instant now) {
        boolean inMemory = Duration.between(made, now).abs().compareTo(memory) <= 0;
        if (known || !last || !inMemory) {
            return Verdict.FORGOTTEN;
        }
        return gone.compareTo(settle) >= 0 ? Verdict.NEVER_ARRIVED : Verdict.WAIT;
    }
}
