package dev.tidegate.emv.contactless;

import dev.tidegate.core.emv.Tag;
import dev.tidegate.emv.data.CardObjects;
import dev.tidegate.emv.data.MalformedCardDataException;
import dev.tidegate.emv.data.Slice;

/**
 * Track 2 of stripe mode, tag 9F6B, and where in it the digits of one tap go (EMV Contactless Book C-2, state after
 * COMPUTE CRYPTOGRAPHIC CHECKSUM).
 *
 * <pre>
 * number | D | expiry 4 | service code 3 | discretionary data  p_m … p_1 | F
 * 9F65  bit i: p_i takes a digit of the card's checksum
 * 9F66  bit i: p_i takes a digit; of them the first 9F67 of the counter, the others of the terminal's number
 * p_1   how many digits of the terminal's number there are
 * </pre>
 *
 * @param track in the card's memory
 * @param checksumPlaces tag 9F65
 * @param otherPlaces tag 9F66
 * @param counterDigits tag 9F67
 */
record StripeTrack(Slice track, int checksumPlaces, int otherPlaces, int counterDigits) {
    static final Tag TRACK = new Tag(0x9F6B);
    static final Tag CHECKSUM_PLACES = new Tag(0x9F65);
    static final Tag OTHER_PLACES = new Tag(0x9F66);
    static final Tag COUNTER_DIGITS = new Tag(0x9F67);

    // The same for track 1, which nobody is sent: it must be of one mind with track 2.
    private static final Tag TRACK_1 = new Tag(0x56);
    private static final Tag OTHER_PLACES_1 = new Tag(0x9F63);
    private static final Tag COUNTER_DIGITS_1 = new Tag(0x9F64);

    private static final int SEPARATOR = 0xD;
    private static final int FILLER = 0xF;
    private static final int NUMBER_DIGITS_MAX = 19;

    /** Expiry and service code. */
    private static final int BEFORE_DISCRETIONARY = 7;

    /** The terminal's number has eight. */
    private static final int NUMBER_DIGITS = 8;

    /** A device that has verified its holder says so by five more in the last place. */
    private static final int VERIFIED = 5;

    /**
     * The card's.
     *
     * @throws MalformedCardDataException an object is missing or says what cannot be
     */
    static StripeTrack of(CardObjects card) {
        StripeTrack track = new StripeTrack(
                card.value(TRACK),
                (int) card.value(CHECKSUM_PLACES, 2).number(),
                (int) card.value(OTHER_PLACES, 2).number(),
                card.value(COUNTER_DIGITS, 1).at(0));
        int numbers = numbers(track.otherPlaces(), track.counterDigits());
        if (card.has(TRACK_1)) {
            long places = Long.bitCount(bits(card.value(OTHER_PLACES_1, 6)));
            if (places - card.value(COUNTER_DIGITS_1, 1).at(0) != numbers) {
                throw new MalformedCardDataException("the tracks want numbers of different lengths");
            }
        }
        int places = 32 - Integer.numberOfLeadingZeros(track.checksumPlaces() | track.otherPlaces());
        if (track.end() - track.begin() < Math.max(1, places)) {
            throw new MalformedCardDataException("track 2 has not the places that are to be filled");
        }
        return track;
    }

    /** How many digits of the terminal's number the track takes, 0 to 8. */
    int numberDigits() {
        return numbers(otherPlaces, counterDigits);
    }

    /**
     * The track with the digits of one tap; the caller wipes it.
     *
     * @param checksum tag 9F61 as a number
     * @param counter tag 9F36 as a number
     * @param number the terminal's, tag 9F6A as a number of at most {@link #numberDigits()} digits
     * @param verified whether the device has verified its holder
     */
    byte[] filled(int checksum, int counter, long number, boolean verified) {
        byte[] filled = track.copy();
        int numbers = numberDigits();
        long left = checksum;
        for (int place = 1; place <= Short.SIZE; place++) {
            if (isSet(checksumPlaces, place)) {
                put(filled, place, (int) (left % 10));
                left /= 10;
            }
        }
        long numberLeft = number;
        long counterLeft = counter;
        int seen = 0;
        for (int place = 1; place <= Short.SIZE; place++) {
            if (isSet(otherPlaces, place)) {
                boolean ofNumber = seen++ < numbers;
                put(filled, place, (int) ((ofNumber ? numberLeft : counterLeft) % 10));
                numberLeft = ofNumber ? numberLeft / 10 : numberLeft;
                counterLeft = ofNumber ? counterLeft : counterLeft / 10;
            }
        }
        put(filled, 1, (numbers + (verified ? VERIFIED : 0)) % 10);
        return filled;
    }

    /** The digits alone are card data. */
    @Override
    public String toString() {
        return "StripeTrack[" + track.length() + "]";
    }

    private void put(byte[] target, int place, int digit) {
        int nibble = end() - place;
        int other = target[nibble / 2] & (nibble % 2 == 0 ? 0x0F : 0xF0);
        target[nibble / 2] = (byte) (other | (nibble % 2 == 0 ? digit << 4 : digit));
    }

    // Where the discretionary data begins.
    private int begin() {
        for (int i = 1; i <= NUMBER_DIGITS_MAX && i < 2 * track.length(); i++) {
            if (track.nibble(i) == SEPARATOR) {
                return i + 1 + BEFORE_DISCRETIONARY;
            }
        }
        throw new MalformedCardDataException("track 2 of stripe mode has no separator");
    }

    // Behind its last digit.
    private int end() {
        int end = 2 * track.length();
        while (end > 0 && track.nibble(end - 1) == FILLER) {
            end--;
        }
        return end;
    }

    private static int numbers(int places, int counterDigits) {
        int numbers = Integer.bitCount(places) - counterDigits;
        if (numbers < 0 || numbers > NUMBER_DIGITS) {
            throw new MalformedCardDataException("a number of an impossible length is wanted");
        }
        return numbers;
    }

    private static boolean isSet(int places, int place) {
        return (places & 1 << (place - 1)) != 0;
    }

    private static long bits(Slice six) {
        return six.slice(0, 2).number() << 32 | six.slice(2, 6).number();
    }
}
