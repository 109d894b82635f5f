package dev.tidegate.crypto;

import dev.tidegate.core.card.Octets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/**
 * A new key for an enrolled till, and its certificate in the old one's place. Until {@link #certify} has returned the
 * old key works on; a renewal that is cut off is begun again with another key.
 */
public final class TillRenewal {
    private final TillHome home;
    private final SecureRandom chance = new SecureRandom();
    private final TillCertificate fresh;

    private TillRenewal(TillHome home) {
        this.home = home;
        TillCertificate now = TillCertificate.read(home.keyStore());
        try {
            this.fresh = new TillCertificate(new Certificates(chance).keyPair(), now.own());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has P-256", e);
        }
    }

    /** @throws KeyFileException the till's key cannot be read */
    public static TillRenewal of(TillHome home) {
        return new TillRenewal(home);
    }

    /** The life of the certificate that the till has now. */
    public static CertificateLife lifeOf(TillHome home) {
        return CertificateLife.of(TillCertificate.read(home.keyStore()).own());
    }

    /** The request for a certificate, PKCS #10. */
    public Octets request() {
        return CertificateRequest.of(fresh.pair());
    }

    /**
     * Puts the new key and certificate in the old ones' place, forced.
     *
     * @throws CertificateRejectedException it is not this till's; the old one stays
     * @throws KeyFileException the disk refuses; the old one stays
     */
    public void certify(List<X509Certificate> answer, Instant now) {
        X509Certificate authority = DeviceAuthority.trusted(home.trustStore());
        TillCertificate given = fresh.certified(answer, authority, now);
        if (!home.till().equals(given.till())) {
            throw new CertificateRejectedException("the certificate is another till's");
        }
        given.replace(home.keyStore(), authority, chance);
    }
}
