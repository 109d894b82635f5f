package dev.tidegate.emv.stripe;

import java.util.Arrays;

/**
 * Reads a track from the bits that a head gives: clocking zeros, start sentinel, characters, end sentinel, check
 * character, zeros (ISO/IEC 7811-2). A card may be drawn either way; the parities tell which.
 *
 * <p>Works on the caller's array and returns one of its own: both are the caller's to wipe.
 */
final class TrackBits {
    /** Track 1 holds 79 characters of seven bits; the rest is clocking before and behind them. */
    static final int BITS_MAX = 2048;

    private final byte[] bits;
    private final int count;
    private final TrackFormat format;
    private final boolean backwards;

    private TrackBits(byte[] bits, int count, TrackFormat format, boolean backwards) {
        this.bits = bits;
        this.count = count;
        this.format = format;
        this.backwards = backwards;
    }

    /**
     * The characters between the sentinels, in ASCII.
     *
     * @param bits eight in a byte, highest first
     * @param count how many of them are the track's
     * @throws UnreadableStripeException neither way gives a track; the fault is that of the way which came further
     */
    static byte[] read(byte[] bits, int count, TrackFormat format) {
        if (count < 0 || count > BITS_MAX || count > 8 * bits.length) {
            throw new UnreadableStripeException(StripeFault.LENGTH);
        }
        try {
            return new TrackBits(bits, count, format, false).characters();
        } catch (UnreadableStripeException forwards) {
            try {
                return new TrackBits(bits, count, format, true).characters();
            } catch (UnreadableStripeException backwards) {
                throw forwards.fault() == StripeFault.NO_DATA ? backwards : forwards;
            }
        }
    }

    private byte[] characters() {
        int at = start();
        byte[] read = new byte[format.charactersMax];
        int length = 0;
        int sum = format.value(format.start);
        try {
            while (length < format.charactersMax - 2) {
                at += format.dataBits + 1;
                char character = format.character(valueAt(at));
                sum ^= format.value(character);
                if (character == TrackFormat.END) {
                    if (valueAt(at + format.dataBits + 1) != sum) {
                        throw new UnreadableStripeException(StripeFault.CHECK_CHARACTER);
                    }
                    return Arrays.copyOf(read, length);
                }
                read[length++] = (byte) character;
            }
            throw new UnreadableStripeException(StripeFault.LENGTH);
        } finally {
            Arrays.fill(read, (byte) 0);
        }
    }

    // The first one behind the clocking zeros begins the start sentinel, whose lowest bit is a one in both formats.
    private int start() {
        int at = 0;
        while (at < count && bit(at) == 0) {
            at++;
        }
        if (at + format.dataBits + 1 > count || format.character(valueAt(at)) != format.start) {
            throw new UnreadableStripeException(StripeFault.NO_DATA);
        }
        return at;
    }

    private int valueAt(int at) {
        if (at + format.dataBits + 1 > count) {
            throw new UnreadableStripeException(StripeFault.LENGTH);
        }
        int value = 0;
        int ones = 0;
        for (int i = 0; i <= format.dataBits; i++) {
            int bit = bit(at + i);
            ones += bit;
            value |= i < format.dataBits ? bit << i : 0;
        }
        if (ones % 2 == 0) {
            throw new UnreadableStripeException(StripeFault.PARITY);
        }
        return value;
    }

    private int bit(int at) {
        int place = backwards ? count - 1 - at : at;
        return bits[place / 8] >> 7 - place % 8 & 1;
    }
}
