package dev.tidegate.crypto;

import dev.tidegate.core.card.Octets;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;

/** Certificates without a signature around them, as EST sends them: PKCS #7 certs-only, DER (RFC 7030, section 4). */
public final class CertsOnly {
    /** A chain of ours has some 1,200 bytes. */
    public static final int BYTES_MAX = 16_384;

    private CertsOnly() {}

    /** Writes a chain, the end first. */
    public static Octets write(List<X509Certificate> chain) {
        try {
            return Octets.of(CertificateFactory.getInstance("X.509")
                    .generateCertPath(chain)
                    .getEncoded("PKCS7"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("certificates of our own cannot be written", e);
        }
    }

    /**
     * Reads what an authority sent.
     *
     * @return in any order
     * @throws CertificateRejectedException it is no such thing
     */
    public static List<X509Certificate> read(Octets der) {
        if (der.length() > BYTES_MAX) {
            throw new CertificateRejectedException("the answer is too long");
        }
        try {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(der.toByteArray()))
                    .stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new CertificateRejectedException("the answer holds no certificates");
        }
    }
}
