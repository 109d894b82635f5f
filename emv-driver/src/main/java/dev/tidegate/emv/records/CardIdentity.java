package dev.tidegate.emv.records;

import dev.tidegate.core.card.ClearCard;
import dev.tidegate.core.card.ExpiryDate;
import dev.tidegate.core.card.Pan;
import dev.tidegate.core.card.Track2;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.emv.data.CalendarDay;
import dev.tidegate.emv.data.CardObjects;
import dev.tidegate.emv.data.MalformedCardDataException;
import dev.tidegate.emv.data.Slice;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Number, expiry, sequence number and track 2 out of the card's objects (EMV 4.4 Book 3, Annex A1). */
public final class CardIdentity {
    private static final Tag NUMBER = new Tag(0x5A);
    private static final Tag EXPIRY = new Tag(0x5F24);
    private static final Tag TRACK_2 = new Tag(0x57);

    private static final int FILLER = 0xF;
    private static final int SEPARATOR = 0xD;

    private CardIdentity() {}

    /**
     * The clear card, which the caller closes.
     *
     * @throws MalformedCardDataException a value is missing or not of its format, or the two numbers differ
     */
    public static ClearCard of(CardObjects objects) {
        // What may fail without a copy of the digits comes first: a copy is wiped by whoever gets it.
        ExpiryDate expiry = expiry(objects);
        int sequence = sequence(objects);
        Slice number = objects.value(NUMBER);
        Track2 track2 = objects.has(TRACK_2) ? track2(number, objects.value(TRACK_2)) : null;
        try {
            return new ClearCard(pan(number), expiry, sequence, track2);
        } catch (MalformedCardDataException e) {
            wipe(track2);
            throw e;
        }
    }

    /**
     * The number alone, a copy that the caller wipes.
     *
     * @throws MalformedCardDataException it is none
     */
    public static Pan number(CardObjects objects) {
        return pan(objects.value(NUMBER));
    }

    private static Pan pan(Slice number) {
        byte[] digits = digits(number, digitCount(number));
        try {
            return Pan.of(digits);
        } catch (IllegalArgumentException e) {
            throw new MalformedCardDataException("the card number is none");
        } finally {
            Arrays.fill(digits, (byte) 0);
        }
    }

    private static Track2 track2(Slice number, Slice value) {
        int length = characterCount(value);
        byte[] characters = new byte[length];
        try {
            for (int i = 0; i < length; i++) {
                int nibble = value.nibble(i);
                characters[i] = (byte) (nibble == SEPARATOR ? 'D' : '0' + nibble);
            }
            Track2 track2 = Track2.of(characters);
            // What is shown and limited is tag 5A, what the host may be sent is this: they are one card's or none's.
            if (!beginsWith(value, number)) {
                wipe(track2);
                throw new MalformedCardDataException("track 2 has another number");
            }
            return track2;
        } catch (IllegalArgumentException e) {
            throw new MalformedCardDataException("track 2 is none");
        } finally {
            Arrays.fill(characters, (byte) 0);
        }
    }

    private static ExpiryDate expiry(CardObjects objects) {
        Slice value = objects.value(EXPIRY, 3);
        CalendarDay day = CalendarDay.of(value);
        return new ExpiryDate(day.year(), day.month());
    }

    private static int sequence(CardObjects objects) {
        return objects.has(Tag.PAN_SEQUENCE) ? CalendarDay.pair(objects.value(Tag.PAN_SEQUENCE, 1), 0) : 0;
    }

    // Format cn: digits, then F up to the end (4.3).
    private static int digitCount(Slice number) {
        int count = 0;
        while (count < 2 * number.length() && number.nibble(count) <= 9) {
            count++;
        }
        for (int i = count; i < 2 * number.length(); i++) {
            if (number.nibble(i) != FILLER) {
                throw new MalformedCardDataException("the card number has digits only");
            }
        }
        return count;
    }

    private static int characterCount(Slice track2) {
        // One F fills up an odd number of characters; some issuers fill up to the full length.
        int count = 2 * track2.length();
        while (count > 0 && track2.nibble(count - 1) == FILLER) {
            count--;
        }
        for (int i = 0; i < count; i++) {
            if (track2.nibble(i) > 9 && track2.nibble(i) != SEPARATOR) {
                throw new MalformedCardDataException("track 2 has digits and a separator only");
            }
        }
        return count;
    }

    private static boolean beginsWith(Slice track2, Slice number) {
        int count = digitCount(number);
        if (2 * track2.length() <= count) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            if (track2.nibble(i) != number.nibble(i)) {
                return false;
            }
        }
        return track2.nibble(count) == SEPARATOR;
    }

    private static byte[] digits(Slice number, int count) {
        byte[] digits = new byte[count];
        for (int i = 0; i < count; i++) {
            digits[i] = (byte) ('0' + number.nibble(i));
        }
        return digits;
    }

    private static void wipe(@Nullable Track2 track2) {
        if (track2 != null) {
            track2.wipe();
        }
    }
}
