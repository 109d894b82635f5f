package dev.tidegate.emv.stripe;

import dev.tidegate.core.card.ExpiryDate;
import dev.tidegate.core.card.Pan;
import dev.tidegate.core.card.Track2;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one track (ISO/IEC 7813): number, expiry, service code. The name on track 1 is passed over, never kept.
 *
 * @param pan the caller's to wipe
 * @param serviceCode absent where its place holds no three digits
 * @param track2 absent for track 1, and for a track 2 with other signs than digits
 */
record TrackFields(
        Pan pan,
        ExpiryDate expiry,
        @Nullable ServiceCode serviceCode,
        @Nullable Track2 track2) {
    private static final char NAME = '^';
    private static final int EXPIRY_DIGITS = 4;

    /**
     * Reads track 1, format B.
     *
     * @param ascii between the sentinels; the caller's to wipe
     * @throws UnreadableStripeException it is none of a payment card
     */
    static TrackFields ofTrack1(byte[] ascii) {
        if (ascii.length > TrackFormat.TRACK_1.charactersMax || ascii.length == 0 || ascii[0] != 'B') {
            throw new UnreadableStripeException(StripeFault.FORMAT);
        }
        int digits = digitsFrom(ascii, 1);
        int name = indexOf(ascii, NAME, 1 + digits);
        int behind = indexOf(ascii, NAME, name + 1) + 1;
        return of(ascii, 1, digits, behind, null);
    }

    /**
     * Reads track 2, or its equivalent with {@code D} as separator and {@code F} behind the end.
     *
     * @param ascii between the sentinels; the caller's to wipe
     * @throws UnreadableStripeException it is none of a payment card
     */
    static TrackFields ofTrack2(byte[] ascii) {
        int digits = digitsFrom(ascii, 0);
        if (ascii.length > TrackFormat.TRACK_2.charactersMax
                || digits >= ascii.length
                || ascii[digits] != '=' && ascii[digits] != 'D') {
            throw new UnreadableStripeException(StripeFault.FORMAT);
        }
        return of(ascii, 0, digits, digits + 1, track2(ascii));
    }

    /** Whether both tracks, each between its sentinels, have the same number. */
    static boolean haveOneNumber(byte[] track1, byte[] track2) {
        int digits = digitsFrom(track2, 0);
        return digits < track1.length
                && digits == digitsFrom(track1, 1)
                && Arrays.equals(track1, 1, 1 + digits, track2, 0, digits);
    }

    void wipe() {
        pan.wipe();
        if (track2 != null) {
            track2.wipe();
        }
    }

    private static TrackFields of(byte[] ascii, int from, int digits, int expiryAt, @Nullable Track2 track2) {
        byte[] number = Arrays.copyOfRange(ascii, from, from + digits);
        try {
            if (digitsFrom(ascii, expiryAt) < EXPIRY_DIGITS) {
                throw new UnreadableStripeException(StripeFault.FORMAT);
            }
            ExpiryDate expiry = ExpiryDate.of(pair(ascii, expiryAt), pair(ascii, expiryAt + 2));
            return new TrackFields(Pan.of(number), expiry, serviceCode(ascii, expiryAt + EXPIRY_DIGITS), track2);
        } catch (IllegalArgumentException | UnreadableStripeException e) {
            if (track2 != null) {
                track2.wipe();
            }
            throw new UnreadableStripeException(StripeFault.FORMAT);
        } finally {
            Arrays.fill(number, (byte) 0);
        }
    }

    private static @Nullable ServiceCode serviceCode(byte[] ascii, int at) {
        return digitsFrom(ascii, at) < 3
                ? null
                : new ServiceCode(ascii[at] - '0', ascii[at + 1] - '0', ascii[at + 2] - '0');
    }

    private static @Nullable Track2 track2(byte[] ascii) {
        int length = ascii.length;
        while (length > 0 && ascii[length - 1] == 'F') {
            length--;
        }
        byte[] whole = Arrays.copyOf(ascii, length);
        try {
            return Track2.of(whole);
        } catch (IllegalArgumentException e) {
            return null;
        } finally {
            Arrays.fill(whole, (byte) 0);
        }
    }

    private static int digitsFrom(byte[] ascii, int at) {
        int count = 0;
        while (at + count < ascii.length && ascii[at + count] >= '0' && ascii[at + count] <= '9') {
            count++;
        }
        return count;
    }

    private static int indexOf(byte[] ascii, char wanted, int from) {
        for (int i = from; i < ascii.length; i++) {
            if (ascii[i] == wanted) {
                return i;
            }
        }
        throw new UnreadableStripeException(StripeFault.FORMAT);
    }

    private static int pair(byte[] ascii, int at) {
        return 10 * (ascii[at] - '0') + ascii[at + 1] - '0';
    }
}
