package dev.tidegate.crypto;

import dev.tidegate.core.card.Octets;
import java.time.Instant;
import java.util.Locale;

/**
 * A public key that tills seal to, with its period. It travels in a {@link RecipientBundle}.
 *
 * @param kid the first 8 bytes of SHA-256 over {@code spki}
 * @param spki the public key as SubjectPublicKeyInfo, DER: 91 bytes on P-256, 44 bytes on X25519
 * @param suite 1 = DHKEM(P-256, HKDF-SHA256), 2 = DHKEM(X25519, HKDF-SHA256); both with HKDF-SHA256 and AES-256-GCM
 * @param notBefore the first moment of its period, {@code notAfter} the first moment after it; to the second
 */
public record RecipientKey(Octets kid, Octets spki, int suite, Instant notBefore, Instant notAfter) {
    private static final int KID_BYTES = 8;

    public RecipientKey {
        Suite known = Suite.of(suite);
        if (known == null) {
            throw new IllegalArgumentException("unknown suite " + suite);
        }
        if (!known.isKey(spki)) {
            throw new IllegalArgumentException("not a public key of " + known);
        }
        if (!kid.equals(kidOf(spki))) {
            throw new IllegalArgumentException("the key's id is not that of the key");
        }
        if (!notBefore.isBefore(notAfter)) {
            throw new IllegalArgumentException("the key's period is empty");
        }
        if (notBefore.getEpochSecond() < 0 || notBefore.getNano() != 0 || notAfter.getNano() != 0) {
            throw new IllegalArgumentException("the key's period is not in whole seconds");
        }
    }

    /** A key with the id that follows from it. */
    static RecipientKey of(Octets spki, Suite suite, Instant notBefore, Instant notAfter) {
        return new RecipientKey(kidOf(spki), spki, suite.code(), notBefore, notAfter);
    }

    /** Whether it may be sealed to at this moment. */
    public boolean validAt(Instant now) {
        return !now.isBefore(notBefore) && now.isBefore(notAfter);
    }

    /** The bare public key: an uncompressed point, or the 32 bytes of X25519. */
    byte[] point() {
        return algorithms().point(spki);
    }

    Suite algorithms() {
        Suite known = Suite.of(suite);
        if (known == null) {
            throw new IllegalStateException("the suite was checked");
        }
        return known;
    }

    /** As names and lists write it. */
    static String idOf(Octets kid) {
        return kid.hex().toLowerCase(Locale.ROOT);
    }

    static Octets kidOf(Octets spki) {
        return Octets.of(Sha256.of(spki.toByteArray()), 0, KID_BYTES);
    }
}
