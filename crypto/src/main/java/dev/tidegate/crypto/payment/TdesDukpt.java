package dev.tidegate.crypto.payment;

import java.util.Arrays;

/**
 * DUKPT with triple DES (ANSI X9.24-1:2009, annex A), the side that knows the base derivation key.
 *
 * <p>Every key has 16 bytes. Which key is meant comes from the serial number alone.
 */
final class TdesDukpt {
    private static final int HALF = 8;
    private static final byte[] C0 = {(byte) 0xC0, (byte) 0xC0, (byte) 0xC0, (byte) 0xC0, 0, 0, 0, 0};

    /** What a working key is for; the byte of each half that tells it from the transaction key (X9.24-1, A.4.1). */
    enum Use {
        PIN(7),
        MAC_REQUEST(6),
        MAC_RESPONSE(4),
        DATA_REQUEST(5),
        DATA_RESPONSE(3);

        private final int at;

        Use(int at) {
            this.at = at;
        }

        private boolean isData() {
            return this == DATA_REQUEST || this == DATA_RESPONSE;
        }

        private byte[] mask() {
            byte[] mask = new byte[HALF];
            mask[at] = (byte) 0xFF;
            return mask;
        }
    }

    private TdesDukpt() {}

    /** The initial key of a device, from the base derivation key (X9.24-1, A.6). */
    static PaymentKey initialKey(PaymentKey bdk, DukptKsn ksn) {
        byte[] device = Arrays.copyOf(check(bdk, ksn).device().toByteArray(), HALF);
        try (PaymentKey variant = bdk.masked(C0)) {
            return join(bdk, Blocks.encrypt(bdk, device), Blocks.encrypt(variant, device));
        }
    }

    /** The key of one transaction, from the initial key (X9.24-1, A.3). */
    static PaymentKey transactionKey(PaymentKey initialKey, DukptKsn ksn) {
        return tree(check(initialKey, ksn)).walk(initialKey, ksn.counter());
    }

    /** The key for one use, from the key of the transaction; data keys with the extra step of X9.24-1, A.4.1. */
    static PaymentKey workingKey(PaymentKey transactionKey, Use use) {
        PaymentKey variant = transactionKey.masked(use.mask());
        if (!use.isData()) {
            return variant;
        }
        byte[] bytes = variant.bytes();
        try (variant) {
            byte[] left = Blocks.encrypt(variant, Arrays.copyOf(bytes, HALF));
            return join(variant, left, Blocks.encrypt(variant, Arrays.copyOfRange(bytes, HALF, 2 * HALF)));
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /** A data key as readers of before 2009 make it, without the extra step. Only for a reader known to be one. */
    static PaymentKey legacyDataKey(PaymentKey transactionKey, Use use) {
        if (!use.isData()) {
            throw new IllegalArgumentException("only data keys were once made otherwise");
        }
        return transactionKey.masked(use.mask());
    }

    static DukptTree tree(DukptKsn ksn) {
        return (parent, counter) ->
                child(parent, Arrays.copyOfRange(ksn.at(counter).value().toByteArray(), 2, 2 + HALF));
    }

    // X9.24-1, A.2, "non-reversible key generation process".
    private static PaymentKey child(PaymentKey parent, byte[] register) {
        parent.use();
        try (PaymentKey variant = parent.masked(C0)) {
            return join(parent, half(variant, register), half(parent, register));
        }
    }

    private static byte[] half(PaymentKey key, byte[] register) {
        byte[] bytes = key.bytes();
        byte[] left = Arrays.copyOf(bytes, HALF);
        byte[] right = Arrays.copyOfRange(bytes, HALF, 2 * HALF);
        byte[] out = Blocks.xor(Blocks.des(left, Blocks.xor(register, right)), right);
        for (byte[] each : new byte[][] {bytes, left, right}) {
            Arrays.fill(each, (byte) 0);
        }
        return out;
    }

    private static PaymentKey join(PaymentKey like, byte[] left, byte[] right) {
        byte[] joined = Arrays.copyOf(left, 2 * HALF);
        System.arraycopy(right, 0, joined, HALF, HALF);
        Arrays.fill(left, (byte) 0);
        Arrays.fill(right, (byte) 0);
        return like.sibling(joined);
    }

    private static DukptKsn check(PaymentKey key, DukptKsn ksn) {
        boolean fits = key.algorithm() == KeyAlgorithm.TDES && key.length() == 2 * HALF;
        if (!fits || ksn.scheme() != DukptKsn.Scheme.TDES) {
            throw new IllegalArgumentException("a double-length triple DES key and its serial number, not " + key);
        }
        return ksn;
    }
}
