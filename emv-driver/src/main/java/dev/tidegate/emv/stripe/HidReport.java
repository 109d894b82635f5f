package dev.tidegate.emv.stripe;

import dev.tidegate.core.card.Brand;
import dev.tidegate.core.card.ExpiryDate;
import dev.tidegate.core.card.Ksn;
import dev.tidegate.core.card.MaskedPan;
import dev.tidegate.core.card.Octets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The input report of a USB reader of stripes, in the layout that MagTek's readers and their many likenesses share
 * (usage page FF00). One report is one swipe.
 *
 * <pre>
 *  clear, 337 bytes             enciphering, 856 bytes
 *    0  status of tracks 1-3      0  status of tracks 1-3      493  encryption status, 2 bytes
 *    3  length of tracks 1-3      3  length of tracks 1-3      495  key serial number, 10 bytes
 *    6  encode type               6  encode type               505  length of masked tracks 1-3
 *    7  track 1, 110 bytes        7  track 1, 112 bytes        508  masked track 1, 112 bytes
 *  117  track 2                 119  track 2                   620  masked track 2
 *  227  track 3                 231  track 3                   732  masked track 3
 * </pre>
 */
public final class HidReport {
    static final int CLEAR_BYTES = 337;
    static final int ENCIPHERING_BYTES = 856;

    private static final int LENGTHS_AT = 3;
    private static final int TYPE_AT = 6;
    private static final int TRACKS_AT = 7;
    private static final int CLEAR_TRACK_BYTES = 110;
    private static final int TRACK_BYTES = 112;
    private static final int STATUS_AT = 493;
    private static final int KSN_AT = 495;
    private static final int KSN_BYTES = 10;
    private static final int MASKED_LENGTHS_AT = 505;
    private static final int MASKED_AT = 508;

    private static final int TYPE_ISO = 0;
    private static final int KEYS_EXHAUSTED = 0x01;
    private static final int KEY_LOADED = 0x02;
    private static final int ENCIPHERS = 0x04;
    private static final int CIPHER_BLOCK_BYTES = 8;

    private HidReport() {}

    /**
     * Reads one report.
     *
     * @param report without a report id; the caller's to wipe
     */
    public static Swipe read(byte[] report) {
        if (report.length != CLEAR_BYTES && report.length != ENCIPHERING_BYTES) {
            return new Swipe.Unreadable(StripeFault.REPORT);
        }
        if (report[TYPE_AT] != TYPE_ISO) {
            return new Swipe.Unreadable(isBlank(report) ? StripeFault.NO_DATA : StripeFault.FORMAT);
        }
        if (report.length == CLEAR_BYTES) {
            return clear(report, CLEAR_TRACK_BYTES);
        }
        int status = report[STATUS_AT] << 8 | report[STATUS_AT + 1] & 0xFF;
        if ((status & KEYS_EXHAUSTED) != 0) {
            return new Swipe.Unreadable(StripeFault.KEYS_EXHAUSTED);
        }
        // A reader that has no key yet sends its tracks in clear, in the same layout.
        return (status & (KEY_LOADED | ENCIPHERS)) == (KEY_LOADED | ENCIPHERS)
                ? enciphered(report)
                : clear(report, TRACK_BYTES);
    }

    // Types 3 and 5: a blank card, and one of which no track could be read.
    private static boolean isBlank(byte[] report) {
        return report[TYPE_AT] == 3 || report[TYPE_AT] == 5;
    }

    private static Swipe clear(byte[] report, int trackBytes) {
        byte[] text = new byte[2 * trackBytes];
        try {
            int length = 0;
            for (int track = 0; track < 2; track++) {
                int bytes = report[LENGTHS_AT + track] & 0xFF;
                if (bytes > trackBytes) {
                    return new Swipe.Unreadable(StripeFault.REPORT);
                }
                // A track with an error has no data; a reader that gives some all the same is not believed.
                int whole = (report[track] & 1) == 0 ? bytes : 0;
                System.arraycopy(report, TRACKS_AT + track * trackBytes, text, length, whole);
                length += whole;
            }
            return Stripe.ofText(text);
        } finally {
            Arrays.fill(text, (byte) 0);
        }
    }

    private static Swipe enciphered(byte[] report) {
        int bytes = report[LENGTHS_AT + 1] & 0xFF;
        int masked = report[MASKED_LENGTHS_AT + 1] & 0xFF;
        if ((report[1] & 1) != 0 || bytes == 0) {
            return new Swipe.Unreadable(StripeFault.NO_DATA);
        }
        if (bytes > TRACK_BYTES || bytes % CIPHER_BLOCK_BYTES != 0 || masked > TRACK_BYTES) {
            return new Swipe.Unreadable(StripeFault.REPORT);
        }
        int at = MASKED_AT + TRACK_BYTES;
        MaskedTrack shown = MaskedTrack.read(report, at, at + masked);
        return shown == null
                ? new Swipe.Unreadable(StripeFault.FORMAT)
                : new Swipe.Enciphered(
                        new Ksn(Octets.of(report, KSN_AT, KSN_BYTES)),
                        Octets.of(report, TRACKS_AT + TRACK_BYTES, bytes),
                        shown.pan(),
                        shown.expiry());
    }

    /** What a reader shows of track 2: first and last digits, the expiry if it is set so, zeros or signs between. */
    private record MaskedTrack(MaskedPan pan, @Nullable ExpiryDate expiry) {
        private static final int DIGITS_MIN = 12;

        static @Nullable MaskedTrack read(byte[] report, int from, int to) {
            int separator = from;
            while (separator < to && report[separator] != '=') {
                separator++;
            }
            int first = from + 1;
            if (separator == to
                    || report[from] != TrackFormat.TRACK_2.start
                    || separator - first < DIGITS_MIN
                    || !areDigits(report, first, first + 4)
                    || !areDigits(report, separator - 4, separator)) {
                return null;
            }
            Brand brand = Brand.ofPrefix(number(report, first));
            String last = String.format(Locale.ROOT, "%04d", number(report, separator - 4));
            return new MaskedTrack(new MaskedPan(brand, last), expiry(report, separator + 1, to));
        }

        private static @Nullable ExpiryDate expiry(byte[] report, int at, int to) {
            if (at + 4 > to || !areDigits(report, at, at + 4)) {
                return null;
            }
            int yearMonth = number(report, at);
            int month = yearMonth % 100;
            return month < 1 || month > 12 ? null : ExpiryDate.of(yearMonth / 100, month);
        }

        private static boolean areDigits(byte[] report, int from, int to) {
            for (int i = from; i < to; i++) {
                if (report[i] < '0' || report[i] > '9') {
                    return false;
                }
            }
            return true;
        }

        private static int number(byte[] report, int at) {
            int value = 0;
            for (int i = at; i < at + 4; i++) {
                value = 10 * value + report[i] - '0';
            }
            return value;
        }
    }
}
