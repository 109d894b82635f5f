package dev.tidegate.emv.device;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * One message on a connection of its own, so that it can be told whether any of it may have left, and so that no answer
 * is taken for another's. The certificate's name is checked against the settings' and not the address, which the JDK's
 * own client cannot do.
 */
final class HttpsPost implements AutoCloseable {
    private final NexoSettings settings;
    private final DeviceTrust trust;
    private final LongSupplier nanos;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** @param nanos a clock that only goes forward */
    HttpsPost(NexoSettings settings, DeviceTrust trust, LongSupplier nanos) {
        this.settings = settings;
        this.trust = trust;
        this.nanos = nanos;
    }

    /** Posts one body and waits so long for its answer, however slowly the bytes drip. */
    Posted post(byte[] body, Duration within) {
        Socket plain = new Socket();
        open.add(plain);
        try (plain) {
            SSLSocket socket;
            try {
                socket = establish(plain);
            } catch (IOException refused) {
                return new Posted.NothingLeft(isForeign(refused) ? Obstacle.NOT_TRUSTED : Obstacle.UNREACHABLE);
            }
            try (socket) {
                long until = nanos.getAsLong() + within.toNanos();
                OutputStream out = socket.getOutputStream();
                out.write(request(body));
                out.flush();
                return HttpAnswer.read(new BufferedInputStream(new Timed(socket.getInputStream(), socket, until)));
            }
        } catch (IOException broken) {
            return new Posted.NoAnswer();
        } finally {
            open.remove(plain);
        }
    }

    /** Breaks off what runs; what is posted from now on does not leave. */
    @Override
    public void close() {
        closed = true;
        for (Socket each : open) {
            try {
                each.close();
            } catch (IOException gone) {
                // It is closed all the same.
            }
        }
    }

    private SSLSocket establish(Socket plain) throws IOException {
        if (closed) {
            throw new IOException("the device is let go");
        }
        int patience = Math.toIntExact(settings.times().connect().toMillis());
        plain.setTcpNoDelay(true);
        plain.connect(new InetSocketAddress(settings.host(), settings.port()), patience);
        plain.setSoTimeout(patience);
        SSLSocket socket = (SSLSocket) trust.context()
                .getSocketFactory()
                .createSocket(plain, settings.certificateName(), settings.port(), true);
        socket.setSSLParameters(trust.parameters());
        socket.startHandshake();
        return socket;
    }

    private byte[] request(byte[] body) {
        byte[] head = ("POST " + settings.path() + " HTTP/1.1\r\nHost: " + settings.certificateName()
                        + "\r\nContent-Type: application/json\r\nAccept: application/json\r\nContent-Length: "
                        + body.length + "\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] whole = new byte[head.length + body.length];
        System.arraycopy(head, 0, whole, 0, head.length);
        System.arraycopy(body, 0, whole, head.length, body.length);
        return whole;
    }

    private static boolean isForeign(@Nullable Throwable thrown) {
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            if (each instanceof CertificateException || each instanceof CertPathValidatorException) {
                return true;
            }
        }
        return false;
    }

    private int millisLeft(long until) throws SocketTimeoutException {
        long left = Duration.ofNanos(until - nanos.getAsLong()).toMillis();
        if (left <= 0) {
            throw new SocketTimeoutException("the time is up");
        }
        return (int) Math.min(left, Integer.MAX_VALUE);
    }

    private final class Timed extends FilterInputStream {
        private final Socket socket;
        private final long until;

        Timed(InputStream in, Socket socket, long until) {
            super(in);
            this.socket = socket;
            this.until = until;
        }

        @Override
        public int read() throws IOException {
            socket.setSoTimeout(millisLeft(until));
            return super.read();
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            socket.setSoTimeout(millisLeft(until));
            return super.read(bytes, from, length);
        }
    }
}
