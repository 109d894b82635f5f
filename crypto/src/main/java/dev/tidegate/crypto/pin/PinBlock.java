package dev.tidegate.crypto.pin;

import dev.tidegate.crypto.payment.Blocks;
import dev.tidegate.crypto.payment.PaymentKey;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The blocks that carry a PIN to the issuer (ISO 9564-1:2017, 9.3), clear and enciphered.
 *
 * <pre>
 * formats 0 and 3, 8 bytes: | format | n | n digits | fill F (0) or A to F at random (3) | XOR | 0000 | 12 digits |
 * format 4, 16 bytes:       E(E(| 4 | n | n digits | fill A to byte 8 | random 8 |) XOR | m | 12 + m digits | 0.. |)
 * </pre>
 *
 * <p>Of the card number, formats 0 and 3 take the last 12 digits before the check digit, format 4 all. PINs and card
 * numbers are ASCII digits in arrays that their owner wipes; there is no {@code String} of them.
 */
public enum PinBlock {
    ISO_0(0),
    ISO_3(3),
    ISO_4(4);

    static final int PIN_MIN = 4;
    static final int PIN_MAX = 12;

    private static final int SHORT = 8;
    private static final int LONG = 16;
    private static final int PAN_DIGITS = 12;
    private static final int PAN_MAX = 19;

    private final int control;

    PinBlock(int control) {
        this.control = control;
    }

    /**
     * Makes a block and enciphers it: formats 0 and 3 with triple DES, format 4 with AES.
     *
     * @param chance fills formats 3 and 4; a strong source, except in tests
     * @throws PinBlockRejectedException not 4 to 12 digits, or no card number
     * @throws IllegalArgumentException the key is of the other cipher; the caller's mistake
     */
    public byte[] seal(byte[] pin, byte[] pan, PaymentKey key, RandomGenerator chance) {
        byte[] field = field(pin, chance);
        byte[] account = account(pan);
        try {
            byte[] inner = this == ISO_4 ? Blocks.encrypt(key, field) : field;
            return Blocks.encrypt(key, xor(inner, account));
        } finally {
            wipe(field, account);
        }
    }

    /**
     * Opens an enciphered block.
     *
     * @return the digits, ASCII, which the caller wipes
     * @throws PinBlockRejectedException not a block of this format, of this card and under this key
     */
    public byte[] open(byte[] block, byte[] pan, PaymentKey key) {
        if (block.length != blockBytes()) {
            throw new PinBlockRejectedException();
        }
        byte[] account = account(pan);
        byte[] outer = Blocks.decrypt(key, block);
        byte[] inner = xor(outer, account);
        byte[] field = this == ISO_4 ? Blocks.decrypt(key, inner) : inner;
        try {
            return pin(field);
        } finally {
            wipe(account, outer, inner, field);
        }
    }

    /** How long a block of this format is. */
    int blockBytes() {
        return this == ISO_4 ? LONG : SHORT;
    }

    /** The PIN with its length and fill; in format 4, with eight bytes of chance behind. */
    byte[] field(byte[] pin, RandomGenerator chance) {
        if (pin.length < PIN_MIN || pin.length > PIN_MAX || !areDigits(pin)) {
            throw new PinBlockRejectedException();
        }
        byte[] field = new byte[blockBytes()];
        if (this == ISO_4) {
            byte[] random = new byte[SHORT];
            chance.nextBytes(random);
            System.arraycopy(random, 0, field, SHORT, SHORT);
        }
        put(field, 0, control);
        put(field, 1, pin.length);
        for (int i = 2; i < 2 * SHORT; i++) {
            put(field, i, i - 2 < pin.length ? pin[i - 2] - '0' : fill(chance));
        }
        return field;
    }

    /** The card number as this format mixes it in. */
    byte[] account(byte[] pan) {
        boolean fits = this == ISO_4 ? pan.length > 0 && pan.length <= PAN_MAX : pan.length > PAN_DIGITS;
        if (!fits || pan.length > PAN_MAX || !areDigits(pan)) {
            throw new PinBlockRejectedException();
        }
        byte[] account = new byte[blockBytes()];
        int at = 4;
        int from = pan.length - 1 - PAN_DIGITS;
        int to = pan.length - 1;
        if (this == ISO_4) {
            put(account, 0, Math.max(0, pan.length - PAN_DIGITS));
            at = 1 + Math.max(0, PAN_DIGITS - pan.length);
            from = 0;
            to = pan.length;
        }
        for (int i = from; i < to; i++) {
            put(account, at++, pan[i] - '0');
        }
        return account;
    }

    /** The digits in a field. Looks at every nibble whatever it finds, and says one thing. */
    byte[] pin(byte[] field) {
        int length = nibble(field, 1);
        boolean wrong = nibble(field, 0) != control | length < PIN_MIN | length > PIN_MAX;
        byte[] digits = new byte[PIN_MAX];
        for (int i = 2; i < 2 * SHORT; i++) {
            int nibble = nibble(field, i);
            boolean digit = i - 2 < length;
            wrong |= digit ? nibble > 9 : !fills(nibble);
            if (i - 2 < PIN_MAX) {
                digits[i - 2] = (byte) ('0' + nibble);
            }
        }
        byte[] pin = wrong ? new byte[0] : Arrays.copyOf(digits, length);
        wipe(digits);
        if (wrong) {
            throw new PinBlockRejectedException();
        }
        return pin;
    }

    private int fill(RandomGenerator chance) {
        return switch (this) {
            case ISO_0 -> 0xF;
            case ISO_3 -> chance.nextInt(0xA, 0x10);
            case ISO_4 -> 0xA;
        };
    }

    private boolean fills(int nibble) {
        return switch (this) {
            case ISO_0 -> nibble == 0xF;
            case ISO_3 -> nibble >= 0xA;
            case ISO_4 -> nibble == 0xA;
        };
    }

    private static boolean areDigits(byte[] ascii) {
        boolean digits = true;
        for (byte c : ascii) {
            digits &= c >= '0' && c <= '9';
        }
        return digits;
    }

    private static int nibble(byte[] bytes, int at) {
        return at % 2 == 0 ? bytes[at / 2] >> 4 & 0xF : bytes[at / 2] & 0xF;
    }

    private static void put(byte[] bytes, int at, int nibble) {
        bytes[at / 2] |= (byte) (at % 2 == 0 ? nibble << 4 : nibble);
    }

    private static byte[] xor(byte[] one, byte[] other) {
        byte[] out = one.clone();
        for (int i = 0; i < out.length; i++) {
            out[i] ^= other[i];
        }
        return out;
    }

    private static void wipe(byte[]... arrays) {
        for (byte[] each : arrays) {
            Arrays.fill(each, (byte) 0);
        }
    }
}
