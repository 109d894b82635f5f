package dev.tidegate.crypto;

import dev.tidegate.core.payment.TillId;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
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
    static final String TILL_NAME = "urn:tidegate:till:";
    static final String KEY_ALIAS = "tidegate";
    private static final String TRUST_ALIAS = "device-ca";

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

    /** The certificate to trust. */
    public X509Certificate certificate() {
        return certificate;
    }

    /**
     * Makes the gateway's key and certificate and writes them with their chain.
     *
     * @param hosts DNS names and addresses by which tills call the gateway
     * @throws KeyFileException a store is there already, or the disk refuses
     */
    public void issueServer(Path store, List<String> hosts) {
        StoreFile.PKCS12.write(store, chance, server(ServerNames.of(hosts)));
    }

    /**
     * Puts a new key and certificate for the same names in the place of the gateway's; the password stays.
     *
     * @throws KeyFileException what is there cannot be read, or the disk refuses; the old one stays
     */
    public void renewServer(Path store) {
        StoreFile.PKCS12.replace(store, chance, server(ServerNames.in(serverCertificate(store))));
    }

    /**
     * The gateway's own certificate.
     *
     * @throws KeyFileException missing or damaged
     */
    public static X509Certificate serverCertificate(Path store) {
        return certificateIn(store, KEY_ALIAS);
    }

    /**
     * Signs a till's certificate (name {@code urn:tidegate:till:<uuid>}) for a key that the till made.
     *
     * @return the certificate, and the authority's
     */
    public List<X509Certificate> certify(TillId till, CertificateRequest request) {
        try {
            return List.of(till(till, request.publicKey()), certificate);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("a certificate cannot be signed", e);
        }
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
        StoreFile.PKCS12.write(store, chance, (content, password) -> {
            KeyPair pair = certificates.keyPair();
            content.setKeyEntry(
                    KEY_ALIAS, pair.getPrivate(), password, new Certificate[] {till(till, pair.getPublic()), certificate
                    });
        });
    }

    /**
     * Writes the store to trust: the authority's certificate alone.
     *
     * @throws KeyFileException a store is there already, or the disk refuses
     */
    public void writeTrust(Path store) {
        StoreFile.PKCS12.write(
                store, chance, (content, password) -> content.setCertificateEntry(TRUST_ALIAS, certificate));
    }

    /** As {@link #writeTrust}, of an authority elsewhere, in the place of what was there. */
    static void replaceTrust(Path store, X509Certificate authority, SecureRandom chance) {
        StoreFile.PKCS12.replace(
                store, chance, (content, password) -> content.setCertificateEntry(TRUST_ALIAS, authority));
    }

    /** The till that a certificate names; absent where it names none, or more than one. */
    public static @Nullable TillId tillOf(X509Certificate certificate) {
        List<String> tills = Certificates.names(certificate).stream()
                .filter(name -> name.startsWith(TILL_NAME))
                .toList();
        try {
            return tills.size() == 1 ? TillId.of(tills.getFirst().substring(TILL_NAME.length())) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** The certificate to trust, out of the store that {@link #writeTrust} wrote. */
    static X509Certificate trusted(Path store) {
        return certificateIn(store, TRUST_ALIAS);
    }

    private static X509Certificate certificateIn(Path store, String alias) {
        KeyStore content = StoreFile.PKCS12.read(store, StorePassword.of(store).toCharArray());
        try {
            if (content.getCertificate(alias) instanceof X509Certificate found) {
                return found;
            }
        } catch (GeneralSecurityException e) {
            throw new KeyFileException(store, "a certificate cannot be read");
        }
        throw new KeyFileException(store, "holds no certificate");
    }

    private StoreFile.Filling server(GeneralName[] names) {
        return (content, password) -> {
            KeyPair pair = certificates.keyPair();
            X500Principal name = new X500Principal("CN=Tidegate gateway");
            X509Certificate own = end(name, pair.getPublic(), KeyPurposeId.id_kp_serverAuth, names);
            content.setKeyEntry(KEY_ALIAS, pair.getPrivate(), password, new Certificate[] {own, certificate});
        };
    }

    private X509Certificate till(TillId till, PublicKey key) throws GeneralSecurityException, IOException {
        return end(
                new X500Principal("CN=Tidegate till " + till),
                key,
                KeyPurposeId.id_kp_clientAuth,
                new GeneralName(GeneralName.uniformResourceIdentifier, TILL_NAME + till));
    }

    private X509Certificate end(X500Principal name, PublicKey key, KeyPurposeId purpose, GeneralName... names)
            throws GeneralSecurityException, IOException {
        Instant now = clock.instant();
        Certificates.Period period = new Certificates.Period(now.minus(BACKDATED), now.plus(END_PERIOD));
        Certificates.Issuer issuer = new Certificates.Issuer(NAME, certificate.getPublicKey(), this.key);
        return certificates.end(issuer, name, key, period, purpose, names);
    }
}
