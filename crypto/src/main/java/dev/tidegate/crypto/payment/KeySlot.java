package dev.tidegate.crypto.payment;

import java.util.Set;

/**
 * What a place for a key needs of the header of its key block (X9.143:2021, 6.3).
 *
 * @param usages two characters each, e.g. {@code P0}: PIN encryption
 * @param modes one character each, e.g. {@code E}: enciphering only
 * @param exportable whether a key may come in that its sender lets go on; a place that nothing leaves takes only keys
 *     marked N
 */
public record KeySlot(KeyAlgorithm algorithm, Set<String> usages, Set<Character> modes, boolean exportable) {
    public KeySlot {
        usages = Set.copyOf(usages);
        modes = Set.copyOf(modes);
    }

    /** @throws KeyUsageRejectedException the header's key is for something else */
    void check(KeyBlockHeader header) {
        require(usages.contains(header.usage()), "USAGE");
        require(modes.contains(header.mode()), "MODE");
        require(algorithm == header.algorithm(), "ALGORITHM");
        require(exportable || header.exportability() == KeyBlockHeader.NOT_EXPORTABLE, "EXPORTABILITY");
        // X9.143:2021, 6.3.6: the serial number of AES DUKPT goes into IK; KS is that of triple DES.
        require(!header.isDukpt() || header.algorithm() != KeyAlgorithm.AES || !header.has("KS"), "SERIAL_NUMBER");
    }

    /** Checks the key itself, once it is known. */
    static void checkKey(KeyBlockHeader header, int keyBytes, PaymentKey protection) {
        KeyAlgorithm algorithm = header.algorithm();
        require(algorithm.allows(keyBytes), "KEY_LENGTH");
        boolean weaker = algorithm == KeyAlgorithm.AES
                && (protection.algorithm() != KeyAlgorithm.AES || protection.length() < keyBytes);
        require(!weaker, "PROTECTION");
    }

    private static void require(boolean met, String code) {
        if (!met) {
            throw new KeyUsageRejectedException(code);
        }
    }
}
