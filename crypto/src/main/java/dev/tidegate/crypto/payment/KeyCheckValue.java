package dev.tidegate.crypto.payment;

import dev.tidegate.core.card.Octets;
import java.util.Arrays;

/** A few bytes by which two people see that they hold the same key. Not secret. */
public final class KeyCheckValue {
    private static final int LEGACY_BYTES = 3;
    private static final int CMAC_BYTES = 5;

    private KeyCheckValue() {}

    /** The first three bytes of one enciphered block of zeros: what triple DES keys have (X9.24-1:2017, annex A). */
    public static Octets legacy(PaymentKey key) {
        return Octets.of(Blocks.encrypt(key, new byte[Blocks.size(key)]), 0, LEGACY_BYTES);
    }

    /** The first five bytes of the CMAC of one block of zeros: what AES keys have (X9.24-1:2017, annex A). */
    public static Octets cmac(PaymentKey key) {
        return Octets.of(Arrays.copyOf(MacScheme.CMAC.make(key, new byte[Blocks.size(key)]), CMAC_BYTES));
    }
}
