package dev.tidegate.gateway.link;

import java.net.Socket;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a host's certificate as the JDK does, and says which look failed: first the chain alone, then the chain with
 * the name. A certificate without alternative names is refused, as the JDK would go by its common name then (RFC 9525,
 * 2).
 */
final class CertificateCheck extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager jdk;

    CertificateCheck(X509ExtendedTrustManager jdk) {
        this.jdk = jdk;
    }

    /** A certificate that is refused, and for what. */
    static final class RefusedException extends CertificateException {
        private static final long serialVersionUID = 1L;

        private final LinkTrouble trouble;

        RefusedException(LinkTrouble trouble) {
            super(trouble.name());
            this.trouble = trouble;
        }

        LinkTrouble trouble() {
            return trouble;
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, SSLEngine engine) throws CertificateException {
        checkServerTrusted(chain, kind);
        try {
            if (chain[0].getSubjectAlternativeNames() == null) {
                throw new RefusedException(LinkTrouble.CERTIFICATE_WRONG_NAME);
            }
            jdk.checkServerTrusted(chain, kind, engine);
        } catch (RefusedException e) {
            throw e;
        } catch (CertificateException e) {
            // The chain was good: what is left is the name, or an algorithm that this connection does not allow.
            throw new RefusedException(
                    path(e) == null ? LinkTrouble.CERTIFICATE_WRONG_NAME : LinkTrouble.CERTIFICATE_UNTRUSTED);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind) throws CertificateException {
        try {
            jdk.checkServerTrusted(chain, kind);
        } catch (CertificateException e) {
            throw new RefusedException(trouble(e));
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, Socket socket) throws CertificateException {
        throw new CertificateException("links have engines");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind) throws CertificateException {
        throw new CertificateException("a link is a client");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, Socket socket) throws CertificateException {
        throw new CertificateException("a link is a client");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, SSLEngine engine) throws CertificateException {
        throw new CertificateException("a link is a client");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return jdk.getAcceptedIssuers();
    }

    private static LinkTrouble trouble(Throwable refused) {
        for (Throwable at = refused; at != null; at = at.getCause()) {
            if (at instanceof CertificateExpiredException) {
                return LinkTrouble.CERTIFICATE_EXPIRED;
            }
            if (at instanceof CertificateNotYetValidException) {
                return LinkTrouble.CERTIFICATE_NOT_YET_VALID;
            }
        }
        CertPathValidatorException path = path(refused);
        if (path != null && path.getReason() == BasicReason.EXPIRED) {
            return LinkTrouble.CERTIFICATE_EXPIRED;
        }
        if (path != null && path.getReason() == BasicReason.NOT_YET_VALID) {
            return LinkTrouble.CERTIFICATE_NOT_YET_VALID;
        }
        return LinkTrouble.CERTIFICATE_UNTRUSTED;
    }

    private static @Nullable CertPathValidatorException path(Throwable refused) {
        for (Throwable at = refused; at != null; at = at.getCause()) {
            if (at instanceof CertPathValidatorException path) {
                return path;
            }
        }
        return null;
    }
}
