package dev.tidegate.crypto;

import java.security.SecureRandom;

/**
 * A person's PIN as a till keeps it: Argon2id with the figures of {@link PassphraseHash}. No PIN of a card ever comes
 * here. A PIN is short, so the caller counts wrong ones and locks.
 *
 * @param salt 16 bytes, hexadecimal
 * @param hash 32 bytes, hexadecimal
 */
public record PinHash(String salt, String hash) {
    public static final int DIGITS_MIN = 6;
    public static final int DIGITS_MAX = 12;

    /** Whether it has 6 to 12 digits, and not one digit over and over or all in a row. */
    public static boolean fits(char[] pin) {
        if (pin.length < DIGITS_MIN || pin.length > DIGITS_MAX) {
            return false;
        }
        boolean same = true;
        boolean up = true;
        boolean down = true;
        for (int i = 0; i < pin.length; i++) {
            if (pin[i] < '0' || pin[i] > '9') {
                return false;
            }
            if (i > 0) {
                int step = pin[i] - pin[i - 1];
                same &= step == 0;
                up &= step == 1;
                down &= step == -1;
            }
        }
        return !same && !up && !down;
    }

    /** @throws IllegalArgumentException it does not {@link #fits fit}; the message does not repeat it */
    public static PinHash of(char[] pin, SecureRandom chance) {
        if (!fits(pin)) {
            throw new IllegalArgumentException(
                    "a PIN has 6 to 12 digits, not one digit over and over, and not all in a row");
        }
        PassphraseHash hash = PassphraseHash.of(pin, chance);
        return new PinHash(hash.salt(), hash.hash());
    }

    /**
     * Takes some 50 ms and 19 MiB: the caller asks for one at a time.
     *
     * @throws IllegalArgumentException the salt or the hash is none
     */
    public boolean matches(char[] pin) {
        return new PassphraseHash(salt, hash).matches(pin);
    }

    /** Takes as long as {@link #matches}: for a name that is not there. */
    public static void spend(char[] pin) {
        PassphraseHash.spend(pin);
    }

    /** Nothing of it is printed. */
    @Override
    public String toString() {
        return "PinHash";
    }
}
