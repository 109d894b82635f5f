package dev.tidegate.crypto.payment;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** How a key block of one version is protected: with what keys, and what its code covers (X9.143:2021, 7). */
enum KeyBlockVersion {
    /** Variants of a triple DES key; deprecated, read only. */
    A(KeyAlgorithm.TDES, 8, 4),
    /** Keys derived from a triple DES key. */
    B(KeyAlgorithm.TDES, 8, 8),
    /** As A. */
    C(KeyAlgorithm.TDES, 8, 4),
    /** Keys derived from an AES key. */
    D(KeyAlgorithm.AES, 16, 16);

    static final int ENCRYPTION = 0;
    static final int AUTHENTICATION = 1;

    private final KeyAlgorithm protection;
    private final int blockBytes;
    private final int macBytes;

    KeyBlockVersion(KeyAlgorithm protection, int blockBytes, int macBytes) {
        this.protection = protection;
        this.blockBytes = blockBytes;
        this.macBytes = macBytes;
    }

    int blockBytes() {
        return blockBytes;
    }

    int macBytes() {
        return macBytes;
    }

    /** Whether its keys are only variants of the protection key. */
    boolean deprecated() {
        return this == A || this == C;
    }

    boolean takes(PaymentKey key) {
        return key.algorithm() == protection;
    }

    /** The key that enciphers ({@link #ENCRYPTION}) or authenticates, from the protection key. */
    PaymentKey key(PaymentKey protection, int purpose) {
        if (deprecated()) {
            return protection.masked(new byte[] {(byte) (purpose == ENCRYPTION ? 0x45 : 0x4D)});
        }
        return derive(protection, purpose);
    }

    /** The code of a block; what it covers is the header with the clear key, and before B with the enciphered one. */
    byte[] mac(PaymentKey key, byte[] header, byte[] covered) {
        byte[] message = ByteBuffer.allocate(header.length + covered.length)
                .put(header)
                .put(covered)
                .array();
        try {
            if (!deprecated()) {
                return MacScheme.CMAC.make(key, message);
            }
            byte[] chain = Blocks.encryptChained(key, new byte[blockBytes], message);
            return Arrays.copyOfRange(chain, chain.length - blockBytes, chain.length - blockBytes + macBytes);
        } finally {
            Arrays.fill(message, (byte) 0);
        }
    }

    /**
     * Derives by CMAC in counter mode (SP 800-108; X9.143:2021, 7.3 and 7.4), one block of key a call:
     *
     * <pre>
     * | number of the block 1 | purpose 2 | 0 | algorithm 2 | bits of the whole key 2 |
     * </pre>
     */
    static PaymentKey derive(PaymentKey protection, int purpose) {
        byte[] derived = new byte[protection.length()];
        int block = Blocks.size(protection);
        int algorithm =
                protection.algorithm() == KeyAlgorithm.AES ? protection.length() / 8 : protection.length() / 8 - 2;
        for (int at = 0; at < derived.length; at += block) {
            byte[] description = ByteBuffer.allocate(8)
                    .put((byte) (at / block + 1))
                    .putShort((short) purpose)
                    .put((byte) 0)
                    .putShort((short) algorithm)
                    .putShort((short) (8 * derived.length))
                    .array();
            byte[] part = MacScheme.CMAC.make(protection, description);
            System.arraycopy(part, 0, derived, at, Math.min(block, derived.length - at));
            Arrays.fill(part, (byte) 0);
        }
        return protection.sibling(derived);
    }
}
