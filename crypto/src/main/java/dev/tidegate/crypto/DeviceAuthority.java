package dev.tidegate.crypto;

import dev.tidegate.core.payment.TillId;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.jspecify.annotations.Nullable;

/**
 * The certification authority of one gateway and its tills (X.509, P-256, ECDSA with SHA-256). Every store it writes is
 * PKCS #12 with a random password in a file beside it ({@link StorePassword}).
 */
public final class DeviceAuthority {
    private static final Duration AUTHORITY_PERIOD = Duration.ofDays(3_650);
    /** Short, because renewal is automatic where it works and a stolen key should not last. */
    private static final Duration END_PERIOD = Duration.ofDays(90);
    /** A till's clock may be slow. */
    private static final Duration BACKDATED = Duration.ofDays(1);

    private static final X500Principal NAME = new X500Principal("CN=Tidegate device CA");
    private static final String TILL_NAME = "urn:tidegate:till:";
    static final String KEY_ALIAS = "tidegate";
    private static final int SAN_URI = 6;

    private final InstantSource clock;
    private final SecureRandom chance = new SecureRandom();
    private final Certificates certificates = new Certificates(chance);
    private final X509Certificate certificate;
    private final PrivateKey key;

    private DeviceAuthority(X509Certificate certificate, PrivateKey key, InstantSource clock) {
        this.certificate = certificate;
        this.key = key;
        this.clock = clock;
    }

    /**
     * Makes a new authority and writes its key.
     *
     * @throws KeyFileException one is there already, or the disk refuses
     */
    public static DeviceAuthority create(Path store, InstantSource clock) {
        SecureRandom chance = new SecureRandom();
        Certificates certificates = new Certificates(chance);
        StoreFile.PKCS12.write(store, chance, (content, password) -> {
            KeyPair pair = certificates.keyPair();
            Instant now = clock.instant();
            Certificates.Period period = new Certificates.Period(now.minus(BACKDATED), now.plus(AUTHORITY_PERIOD));
            X509Certificate own = certificates.authority(NAME, pair, period);
            content.setKeyEntry(KEY_ALIAS, pair.getPrivate(), password, new Certificate[] {own});
        });
        return load(store, clock);
    }

    /** @throws KeyFileException missing, damaged, or the password is wrong */
    public static DeviceAuthority load(Path store, InstantSource clock) {
        char[] password = StorePassword.of(store).toCharArray();
        KeyStore content = StoreFile.PKCS12.read(store, password);
        try {
            if (content.getCertificate(KEY_ALIAS) instanceof X509Certificate certificate
                    && content.getKey(KEY_ALIAS, password) instanceof PrivateKey key) {
                return new DeviceAuthority(certificate, key, clock);
            }
        } catch (GeneralSecurityException e) {
            throw new KeyFileException(store, "the authority's key cannot be read");
        }
        throw new KeyFileException(store, "holds no authority");
    }

    /**
     * Makes the gateway's key and certificate (names {@code localhost}, 127.0.0.1 and ::1) and writes them with their
     * chain.
     *
     * @throws KeyFileException a store is there already, or the disk refuses
     */
    public void issueServer(Path store) {
        issue(
                store,
                new X500Principal("CN=Tidegate gateway"),
                KeyPurposeId.id_kp_serverAuth,
                new GeneralName(GeneralName.dNSName, "localhost"),
                new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
                new GeneralName(GeneralName.iPAddress, "::1"));
    }

    /**
     * Makes the config signer's key and certificate and writes them with their chain. It lives as long as the
     * authority: without one, tills would get no new keys to seal to.
     *
     * @throws KeyFileException a store is there already, or the disk refuses
     */
    public void issueSigner(Path store) {
        StoreFile.PKCS12.write(store, chance, (content, password) -> {
            KeyPair pair = certificates.keyPair();
            Certificates.Period period = new Certificates.Period(
                    certificate.getNotBefore().toInstant(),
                    certificate.getNotAfter().toInstant());
            X509Certificate end = certificates.end(
                    new Certificates.Issuer(NAME, certificate.getPublicKey(), key),
                    new X500Principal("CN=Tidegate config signer"),
                    pair.getPublic(),
                    period,
                    KeyPurposeId.id_kp_codeSigning,
                    new GeneralName(GeneralName.uniformResourceIdentifier, ConfigSigner.NAME));
            content.setKeyEntry(KEY_ALIAS, pair.getPrivate(), password, new Certificate[] {end, certificate});
        });
    }

    /**
     * Makes a till's key and certificate (name {@code urn:tidegate:till:<uuid>}) and writes them with their chain.
     *
     * @throws KeyFileException a store is there already, or the disk refuses
     */
    public void issueTill(TillId till, Path store) {
        issue(
                store,
                new X500Principal("CN=Tidegate till " + till),
                KeyPurposeId.id_kp_clientAuth,
                new GeneralName(GeneralName.uniformResourceIdentifier, TILL_NAME + till));
    }

    /**
     * Writes the store to trust: the authority's certificate alone.
     *
     * @throws KeyFileException a store is there already, or the disk refuses
     */
    public void writeTrust(Path store) {
        StoreFile.PKCS12.write(
                store, chance, (content, password) -> content.setCertificateEntry("device-ca", certificate));
    }

    /** The till that a certificate names; absent where it names none, or more than one. */
    public static @Nullable TillId tillOf(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            List<String> tills = names == null
                    ? List.of()
                    : names.stream()
                            .filter(name -> name.get(0).equals(SAN_URI))
                            .map(name -> String.valueOf(name.get(1)))
                            .filter(uri -> uri.startsWith(TILL_NAME))
                            .toList();
            return tills.size() == 1 ? TillId.of(tills.getFirst().substring(TILL_NAME.length())) : null;
        } catch (CertificateParsingException | IllegalArgumentException e) {
            return null;
        }
    }

    private void issue(Path store, X500Principal name, KeyPurposeId purpose, GeneralName... names) {
        StoreFile.PKCS12.write(store, chance, (content, password) -> {
            KeyPair pair = certificates.keyPair();
            content.setKeyEntry(KEY_ALIAS, pair.getPrivate(), password, chain(pair, name, purpose, names));
        });
    }

    private Certificate[] chain(KeyPair pair, X500Principal name, KeyPurposeId purpose, GeneralName... names)
            throws GeneralSecurityException, IOException {
        Instant now = clock.instant();
        Certificates.Period period = new Certificates.Period(now.minus(BACKDATED), now.plus(END_PERIOD));
        Certificates.Issuer issuer = new Certificates.Issuer(NAME, certificate.getPublicKey(), key);
        X509Certificate end = certificates.end(issuer, name, pair.getPublic(), period, purpose, names);
        return new Certificate[] {end, certificate};
    }
}
