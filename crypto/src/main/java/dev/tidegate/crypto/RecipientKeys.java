package dev.tidegate.crypto;

import dev.tidegate.core.card.Octets;
import java.security.interfaces.ECPrivateKey;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.crypto.InvalidCipherTextException;

/**
 * The gateway's private recipient keys by id. They leave this package only as what they open. Safe to use from several
 * threads.
 */
public final class RecipientKeys {
    private static final int SCALAR_BYTES = 32;

    private final Map<Octets, PrivateKeyBytes> keys = new ConcurrentHashMap<>();
    private final Hpke hpke = new Hpke(Hpke.AES_256_GCM);
    private volatile boolean closed;

    /** A scalar and its point. */
    static final class PrivateKeyBytes {
        private final byte[] scalar;
        private final byte[] point;

        private PrivateKeyBytes(byte[] scalar, byte[] point) {
            this.scalar = scalar;
            this.point = point;
        }

        static PrivateKeyBytes of(ECPrivateKey key, RecipientKey publicKey) {
            byte[] signed = key.getS().toByteArray();
            byte[] scalar = new byte[SCALAR_BYTES];
            int length = Math.min(signed.length, SCALAR_BYTES);
            System.arraycopy(signed, signed.length - length, scalar, SCALAR_BYTES - length, length);
            Wipe.all(signed);
            return new PrivateKeyBytes(scalar, publicKey.point());
        }
    }

    RecipientKeys(Map<Octets, PrivateKeyBytes> keys) {
        this.keys.putAll(keys);
    }

    /** The ids of the keys that still exist. */
    public Set<Octets> ids() {
        return Collections.unmodifiableSet(new TreeSet<>(keys.keySet()));
    }

    /** The padded plaintext, the caller's own array to wipe. */
    byte[] open(Octets keyId, byte[] info, Hpke.Sealed sealed) {
        PrivateKeyBytes key = keys.get(keyId);
        if (closed) {
            throw new KeyUnavailableException("the recipient keys are closed");
        }
        if (key == null) {
            throw new Rejection("UNKNOWN_KID");
        }
        try {
            return hpke.open(key.scalar, key.point, info, sealed);
        } catch (InvalidCipherTextException | RuntimeException e) {
            // Bouncy Castle has many ways to dislike hostile input: they are all one answer.
            throw new Rejection("OPEN_FAILED");
        }
    }

    void close() {
        closed = true;
        keys.values().forEach(key -> Wipe.all(key.scalar));
        keys.clear();
    }
}
