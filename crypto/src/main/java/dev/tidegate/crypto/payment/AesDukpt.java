package dev.tidegate.crypto.payment;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * DUKPT with AES (ANSI X9.24-3:2017), the side that knows the base derivation key. Every key comes of its parent by
 * enciphering a description of what it is for, a block for each 16 bytes of it:
 *
 * <pre>
 * | version 1 | block number | use, 2 | algorithm, 2 | bits, 2 | initial key id, 8                            |
 * |           |              |        |              |         | or: its last 4 bytes | transaction counter, 4 |
 * </pre>
 */
final class AesDukpt {
    private static final int DERIVATION = 0x8000;
    private static final int INITIAL_KEY = 0x8001;
    /** A counter that no transaction has (it has 32 set bits): the key that replaces the initial key, 6.5.4. */
    private static final long UPDATE = 0xFFFFFFFFL;

    private static final int BLOCK = 16;

    /** What a working key is for (X9.24-3:2017, table 3). */
    enum Use {
        KEY_ENCRYPTION(0x0002),
        PIN(0x1000),
        MAC_GENERATION(0x2000),
        MAC_VERIFICATION(0x2001),
        MAC_BOTH(0x2002),
        DATA_ENCRYPTION(0x3000),
        DATA_DECRYPTION(0x3001),
        DATA_BOTH(0x3002);

        private final int code;

        Use(int code) {
            this.code = code;
        }
    }

    /** What a derived key is (X9.24-3:2017, table 2). */
    enum Kind {
        AES_128(KeyAlgorithm.AES, 2, 16),
        AES_192(KeyAlgorithm.AES, 3, 24),
        AES_256(KeyAlgorithm.AES, 4, 32),
        HMAC_128(KeyAlgorithm.HMAC, 5, 16),
        HMAC_192(KeyAlgorithm.HMAC, 5, 24),
        HMAC_256(KeyAlgorithm.HMAC, 5, 32);

        private final KeyAlgorithm algorithm;
        private final int code;
        private final int bytes;

        Kind(KeyAlgorithm algorithm, int code, int bytes) {
            this.algorithm = algorithm;
            this.code = code;
            this.bytes = bytes;
        }

        /** What an AES key is. */
        static Kind of(PaymentKey key) {
            return switch (key.length()) {
                case 16 -> AES_128;
                case 24 -> AES_192;
                default -> AES_256;
            };
        }
    }

    private AesDukpt() {}

    /** The initial key of a device, as long as the base derivation key. */
    static PaymentKey initialKey(PaymentKey bdk, DukptKsn ksn) {
        return derive(bdk, INITIAL_KEY, Kind.of(bdk), initialKeyId(bdk, ksn));
    }

    /** The key of one transaction, from which its working keys come, as long as the initial key. */
    static PaymentKey transactionKey(PaymentKey initialKey, DukptKsn ksn) {
        return tree(initialKey, ksn).walk(initialKey, ksn.counter());
    }

    /**
     * The key for one use, from the key of the transaction.
     *
     * @throws IllegalArgumentException it would be longer than the key it comes of, and no stronger for it
     */
    static PaymentKey workingKey(PaymentKey transactionKey, DukptKsn ksn, Use use, Kind kind) {
        return derive(transactionKey, use.code, kind, context(transactionKey, ksn, (int) ksn.counter()));
    }

    /** The key under which a new initial key is sent to a device ("DUKPT update key", 6.5.4), from its initial key. */
    static PaymentKey updateKey(PaymentKey initialKey, DukptKsn ksn, Kind kind) {
        try (PaymentKey last = tree(initialKey, ksn).walk(initialKey, UPDATE)) {
            return derive(last, Use.KEY_ENCRYPTION.code, kind, context(last, ksn, (int) UPDATE));
        }
    }

    static DukptTree tree(PaymentKey initialKey, DukptKsn ksn) {
        Kind kind = Kind.of(initialKey);
        return (parent, counter) -> derive(parent, DERIVATION, kind, context(parent, ksn, (int) counter));
    }

    private static PaymentKey derive(PaymentKey parent, int use, Kind kind, byte[] context) {
        if (kind.bytes > parent.length()) {
            throw new IllegalArgumentException("a derived key is no longer than the key it comes of");
        }
        byte[] bytes = new byte[kind.bytes];
        for (int at = 0; at < bytes.length; at += BLOCK) {
            byte[] description = ByteBuffer.allocate(BLOCK)
                    .put((byte) 1)
                    .put((byte) (at / BLOCK + 1))
                    .putShort((short) use)
                    .putShort((short) kind.code)
                    .putShort((short) (8 * kind.bytes))
                    .put(context)
                    .array();
            byte[] block = Blocks.encrypt(parent, description);
            System.arraycopy(block, 0, bytes, at, Math.min(BLOCK, bytes.length - at));
            Arrays.fill(block, (byte) 0);
        }
        return PaymentKey.derived(kind.algorithm, bytes);
    }

    private static byte[] initialKeyId(PaymentKey key, DukptKsn ksn) {
        if (key.algorithm() != KeyAlgorithm.AES || ksn.scheme() != DukptKsn.Scheme.AES) {
            throw new IllegalArgumentException("an AES key and its serial number, not " + key);
        }
        return Arrays.copyOf(ksn.device().toByteArray(), 8);
    }

    private static byte[] context(PaymentKey key, DukptKsn ksn, int counter) {
        return ByteBuffer.allocate(8)
                .put(initialKeyId(key, ksn), 4, 4)
                .putInt(counter)
                .array();
    }
}
