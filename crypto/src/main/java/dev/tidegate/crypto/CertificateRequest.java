package dev.tidegate.crypto;

import dev.tidegate.core.card.Octets;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/**
 * A certificate request (PKCS #10, RFC 2986) for a P-256 key, signed by that key with ECDSA and SHA-256. Its names and
 * attributes are passed over: the authority says who somebody is.
 *
 * @param spki the public key as SubjectPublicKeyInfo, DER, 91 bytes
 */
public record CertificateRequest(Octets spki) {
    /** A request of ours has some 230 bytes; one with attributes of another's making fits too. */
    public static final int BYTES_MAX = 2_048;

    public CertificateRequest {
        if (!Suite.P256.isKey(spki)) {
            throw new IllegalArgumentException("not a public key on P-256");
        }
    }

    /** What some bytes turned out to be. */
    public sealed interface Reading {
        record Read(CertificateRequest request) implements Reading {}

        record Refused(Why why) implements Reading {}
    }

    /** What is wrong with a request. */
    public enum Why {
        TOO_LONG,
        /** Not the ASN.1 of a request. */
        NOT_A_REQUEST,
        /** Another kind of key, one that is no point of the curve, or another signature than ECDSA with SHA-256. */
        KEY_KIND,
        /** Whoever sent it has not shown that the key is its own. */
        SIGNATURE
    }

    /** Reads bytes from outside. */
    public static Reading read(Octets der) {
        if (der.length() > BYTES_MAX) {
            return new Reading.Refused(Why.TOO_LONG);
        }
        PKCS10CertificationRequest request;
        Octets spki;
        try {
            request = new PKCS10CertificationRequest(der.toByteArray());
            spki = Octets.of(request.getSubjectPublicKeyInfo().getEncoded());
        } catch (IOException | RuntimeException e) {
            // Bouncy Castle has many ways to dislike hostile input: they are all one answer.
            return new Reading.Refused(Why.NOT_A_REQUEST);
        }
        if (!Suite.P256.isKey(spki)
                || !X9ObjectIdentifiers.ecdsa_with_SHA256.equals(
                        request.getSignatureAlgorithm().getAlgorithm())) {
            return new Reading.Refused(Why.KEY_KIND);
        }
        CertificateRequest read = new CertificateRequest(spki);
        return read.signed(request) ? new Reading.Read(read) : new Reading.Refused(Why.SIGNATURE);
    }

    private boolean signed(PKCS10CertificationRequest request) {
        try {
            return request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(publicKey()));
        } catch (PKCSException | OperatorCreationException | RuntimeException e) {
            return false;
        }
    }

    /** SHA-256 over the key, 32 bytes: by which the gateway knows it again. */
    public Octets keyHash() {
        return Octets.of(Sha256.of(spki.toByteArray()));
    }

    PublicKey publicKey() {
        try {
            return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(spki.toByteArray()));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not a public key on P-256");
        }
    }

    /** A request for one's own key, DER. */
    static Octets of(KeyPair pair) {
        try {
            return Octets.of(
                    new JcaPKCS10CertificationRequestBuilder(new X500Principal("CN=Tidegate till"), pair.getPublic())
                            .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()))
                            .getEncoded());
        } catch (OperatorCreationException | IOException e) {
            throw new IllegalStateException("a request for a key of our own cannot be made", e);
        }
    }
}
