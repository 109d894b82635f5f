package dev.tidegate.gateway.link;

import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** The door of a host with TLS. */
final class TlsHost {
    private static final char[] SECRET = "not a secret".toCharArray();

    private TlsHost() {}

    /** @param clients whose certificates callers must have, or nobody's */
    static ServerSocket listening(X509Bundle certificate, @Nullable X509Bundle clients, String... versions) {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store(certificate), SECRET);
            TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
            KeyStore known = empty();
            if (clients != null) {
                known.setCertificateEntry("clients", clients.getCertificate());
            }
            trust.init(known);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), new SecureRandom());
            SSLServerSocket server = (SSLServerSocket)
                    context.getServerSocketFactory().createServerSocket(0, 16, InetAddress.getLoopbackAddress());
            server.setNeedClientAuth(clients != null);
            if (versions.length > 0) {
                server.setEnabledProtocols(versions);
            }
            return server;
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static KeyStore store(X509Bundle certificate) throws GeneralSecurityException, IOException {
        KeyStore store = empty();
        store.setKeyEntry("host", certificate.getKeyPair().getPrivate(), SECRET, certificate.getCertificatePath());
        return store;
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, SECRET);
        return store;
    }

    /** TLS with a certificate of our own, in files as an operator lays them down. */
    static LinkTls own(Path folder, Path trust, X509Bundle ours) throws IOException {
        Path file = folder.resolve("own.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            store(ours).store(out, SECRET);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
        Path password = Files.writeString(folder.resolve("own.password"), new String(SECRET) + "\n");
        return new LinkTls(trust, "", file, password);
    }
}
