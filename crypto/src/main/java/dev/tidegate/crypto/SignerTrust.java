package dev.tidegate.crypto;

import dev.tidegate.core.card.Octets;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.util.Collection;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Believes signatures of config signers whose certificate one device authority has issued. Immutable. */
public final class SignerTrust {
    private static final int CERTIFICATE_BYTES_MAX = 4_096;
    private static final int SAN_URI = 6;
    private static final int FIELD_BITS = 256;

    private final X509Certificate authority;

    private SignerTrust(X509Certificate authority) {
        this.authority = authority;
    }

    /**
     * The authority in a trust store, PKCS #12.
     *
     * @throws KeyFileException missing or damaged, or it does not hold exactly one certificate
     */
    public static SignerTrust of(Path trustStore) {
        KeyStore content =
                StoreFile.PKCS12.read(trustStore, StorePassword.of(trustStore).toCharArray());
        try {
            Enumeration<String> names = content.aliases();
            if (names.hasMoreElements()
                    && content.getCertificate(names.nextElement()) instanceof X509Certificate authority
                    && !names.hasMoreElements()) {
                return new SignerTrust(authority);
            }
        } catch (GeneralSecurityException e) {
            throw new KeyFileException(trustStore, "cannot be read");
        }
        throw new KeyFileException(trustStore, "does not hold one authority");
    }

    /** A signer that the authority knows. */
    public static final class Signer {
        private final X509Certificate certificate;

        private Signer(X509Certificate certificate) {
            this.certificate = certificate;
        }

        /** Whether its certificate covers a moment. */
        public boolean validAt(Instant when) {
            return !when.isBefore(certificate.getNotBefore().toInstant())
                    && !when.isAfter(certificate.getNotAfter().toInstant());
        }

        /** Whether it signed the message; anything but r || s of 64 bytes is no signature. */
        public boolean signed(Octets message, Octets signature) {
            if (signature.length() != ConfigSigner.SIGNATURE_BYTES) {
                return false;
            }
            try {
                Signature check = Signature.getInstance(ConfigSigner.ALGORITHM);
                check.initVerify(certificate.getPublicKey());
                check.update(message.toByteArray());
                return check.verify(signature.toByteArray());
            } catch (SignatureException e) {
                return false;
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("ECDSA cannot be checked", e);
            }
        }
    }

    /** The signer that a certificate names; absent where the authority did not issue it, or not to a signer. */
    public @Nullable Signer signer(Octets certificate) {
        if (certificate.length() > CERTIFICATE_BYTES_MAX) {
            return null;
        }
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            if (factory.generateCertificate(new ByteArrayInputStream(certificate.toByteArray()))
                            instanceof X509Certificate read
                    && Octets.of(read.getEncoded()).equals(certificate)
                    && isSigner(read)) {
                read.verify(authority.getPublicKey());
                return new Signer(read);
            }
            return null;
        } catch (GeneralSecurityException | RuntimeException e) {
            // A certificate from outside can be wrong in many ways, and each means the same.
            return null;
        }
    }

    private boolean isSigner(X509Certificate read) throws GeneralSecurityException {
        Collection<List<?>> names = read.getSubjectAlternativeNames();
        return names != null
                && names.size() == 1
                && names.iterator().next().get(0).equals(SAN_URI)
                && names.iterator().next().get(1).equals(ConfigSigner.NAME)
                && read.getBasicConstraints() < 0
                && read.getIssuerX500Principal().equals(authority.getSubjectX500Principal())
                && isP256(read.getPublicKey());
    }

    private static boolean isP256(PublicKey key) {
        return key instanceof ECPublicKey ec
                && ec.getParams().getCurve().getField().getFieldSize() == FIELD_BITS;
    }
}
