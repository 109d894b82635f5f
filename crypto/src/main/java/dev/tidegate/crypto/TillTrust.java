package dev.tidegate.crypto;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Set;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Whom the tills' door lets through the handshake: the device authority's certificates for clients, and nobody else's.
 * One that has run out is let in for {@link #AFTER_THE_END} more, so that a till that was away can bring its sales and
 * renew; what it may call then is the door's business, and so is who was revoked.
 */
public final class TillTrust extends X509ExtendedTrustManager {
    /** A till that was switched off for a season. */
    public static final Duration AFTER_THE_END = Duration.ofDays(90);

    private final X509Certificate authority;
    private final InstantSource clock;

    public TillTrust(X509Certificate authority, InstantSource clock) {
        this.authority = authority;
        this.clock = clock;
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        at(moment(chain)).checkClientTrusted(chain, authType, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        at(moment(chain)).checkClientTrusted(chain, authType, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        at(moment(chain)).checkClientTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("the tills' door trusts no servers");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("the tills' door trusts no servers");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("the tills' door trusts no servers");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[] {authority};
    }

    private Instant moment(X509Certificate[] chain) {
        Instant now = clock.instant();
        if (chain.length == 0) {
            return now;
        }
        Instant end = chain[0].getNotAfter().toInstant();
        boolean late = now.isAfter(end) && now.isBefore(end.plus(AFTER_THE_END));
        return late ? end.minusSeconds(1) : now;
    }

    private X509ExtendedTrustManager at(Instant moment) throws CertificateException {
        try {
            PKIXBuilderParameters rules =
                    new PKIXBuilderParameters(Set.of(new TrustAnchor(authority, null)), new X509CertSelector());
            rules.setRevocationEnabled(false);
            rules.setDate(Date.from(moment));
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(new CertPathTrustManagerParameters(rules));
            return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
        } catch (GeneralSecurityException e) {
            throw new CertificateException("the authority cannot be trusted", e);
        }
    }
}
