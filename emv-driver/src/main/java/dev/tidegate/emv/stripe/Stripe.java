package dev.tidegate.emv.stripe;

import dev.tidegate.core.card.ClearCard;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * From what a head or a reader gives to a card. Track 2 is believed before track 1, as it is what a host is sent; where
 * both can be read, they must be of one card.
 *
 * <p>Every array that is handed in stays the caller's, to wipe; none of its bytes is kept but in the card.
 */
public final class Stripe {
    /** Both tracks with sentinels and line end, and as much again for a reader's own signs. */
    public static final int TEXT_BYTES_MAX = 256;

    private Stripe() {}

    /**
     * Reads raw bits, eight in a byte, highest first, drawn in either direction.
     *
     * @param track1 empty where the head has none
     * @param bits1 how many bits of track 1
     * @param track2 empty where the head has none
     * @param bits2 how many bits of track 2
     */
    public static Swipe ofBits(byte[] track1, int bits1, byte[] track2, int bits2) {
        byte[] first = null;
        byte[] second = null;
        UnreadableStripeException fault = new UnreadableStripeException(StripeFault.NO_DATA);
        try {
            try {
                second = TrackBits.read(track2, bits2, TrackFormat.TRACK_2);
            } catch (UnreadableStripeException e) {
                fault = e;
            }
            try {
                first = TrackBits.read(track1, bits1, TrackFormat.TRACK_1);
            } catch (UnreadableStripeException e) {
                fault = fault.fault() == StripeFault.NO_DATA ? e : fault;
            }
            return first == null && second == null ? new Swipe.Unreadable(fault.fault()) : ofTracks(first, second);
        } finally {
            wipe(first);
            wipe(second);
        }
    }

    /** Reads ASCII as a reader sends it: {@code %…?} and {@code ;…?}, one or both, with anything outside ignored. */
    public static Swipe ofText(byte[] ascii) {
        if (ascii.length > TEXT_BYTES_MAX) {
            return new Swipe.Unreadable(StripeFault.LENGTH);
        }
        byte[] first = between(ascii, TrackFormat.TRACK_1);
        byte[] second = between(ascii, TrackFormat.TRACK_2);
        try {
            return ofTracks(first, second);
        } finally {
            wipe(first);
            wipe(second);
        }
    }

    private static Swipe ofTracks(byte @Nullable [] track1, byte @Nullable [] track2) {
        try {
            if (track2 == null) {
                return track1 == null ? new Swipe.Unreadable(StripeFault.NO_DATA) : clear(TrackFields.ofTrack1(track1));
            }
            if (track1 != null && !TrackFields.haveOneNumber(track1, track2)) {
                return new Swipe.Unreadable(StripeFault.TRACKS_DIFFER);
            }
            return clear(TrackFields.ofTrack2(track2));
        } catch (UnreadableStripeException e) {
            return new Swipe.Unreadable(e.fault());
        }
    }

    private static Swipe clear(TrackFields fields) {
        return new Swipe.Clear(new ClearCard(fields.pan(), fields.expiry(), 0, fields.track2()), fields.serviceCode());
    }

    private static byte @Nullable [] between(byte[] ascii, TrackFormat format) {
        int start = indexOf(ascii, format.start, 0);
        int end = start < 0 ? -1 : indexOf(ascii, TrackFormat.END, start);
        return end < 0 ? null : Arrays.copyOfRange(ascii, start + 1, end);
    }

    private static int indexOf(byte[] ascii, char wanted, int from) {
        for (int i = from; i < ascii.length; i++) {
            if (ascii[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    private static void wipe(byte @Nullable [] characters) {
        if (characters != null) {
            Arrays.fill(characters, (byte) 0);
        }
    }
}
