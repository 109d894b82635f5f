package dev.tidegate.crypto;

import dev.tidegate.core.payment.TillId;
import java.security.MessageDigest;

/**
 * The chain key of one record. K of record 0, which does not exist, comes from the enrolment's secret; each next one
 * from the one before by a function that cannot be turned round, so that whoever takes the key of today cannot make a
 * record of yesterday.
 *
 * <pre>
 * K_0   = HKDF-Expand(secret, "tidegate/saf/chain" || till id)
 * K_n+1 = HMAC-SHA256(K_n, "tidegate/saf/ratchet")
 * </pre>
 */
final class ChainKey {
    static final int BYTES = 32;
    /** More steps than a till makes in a year of work; about 0.1 s. A greater jump is a forged number. */
    static final int STEPS_MAX = 100_000;

    private static final byte[] CHAIN_LABEL = Sha256.label("tidegate/saf/chain");
    private static final byte[] RATCHET_LABEL = Sha256.label("tidegate/saf/ratchet");

    private final long seq;
    private final byte[] key;

    /** Takes the array over. */
    ChainKey(long seq, byte[] key) {
        if (seq < 0 || key.length != BYTES) {
            throw new IllegalArgumentException("a chain key has a number and 32 bytes");
        }
        this.seq = seq;
        this.key = key;
    }

    /** K of record 0. */
    static ChainKey first(TillId till, byte[] secret) {
        if (secret.length != BYTES) {
            throw new IllegalArgumentException("a chain secret has 32 bytes, not " + secret.length);
        }
        byte[] info = RecordFrame.bytes(till.value());
        byte[] labelled = new byte[CHAIN_LABEL.length + info.length];
        System.arraycopy(CHAIN_LABEL, 0, labelled, 0, CHAIN_LABEL.length);
        System.arraycopy(info, 0, labelled, CHAIN_LABEL.length, info.length);
        return new ChainKey(0, Sha256.expand(secret, labelled, BYTES));
    }

    /** Which record it belongs to. */
    long seq() {
        return seq;
    }

    /** The key of the next record; this one stays until it is wiped. */
    ChainKey next() {
        return new ChainKey(seq + 1, Sha256.mac(key, RATCHET_LABEL));
    }

    /**
     * The key of a later record, or a copy; at most {@link #STEPS_MAX} on. What lies between is wiped, this one stays.
     */
    ChainKey at(long later) {
        if (later < seq || later - seq > STEPS_MAX) {
            throw new IllegalArgumentException("no way from key " + seq + " to " + later);
        }
        ChainKey at = new ChainKey(seq, key.clone());
        while (at.seq < later) {
            ChainKey next = at.next();
            at.wipe();
            at = next;
        }
        return at;
    }

    /** The key of a record any distance on; for who reads a whole journal. */
    ChainKey far(long later) {
        ChainKey at = at(Math.min(later, seq + STEPS_MAX));
        while (at.seq < later) {
            ChainKey next = at.at(Math.min(later, at.seq + STEPS_MAX));
            at.wipe();
            at = next;
        }
        return at;
    }

    byte[] mac(byte[] link) {
        return Sha256.mac(key, link);
    }

    /** Whether the MAC is this key's, in constant time. */
    boolean verifies(RecordFrame frame, byte[] link) {
        return MessageDigest.isEqual(mac(link), frame.mac());
    }

    /** A copy, the caller's own. */
    byte[] bytes() {
        return key.clone();
    }

    void wipe() {
        Wipe.all(key);
    }
}
