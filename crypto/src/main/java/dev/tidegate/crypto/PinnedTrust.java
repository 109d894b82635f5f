package dev.tidegate.crypto;

import dev.tidegate.core.card.Octets;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Trust before there is any: a server is believed when the chain that it shows ends in the authority whose fingerprint
 * the enrolment code names. Everything else (dates, purpose, the host's name) is checked as ever.
 */
public final class PinnedTrust extends X509ExtendedTrustManager {
    private final Octets fingerprint;
    private volatile @Nullable X509Certificate authority;

    /** @param fingerprint see {@link EnrolmentCode#fingerprintOf} */
    public PinnedTrust(Octets fingerprint) {
        this.fingerprint = fingerprint;
    }

    /**
     * The authority, once a server has shown it.
     *
     * @throws IllegalStateException no handshake has succeeded yet
     */
    public X509Certificate authority() {
        X509Certificate shown = authority;
        if (shown == null) {
            throw new IllegalStateException("no server has shown the authority");
        }
        return shown;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        X509Certificate anchor = anchor(chain);
        trusting(anchor).checkServerTrusted(chain, authType, engine);
        authority = anchor;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        X509Certificate anchor = anchor(chain);
        trusting(anchor).checkServerTrusted(chain, authType, socket);
        authority = anchor;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("without a connection the host's name cannot be checked");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("no clients are trusted here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("no clients are trusted here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("no clients are trusted here");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }

    private X509Certificate anchor(X509Certificate[] chain) throws CertificateException {
        return Arrays.stream(chain)
                .filter(one -> EnrolmentCode.fingerprintOf(one).equals(fingerprint))
                .findFirst()
                .orElseThrow(() -> new CertificateException("not the authority of the enrolment code"));
    }

    private static X509ExtendedTrustManager trusting(X509Certificate anchor) throws CertificateException {
        try {
            if (anchor.getBasicConstraints() < 0) {
                throw new CertificateException("the enrolment code names a certificate that is no authority's");
            }
            KeyStore one = KeyStore.getInstance("PKCS12");
            one.load(null, null);
            one.setCertificateEntry("device-ca", anchor);
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(one);
            return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
        } catch (CertificateException e) {
            throw e;
        } catch (GeneralSecurityException | IOException e) {
            throw new CertificateException("the authority cannot be trusted", e);
        }
    }
}
