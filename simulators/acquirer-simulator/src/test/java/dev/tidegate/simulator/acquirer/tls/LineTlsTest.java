package dev.tidegate.simulator.acquirer.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The certificates as a gateway with a host name check meets them. */
final class LineTlsTest {
    private static final int PATIENCE_MILLIS = 30_000;

    @TempDir
    Path folder;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void handshake_trustedCertificate_carriesBytes() throws Exception {
        LineTls tls = start(CertificateKind.TRUSTED, false);

        assertThat(exchange(tls, "localhost", false)).isEqualTo('x');
        assertThat(exchange(tls, "127.0.0.1", false)).isEqualTo('x');
    }

    @ParameterizedTest
    @CsvSource({
        "wrongName, No subject alternative DNS name matching localhost found",
        "expired, PKIX path validation failed",
        "unknownAuthority, PKIX path"
    })
    void handshake_badCertificate_isRefusedByTheGateway(String kind, String reason) throws Exception {
        LineTls tls = start(CertificateKind.named(kind).orElseThrow(), false);

        assertThatThrownBy(() -> exchange(tls, "localhost", false))
                .isInstanceOf(SSLException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void show_anotherKind_isShownFromTheNextConnectionOn() throws Exception {
        LineTls tls = start(CertificateKind.EXPIRED, false);

        tls.show(CertificateKind.TRUSTED);

        assertThat(exchange(tls, "localhost", false)).isEqualTo('x');
    }

    @Test
    void handshake_mutual_needsAClientOfTheAuthority() throws Exception {
        LineTls tls = start(CertificateKind.TRUSTED, true);

        assertThat(exchange(tls, "localhost", true)).isEqualTo('x');
        assertThatThrownBy(() -> exchange(tls, "localhost", false)).isInstanceOf(IOException.class);
    }

    @Test
    void start_again_keepsTheAuthority() throws Exception {
        start(CertificateKind.TRUSTED, false);
        byte[] before = Files.readAllBytes(folder.resolve("ca.pem"));

        LineTls again = start(CertificateKind.TRUSTED, false);

        assertThat(Files.readAllBytes(folder.resolve("ca.pem"))).isEqualTo(before);
        assertThat(exchange(again, "localhost", true)).isEqualTo('x');
    }

    private LineTls start(CertificateKind kind, boolean mutual) throws IOException {
        return LineTls.of(folder, kind, mutual, Instant.now());
    }

    /** Sends a byte through TLS and gives what comes back. */
    private int exchange(LineTls tls, String name, boolean withCertificate) throws Exception {
        try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            threads.execute(() -> echo(tls, listener));
            try (Socket raw = new Socket(InetAddress.getLoopbackAddress(), listener.getLocalPort());
                    SSLSocket secured = (SSLSocket) context(withCertificate)
                            .getSocketFactory()
                            .createSocket(raw, name, listener.getLocalPort(), true)) {
                SSLParameters checked = secured.getSSLParameters();
                checked.setEndpointIdentificationAlgorithm("HTTPS");
                secured.setSSLParameters(checked);
                secured.setSoTimeout(PATIENCE_MILLIS);
                secured.getOutputStream().write('x');
                int heard = secured.getInputStream().read();
                if (heard < 0) {
                    throw new IOException("the host closed");
                }
                return heard;
            }
        }
    }

    /** The host: gives one byte back. */
    private static void echo(LineTls tls, ServerSocket listener) {
        try (Socket raw = listener.accept();
                Socket secured = tls.over(raw)) {
            secured.getOutputStream().write(secured.getInputStream().read());
        } catch (IOException refused) {
            // The gateway's side says why.
        }
    }

    private SSLContext context(boolean withCertificate) throws IOException, GeneralSecurityException {
        KeyStore roots = KeyStore.getInstance("PKCS12");
        roots.load(null, null);
        try (InputStream pem = Files.newInputStream(folder.resolve("ca.pem"))) {
            roots.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(roots);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(withCertificate ? own() : new KeyManager[0], trust.getTrustManagers(), null);
        return context;
    }

    private KeyManager[] own() throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream store = Files.newInputStream(folder.resolve("client.p12"))) {
            keys.load(store, "simulator".toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, "simulator".toCharArray());
        return managers.getKeyManagers();
    }
}
