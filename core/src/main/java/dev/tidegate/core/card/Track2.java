package dev.tidegate.core.card;

import com.google.errorprone.annotations.RestrictedApi;
import java.util.Arrays;

/**
 * Track 2 data, or its equivalent on a chip (ISO/IEC 7813; EMV 4.4 Book 3, tag 57): number, separator, expiry, service
 * code, discretionary data.
 *
 * <p>Sensitive authentication data: sealed for the wire, kept only as payment rules allow, wiped after the last seal.
 */
public final class Track2 {
    /** ISO/IEC 7813: 37 characters without the sentinels. */
    public static final int CHARACTERS_MAX = 37;

    private final byte[] characters;

    private Track2(byte[] owned) {
        this.characters = owned;
    }

    /**
     * Takes a copy of ASCII characters: digits and one {@code D} or {@code =} between number and expiry.
     *
     * @throws IllegalArgumentException too long, no separator, or another character; the message holds none of it; the
     *     caller refuses the card
     */
    public static Track2 of(byte[] ascii) {
        int separators = 0;
        for (byte c : ascii) {
            boolean separator = c == 'D' || c == '=';
            separators += separator ? 1 : 0;
            if (!separator && (c < '0' || c > '9')) {
                throw new IllegalArgumentException("track 2 has digits and one separator only");
            }
        }
        if (ascii.length > CHARACTERS_MAX || separators != 1) {
            throw new IllegalArgumentException("track 2 has one separator and at most 37 characters");
        }
        byte[] owned = ascii.clone();
        for (int i = 0; i < owned.length; i++) {
            owned[i] = owned[i] == '=' ? (byte) 'D' : owned[i];
        }
        return new Track2(owned);
    }

    /** The clear characters with {@code D} as separator, a copy that the caller wipes. */
    @RestrictedApi(
            explanation = "Track data leaves only to be sealed, or packed into one message.",
            allowedOnPath = ".*/(crypto/src/.*|core/src/test/.*|emv-driver/src/test/.*|gateway/codec/.*)")
    public byte[] characters() {
        return characters.clone();
    }

    /** Overwrites the characters. Harmless when repeated. */
    public void wipe() {
        Arrays.fill(characters, (byte) 0);
    }

    @Override
    public String toString() {
        return "Track2[" + characters.length + "]";
    }
}
