package dev.tidegate.crypto;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.TillId;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.time.Instant;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/** A till's own key with its certificate, or with a placeholder where none has come yet. */
record TillCertificate(KeyPair pair, X509Certificate own) {
    static final String ALIAS = "tidegate";
    private static final X500Principal WAITING = new X500Principal("CN=Tidegate till without a certificate");

    /** Makes a key and keeps it, forced, before anybody hears of it: an answer that is lost can be asked for again. */
    static TillCertificate fresh(Path store, SecureRandom chance) {
        StoreFile.PKCS12.replace(store, chance, (content, password) -> {
            Certificates certificates = new Certificates(chance);
            KeyPair pair = certificates.keyPair();
            // No time of day is known here; a placeholder is never looked at by it.
            Certificates.Period period = new Certificates.Period(Instant.EPOCH, Instant.EPOCH.plusSeconds(1));
            content.setKeyEntry(ALIAS, pair.getPrivate(), password, new Certificate[] {
                certificates.holder(WAITING, pair.getPublic(), period)
            });
        });
        return read(store);
    }

    /** @throws KeyFileException missing or damaged */
    static TillCertificate read(Path store) {
        char[] password = StorePassword.of(store).toCharArray();
        KeyStore content = StoreFile.PKCS12.read(store, password);
        try {
            if (content.getCertificate(ALIAS) instanceof X509Certificate own
                    && content.getKey(ALIAS, password) instanceof ECPrivateKey key) {
                return new TillCertificate(new KeyPair(own.getPublicKey(), key), own);
            }
        } catch (GeneralSecurityException e) {
            throw new KeyFileException(store, "the till's key cannot be read");
        }
        throw new KeyFileException(store, "holds no key of a till");
    }

    /** The till that it names; absent for a placeholder. */
    @Nullable
    TillId till() {
        return DeviceAuthority.tillOf(own);
    }

    Octets spki() {
        return Octets.of(pair.getPublic().getEncoded());
    }

    ECPrivateKey key() {
        return (ECPrivateKey) pair.getPrivate();
    }

    Octets request() {
        return CertificateRequest.of(pair);
    }

    /**
     * The same key with the certificate that an authority gave for it.
     *
     * @throws CertificateRejectedException it is not this key's, not that authority's, names no till, or is not of now
     */
    TillCertificate certified(List<X509Certificate> answer, X509Certificate authority, Instant now) {
        X509Certificate given = answer.stream()
                .filter(one -> one.getPublicKey().equals(pair.getPublic()))
                .findFirst()
                .orElseThrow(() -> new CertificateRejectedException("the certificate is for another key"));
        try {
            given.verify(authority.getPublicKey());
        } catch (GeneralSecurityException e) {
            throw new CertificateRejectedException("the certificate is another authority's");
        }
        CertificateLife life = CertificateLife.of(given);
        if (now.isBefore(life.from()) || !now.isBefore(life.to())) {
            throw new CertificateRejectedException("the certificate is not valid now: look at this machine's clock");
        }
        TillCertificate certified = new TillCertificate(pair, given);
        if (certified.till() == null) {
            throw new CertificateRejectedException("the certificate names no till");
        }
        return certified;
    }

    /** Puts it in the store's place; the password stays. */
    void replace(Path store, X509Certificate authority, SecureRandom chance) {
        StoreFile.PKCS12.replace(
                store,
                chance,
                (content, password) -> content.setKeyEntry(ALIAS, key(), password, new Certificate[] {own, authority}));
    }
}
