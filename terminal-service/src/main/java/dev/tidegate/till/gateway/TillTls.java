package dev.tidegate.till.gateway;

import dev.tidegate.crypto.PinnedTrust;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * Who the till is and whom it believes: mutual TLS 1.3 with one cipher suite and nothing older, with the host's name
 * checked. After a renewal a new context takes the old one's place: in the old one a session could go on with the old
 * certificate.
 */
public final class TillTls {
    private static final String[] PROTOCOLS = {"TLSv1.3"};
    private static final String[] CIPHER_SUITES = {"TLS_AES_256_GCM_SHA384"};

    private volatile SSLContext context;

    private TillTls(SSLContext context) {
        this.context = context;
    }

    /** A PKCS #12 file and its password. */
    public record Store(Path file, String password) {
        @Override
        public String toString() {
            return "Store[" + file + "]";
        }
    }

    /**
     * Reads the till's certificate and the authority that it trusts; nothing else is trusted.
     *
     * @throws TlsUnusableException a store cannot be read; the till refuses to start
     */
    public static TillTls of(Store own, Store authority) {
        return new TillTls(read(own, authority));
    }

    /** For a till that has no certificate yet: it believes the authority of its enrolment code, and shows nothing. */
    public static TillTls pinned(PinnedTrust trust) {
        try {
            return new TillTls(context(new KeyManager[0], new TrustManager[] {trust}));
        } catch (GeneralSecurityException e) {
            throw new TlsUnusableException("TLS cannot be set up", e);
        }
    }

    /**
     * Reads the stores again. Connections made from now on show the new certificate.
     *
     * @throws TlsUnusableException a store cannot be read; the old certificate stays
     */
    public void replace(Store own, Store authority) {
        context = read(own, authority);
    }

    SSLContext context() {
        return context;
    }

    /** What every connection to the gateway insists on. */
    SSLParameters parameters() {
        SSLParameters parameters = context.getDefaultSSLParameters();
        parameters.setProtocols(PROTOCOLS);
        parameters.setCipherSuites(CIPHER_SUITES);
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        return parameters;
    }

    private static SSLContext read(Store own, Store authority) {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
            keys.init(load(own), own.password().toCharArray());
            TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(load(authority));
            return context(keys.getKeyManagers(), trust.getTrustManagers());
        } catch (IOException | GeneralSecurityException e) {
            throw new TlsUnusableException("the certificate of the till or its authority cannot be used", e);
        }
    }

    private static SSLContext context(KeyManager[] keys, TrustManager[] trust) throws GeneralSecurityException {
        SSLContext made = SSLContext.getInstance("TLSv1.3");
        made.init(keys, trust, null);
        return made;
    }

    private static KeyStore load(Store store) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store.file())) {
            keys.load(in, store.password().toCharArray());
        }
        return keys;
    }
}
