package dev.tidegate.emv.contactless;

import dev.tidegate.core.emv.Tag;
import dev.tidegate.emv.data.CardObjects;
import dev.tidegate.emv.data.MalformedCardDataException;
import dev.tidegate.emv.data.Slice;
import java.util.Arrays;

/** Number and expiry of cards that give them in track 2, tag 57, alone (EMV Contactless Book C-3). */
final class TapIdentity {
    private static final Tag NUMBER = new Tag(0x5A);
    private static final Tag EXPIRY = new Tag(0x5F24);
    private static final Tag TRACK_2 = new Tag(0x57);

    private static final int SEPARATOR = 0xD;
    private static final int DIGITS_MAX = 19;

    private TapIdentity() {}

    /**
     * The card's objects with 5A and 5F24.
     *
     * @throws MalformedCardDataException there are none, and no track 2 to take them from
     */
    static CardObjects in(CardObjects card) {
        if (card.has(NUMBER) && card.has(EXPIRY)) {
            return card;
        }
        Slice track2 = card.value(TRACK_2);
        int end = 0;
        while (end < 2 * track2.length() && track2.nibble(end) != SEPARATOR) {
            end++;
        }
        if (end == 0 || end > DIGITS_MAX || 2 * track2.length() < end + 5) {
            throw new MalformedCardDataException("track 2 has no number, or no expiry");
        }
        byte[] number = new byte[(end + 1) / 2];
        for (int i = 0; i < 2 * number.length; i++) {
            place(number, i, i < end ? track2.nibble(i) : 0xF);
        }
        // To the last day of the month; every month that a card writes has 31.
        byte[] expiry = {0, 0, 0x31};
        for (int i = 0; i < 4; i++) {
            place(expiry, i, track2.nibble(end + 1 + i));
        }
        try {
            return card.with(NUMBER, Slice.of(number)).with(EXPIRY, Slice.of(expiry));
        } finally {
            Arrays.fill(number, (byte) 0);
        }
    }

    private static void place(byte[] target, int nibble, int value) {
        target[nibble / 2] |= (byte) (nibble % 2 == 0 ? value << 4 : value);
    }
}
