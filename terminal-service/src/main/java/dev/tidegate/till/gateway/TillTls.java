package dev.tidegate.till.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;

/** Who the till is and whom it believes: mutual TLS 1.3 and nothing older, with the host's name checked. */
public record TillTls(SSLContext context) {
    private static final String[] PROTOCOLS = {"TLSv1.3"};

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
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
            keys.init(load(own), own.password().toCharArray());
            TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(load(authority));
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return new TillTls(context);
        } catch (IOException | GeneralSecurityException e) {
            throw new TlsUnusableException("the certificate of the till or its authority cannot be used", e);
        }
    }

    /** What every connection to the gateway insists on. */
    SSLParameters parameters() {
        SSLParameters parameters = context.getDefaultSSLParameters();
        parameters.setProtocols(PROTOCOLS);
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        return parameters;
    }

    private static KeyStore load(Store store) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store.file())) {
            keys.load(in, store.password().toCharArray());
        }
        return keys;
    }
}
