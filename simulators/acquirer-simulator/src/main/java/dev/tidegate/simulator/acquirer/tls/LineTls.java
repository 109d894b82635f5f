package dev.tidegate.simulator.acquirer.tls;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/**
 * The server's side of TLS 1.2 and 1.3. The certificate may be changed between connections. In its folder stand
 * {@code ca.pem}, which a gateway is to trust, and {@code client.p12} (password {@code simulator}) for one that must
 * show a certificate of its own.
 */
public final class LineTls {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration YEAR = Duration.ofDays(365);

    private final Map<CertificateKind, SSLContext> contexts = new EnumMap<>(CertificateKind.class);
    private final boolean mutual;
    private volatile CertificateKind shown;

    private LineTls(CertificateKind shown, boolean mutual) {
        this.shown = shown;
        this.mutual = mutual;
    }

    /**
     * Makes the certificates, or takes up the authority of an earlier start.
     *
     * @param mutual whether a gateway must show a certificate of the authority
     * @throws IOException when the folder refuses
     */
    public static LineTls of(Path folder, CertificateKind shown, boolean mutual, Instant now) throws IOException {
        try {
            Files.createDirectories(folder);
            TestAuthority authority = TestAuthority.of(folder, now);
            Path client = folder.resolve("client.p12");
            if (!Files.exists(client)) {
                TestAuthority.write(client, authority.issue("gateway", now.minus(DAY), now.plus(YEAR)));
            }
            var tls = new LineTls(shown, mutual);
            Instant yesterday = now.minus(DAY);
            tls.put(CertificateKind.TRUSTED, authority, authority.issue("localhost", yesterday, now.plus(YEAR)));
            tls.put(
                    CertificateKind.WRONG_NAME,
                    authority,
                    authority.issue("elsewhere.invalid", yesterday, now.plus(YEAR)));
            tls.put(CertificateKind.EXPIRED, authority, authority.issue("localhost", now.minus(YEAR), yesterday));
            tls.put(
                    CertificateKind.UNKNOWN_AUTHORITY,
                    authority,
                    TestAuthority.unknown(now).issue("localhost", yesterday, now.plus(YEAR)));
            return tls;
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java cannot make certificates", missing);
        }
    }

    /** Shows another certificate from the next connection on. */
    public void show(CertificateKind kind) {
        shown = kind;
    }

    public CertificateKind shown() {
        return shown;
    }

    /**
     * The connection with TLS over it, after the handshake.
     *
     * @throws javax.net.ssl.SSLException when the gateway or this side refuses; the caller closes the connection
     */
    public Socket over(Socket raw) throws IOException {
        SSLContext context = Objects.requireNonNull(contexts.get(shown));
        SSLSocket secured = (SSLSocket) context.getSocketFactory()
                .createSocket(raw, raw.getInetAddress().getHostAddress(), raw.getPort(), true);
        secured.setUseClientMode(false);
        secured.setNeedClientAuth(mutual);
        secured.setEnabledProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        secured.startHandshake();
        return secured;
    }

    private void put(CertificateKind kind, TestAuthority trusted, KeyStore own)
            throws GeneralSecurityException, IOException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, TestAuthority.PASSWORD.toCharArray());
        KeyStore roots = KeyStore.getInstance("PKCS12");
        roots.load(null, null);
        roots.setCertificateEntry("ca", trusted.certificate());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(roots);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        contexts.put(kind, context);
    }
}
