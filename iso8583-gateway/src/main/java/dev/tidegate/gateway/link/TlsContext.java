package dev.tidegate.gateway.link;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** Makes the TLS of one attempt to connect out of the files that the configuration names. */
final class TlsContext {
    /** Encryption that also authenticates, under a key that is not kept (RFC 9325, 4.2). */
    private static final List<String> SUITES = List.of(
            "TLS_AES_256_GCM_SHA384",
            "TLS_AES_128_GCM_SHA256",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    /** A list of authorities is never longer. */
    private static final long FILE_BYTES_MAX = 1 << 20;

    private TlsContext() {}

    /**
     * Reads the files.
     *
     * @throws GeneralSecurityException a file holds nothing that can be used
     * @throws IOException a file cannot be read
     */
    static SslContext of(LinkTls tls) throws GeneralSecurityException, IOException {
        SslContextBuilder builder = SslContextBuilder.forClient()
                .sslProvider(SslProvider.JDK)
                .protocols("TLSv1.3", "TLSv1.2")
                .ciphers(SUITES, SupportedCipherSuiteFilter.INSTANCE)
                .endpointIdentificationAlgorithm("HTTPS")
                .trustManager(trust(tls.trust()));
        Path own = tls.own();
        Path password = tls.password();
        if (own != null && password != null) {
            builder.keyManager(own(own, password));
        }
        return builder.build();
    }

    private static TrustManager trust(Path file) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        int count = 0;
        for (Certificate authority : certificates(file)) {
            store.setCertificateEntry("authority-" + count++, authority);
        }
        if (count == 0) {
            throw new GeneralSecurityException("no certificate in the file of authorities");
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        return Arrays.stream(factory.getTrustManagers())
                .filter(X509ExtendedTrustManager.class::isInstance)
                .map(found -> new CertificateCheck((X509ExtendedTrustManager) found))
                .findFirst()
                .orElseThrow(() -> new GeneralSecurityException("no certificates can be checked"));
    }

    private static Collection<? extends Certificate> certificates(Path file)
            throws GeneralSecurityException, IOException {
        if (Files.size(file) > FILE_BYTES_MAX) {
            throw new GeneralSecurityException("a file of authorities that is too long");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(in);
        }
    }

    private static KeyManagerFactory own(Path file, Path password) throws GeneralSecurityException, IOException {
        char[] secret =
                Files.readString(password, StandardCharsets.UTF_8).strip().toCharArray();
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, secret);
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, secret);
            return factory;
        } finally {
            Arrays.fill(secret, '\0');
        }
    }
}
