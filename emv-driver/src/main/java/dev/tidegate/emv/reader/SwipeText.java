package dev.tidegate.emv.reader;

import dev.tidegate.emv.stripe.Stripe;
import dev.tidegate.emv.stripe.StripeFault;
import dev.tidegate.emv.stripe.Swipe;
import java.util.Arrays;

/**
 * The text of one swipe as it comes in: in one burst or in several, each track with its own line end or none. What
 * belongs together is told by the silence behind it, as no end of a line tells it. Used by one thread.
 */
final class SwipeText {
    private final byte[] text = new byte[Stripe.TEXT_BYTES_MAX];
    private int length;
    private boolean tooLong;

    /** Takes what came in; the bytes are the caller's to wipe. */
    void add(byte[] bytes, int count) {
        int room = text.length - length;
        System.arraycopy(bytes, 0, text, length, Math.min(count, room));
        length += Math.min(count, room);
        tooLong |= count > room;
    }

    /** Whether anything came in since the last end. */
    boolean isStarted() {
        return length > 0;
    }

    /** What came in up to this silence; nothing of it is kept. */
    Swipe end() {
        byte[] whole = Arrays.copyOf(text, length);
        try {
            return tooLong ? new Swipe.Unreadable(StripeFault.LENGTH) : Stripe.ofText(whole);
        } finally {
            Arrays.fill(whole, (byte) 0);
            wipe();
        }
    }

    void wipe() {
        Arrays.fill(text, (byte) 0);
        length = 0;
        tooLong = false;
    }
}
