package dev.tidegate.crypto;

import java.util.Arrays;

/** Overwrites arrays that held card data or keys. */
final class Wipe {
    private Wipe() {}

    static void all(byte[]... arrays) {
        for (byte[] array : arrays) {
            Arrays.fill(array, (byte) 0);
        }
    }
}
