package dev.tidegate.crypto;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes P-256 keys and X.509 certificates (RFC 5280) signed by ECDSA with SHA-256. */
final class Certificates {
    private static final int SERIAL_BITS = 128;
    private static final int SAN_URI = 6;
    /** A hundred times a certificate of ours. */
    private static final int FILE_BYTES_MAX = 64 * 1024;

    private final SecureRandom chance;

    Certificates(SecureRandom chance) {
        this.chance = chance;
    }

    /** Who signs. */
    record Issuer(X500Principal name, PublicKey publicKey, PrivateKey privateKey) {
        @Override
        public String toString() {
            return "Issuer[" + name + "]";
        }
    }

    /** From when until when. */
    record Period(Instant from, Instant to) {}

    KeyPair keyPair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), chance);
        return generator.generateKeyPair();
    }

    /** An authority that signs itself, and no further authorities. */
    X509Certificate authority(X500Principal name, KeyPair pair, Period period)
            throws GeneralSecurityException, IOException {
        JcaX509v3CertificateBuilder builder = builder(name, name, pair.getPublic(), period);
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        builder.addExtension(
                Extension.subjectKeyIdentifier,
                false,
                new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic()));
        return sign(builder, pair.getPrivate());
    }

    /** One end of a TLS connection. */
    X509Certificate end(
            Issuer issuer,
            X500Principal name,
            PublicKey key,
            Period period,
            KeyPurposeId purpose,
            GeneralName... alternativeNames)
            throws GeneralSecurityException, IOException {
        JcaX509v3CertificateBuilder builder = builder(issuer.name(), name, key, period);
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
        builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(alternativeNames));
        JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
        builder.addExtension(
                Extension.authorityKeyIdentifier, false, identifiers.createAuthorityKeyIdentifier(issuer.publicKey()));
        builder.addExtension(Extension.subjectKeyIdentifier, false, identifiers.createSubjectKeyIdentifier(key));
        return sign(builder, issuer.privateKey());
    }

    /**
     * A certificate that nobody believes, signed by a key that is thrown away: where a keystore wants one, and a place
     * for the key's period. So a key that agrees need not be one that signs.
     */
    X509Certificate holder(X500Principal name, PublicKey key, Period period) throws GeneralSecurityException {
        return sign(builder(name, name, key, period), keyPair().getPrivate());
    }

    /** The URIs that a certificate gives its holder as names. */
    static List<String> names(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? List.of()
                    : names.stream()
                            .filter(name -> name.get(0).equals(SAN_URI))
                            .map(name -> String.valueOf(name.get(1)))
                            .toList();
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }

    /**
     * The certificate to trust: the only one of a PKCS #12 store with its password beside it, or one in PEM or DER.
     *
     * @throws KeyFileException missing, damaged, or without a certificate
     */
    static X509Certificate trusted(Path file) {
        try {
            if (String.valueOf(file.getFileName()).endsWith(".p12")) {
                KeyStore store =
                        StoreFile.PKCS12.read(file, StorePassword.of(file).toCharArray());
                for (String alias : Collections.list(store.aliases())) {
                    if (store.getCertificate(alias) instanceof X509Certificate certificate) {
                        return certificate;
                    }
                }
            } else if (CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(KeyFiles.read(file, FILE_BYTES_MAX)))
                    instanceof X509Certificate certificate) {
                return certificate;
            }
        } catch (GeneralSecurityException e) {
            throw new KeyFileException(file, "is no certificate");
        }
        throw new KeyFileException(file, "holds no certificate");
    }

    private JcaX509v3CertificateBuilder builder(
            X500Principal issuer, X500Principal subject, PublicKey key, Period period) {
        BigInteger serial = new BigInteger(SERIAL_BITS, chance).setBit(SERIAL_BITS - 1);
        return new JcaX509v3CertificateBuilder(
                issuer, serial, Date.from(period.from()), Date.from(period.to()), subject, key);
    }

    private static X509Certificate sign(JcaX509v3CertificateBuilder builder, PrivateKey key)
            throws GeneralSecurityException {
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException(e);
        }
    }
}
