package dev.tidegate.emv.stripe;

import dev.tidegate.core.card.Octets;
import java.util.BitSet;

/** Writes a track as a card has it: what a head would give of it. Of its own, and shares no table with the reader. */
final class Encoder {
    private static final int CLOCKING = 22;

    /** A track in whole bytes, of which so many bits are the track's. */
    static final class Bits {
        private final byte[] bytes;
        private final int count;

        Bits(byte[] bytes, int count) {
            this.bytes = bytes;
            this.count = count;
        }

        byte[] bytes() {
            return bytes;
        }

        int count() {
            return count;
        }

        Bits withFlipped(int at) {
            byte[] changed = bytes.clone();
            changed[at / 8] ^= (byte) (0x80 >> at % 8);
            return new Bits(changed, count);
        }

        Bits backwards() {
            BitSet turned = new BitSet();
            for (int i = 0; i < count; i++) {
                turned.set(i, (bytes[(count - 1 - i) / 8] >> 7 - (count - 1 - i) % 8 & 1) == 1);
            }
            return of(turned, count);
        }

        Octets octets() {
            return Octets.of(bytes);
        }
    }

    private final BitSet bits = new BitSet();
    private final int dataBits;
    private final int offset;
    private int count = CLOCKING;
    private int sum;

    private Encoder(int dataBits, int offset) {
        this.dataBits = dataBits;
        this.offset = offset;
    }

    /** @param text with both sentinels */
    static Bits track1(String text) {
        return new Encoder(6, 0x20).write(text);
    }

    /** @param text with both sentinels */
    static Bits track2(String text) {
        return new Encoder(4, 0x30).write(text);
    }

    private Bits write(String text) {
        for (char character : text.toCharArray()) {
            write(character - offset);
        }
        write(sum);
        count += CLOCKING;
        return of(bits, count);
    }

    private void write(int value) {
        sum ^= value;
        for (int i = 0; i < dataBits; i++) {
            bits.set(count++, (value >> i & 1) == 1);
        }
        bits.set(count++, Integer.bitCount(value) % 2 == 0);
    }

    private static Bits of(BitSet bits, int count) {
        byte[] bytes = new byte[(count + 7) / 8];
        bits.stream().forEach(at -> bytes[at / 8] |= (byte) (0x80 >> at % 8));
        return new Bits(bytes, count);
    }
}
