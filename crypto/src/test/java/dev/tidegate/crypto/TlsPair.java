package dev.tidegate.crypto;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** Two ends of a TLS 1.3 connection on the loopback, each with the stores that the product writes. */
final class TlsPair implements AutoCloseable {
    private static final int WAIT_MILLIS = 10_000;

    private final SSLServerSocket listener;

    private TlsPair(SSLServerSocket listener) {
        this.listener = listener;
    }

    static TlsPair listen(Path keyStore, Path trustStore) throws GeneralSecurityException, IOException {
        SSLServerSocket listener = (SSLServerSocket) context(keyStore, trustStore)
                .getServerSocketFactory()
                .createServerSocket(0, 1, InetAddress.getLoopbackAddress());
        listener.setNeedClientAuth(true);
        listener.setEnabledProtocols(new String[] {"TLSv1.3"});
        listener.setSoTimeout(WAIT_MILLIS);
        return new TlsPair(listener);
    }

    /** Exchanges a byte each way. @return the certificate of the client, as the server saw it */
    X509Certificate connect(Path keyStore, Path trustStore, String host)
            throws GeneralSecurityException, IOException, InterruptedException, TimeoutException {
        FutureTask<X509Certificate> seen = new FutureTask<>(this::serve);
        Thread.ofVirtual().start(seen);
        try (SSLSocket socket = (SSLSocket) context(keyStore, trustStore)
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), listener.getLocalPort())) {
            socket.setSoTimeout(WAIT_MILLIS);
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            parameters.setServerNames(List.of(new SNIHostName(host)));
            socket.setSSLParameters(parameters);
            socket.getOutputStream().write(1);
            if (socket.getInputStream().read() != 2) {
                throw new IOException("the server hung up");
            }
        }
        try {
            // Asked for after this end has closed: the other end's close waits for it.
            return seen.get(WAIT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private X509Certificate serve() throws IOException {
        try (SSLSocket socket = (SSLSocket) listener.accept()) {
            socket.setSoTimeout(WAIT_MILLIS);
            if (socket.getInputStream().read() != 1) {
                throw new IOException("the client hung up");
            }
            socket.getOutputStream().write(2);
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    private static SSLContext context(Path keyStore, Path trustStore) throws GeneralSecurityException {
        char[] password = StorePassword.of(keyStore).toCharArray();
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(StoreFile.PKCS12.read(keyStore, password), password);
        KeyStore trusted =
                StoreFile.PKCS12.read(trustStore, StorePassword.of(trustStore).toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
