package dev.tidegate.crypto;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.TillId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A till's folder on the way to being enrolled ({@link TillHome} says what lies in it). Each step is on disk before the
 * next one begins, and may be cut off anywhere: begun again it goes on where it was.
 *
 * <pre>
 * till.p12 with a key and a placeholder     the key never leaves; a lost answer is asked for again with the same key
 * device-ca.p12                             the authority that the enrolment code named
 * till.p12 with the certificate
 * chain.secret, recipient.bundle
 * till.id                                   the last: without it no till starts
 * </pre>
 */
public final class TillEnrolment {
    private final TillHome home;
    private final SecureRandom chance = new SecureRandom();
    private TillCertificate certificate;

    private TillEnrolment(TillHome home) {
        this.home = home;
        this.certificate = Files.exists(home.keyStore())
                ? TillCertificate.read(home.keyStore())
                : TillCertificate.fresh(home.keyStore(), chance);
    }

    /**
     * Begins, or goes on with what a cut left.
     *
     * @throws KeyFileException a till is enrolled here already, or the disk refuses; nothing is changed
     */
    public static TillEnrolment in(Path folder) {
        TillHome home = new TillHome(folder);
        for (Path taken : List.of(home.idFile(), home.chainFile(), folder.resolve("journal"))) {
            if (Files.exists(taken)) {
                throw new KeyFileException(taken, "a till is enrolled in this folder already");
            }
        }
        KeyFiles.folder(folder);
        return new TillEnrolment(home);
    }

    /** The till, once a certificate has come. */
    public @Nullable TillId till() {
        return certificate.till();
    }

    /** The request for a certificate, PKCS #10. */
    public Octets request() {
        return certificate.request();
    }

    /**
     * Keeps the certificate and the authority, forced.
     *
     * @throws CertificateRejectedException see {@link CertificateRejectedException}; nothing is changed
     * @throws KeyFileException the disk refuses
     */
    public void certify(List<X509Certificate> answer, X509Certificate authority, Instant now) {
        TillCertificate given = certificate.certified(answer, authority, now);
        DeviceAuthority.replaceTrust(home.trustStore(), authority, chance);
        given.replace(home.keyStore(), authority, chance);
        certificate = given;
    }

    /**
     * Keeps the chain's secret and the keys to seal to, and then the till's identity: from here on it is enrolled.
     *
     * @param bundle the public keys to seal to, signed
     * @throws CertificateRejectedException the grant is not this till's; nothing starts
     * @throws KeyFileException the bundle is not signed for this till, or the disk refuses; nothing starts
     */
    public TillId finish(ChainGrant grant, Octets bundle) {
        TillId till = certificate.till();
        if (till == null) {
            throw new IllegalStateException("no certificate has come yet");
        }
        byte[] secret = new byte[0];
        try {
            secret = grant.open(till, certificate.spki(), certificate.key());
            KeyFiles.replace(home.bundleFile(), bundle.toByteArray());
            var ignored = home.bundle();
            KeyFiles.replace(home.secretFile(), secret);
        } catch (Rejection e) {
            throw new CertificateRejectedException("the chain secret is not this till's");
        } finally {
            Wipe.all(secret);
        }
        KeyFiles.write(home.idFile(), till.toString().getBytes(StandardCharsets.US_ASCII));
        return till;
    }
}
