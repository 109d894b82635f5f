package dev.tidegate.till.gateway;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLSocket;

/**
 * One request on a connection of its own, so that it can be told whether any of it may have left.
 *
 * <p>The connection is made and its handshake done first. Whatever fails until then left no byte of the request. From
 * the first write on, nobody can tell: the bytes may be in this machine, on the way, or read.
 */
final class OwnConnection {
    /** What became of the request. */
    sealed interface Exchange {
        /** It was never handed to an established connection. */
        record NothingLeft() implements Exchange {}

        /** Bytes left, and no whole answer came. */
        record NoAnswer() implements Exchange {}

        record Answered(HttpAnswer answer) implements Exchange {}
    }

    private final TillTls tls;
    private final URI gateway;
    private final Duration connectTimeout;
    private final LongSupplier nanos;

    /** @param nanos a clock that only goes forward */
    OwnConnection(TillTls tls, URI gateway, Duration connectTimeout, LongSupplier nanos) {
        this.tls = tls;
        this.gateway = gateway;
        this.connectTimeout = connectTimeout;
        this.nanos = nanos;
    }

    /** Posts one body and waits for its answer, both within the time. */
    Exchange post(String path, byte[] body, Duration within) {
        Deadline deadline = new Deadline(nanos.getAsLong() + within.toNanos());
        try (Socket plain = new Socket()) {
            SSLSocket socket;
            try {
                socket = establish(plain, deadline);
            } catch (IOException e) {
                return new Exchange.NothingLeft();
            }
            try (socket) {
                OutputStream out = socket.getOutputStream();
                out.write(request(path, body));
                out.flush();
                return new Exchange.Answered(
                        HttpAnswer.read(new TimedInput(socket.getInputStream(), socket, deadline)));
            }
        } catch (IOException e) {
            return new Exchange.NoAnswer();
        }
    }

    private SSLSocket establish(Socket plain, Deadline deadline) throws IOException {
        int patience = Math.min(deadline.millisLeft(), Math.toIntExact(connectTimeout.toMillis()));
        plain.setTcpNoDelay(true);
        plain.connect(new InetSocketAddress(gateway.getHost(), gateway.getPort()), patience);
        plain.setSoTimeout(patience);
        SSLSocket socket = (SSLSocket)
                tls.context().getSocketFactory().createSocket(plain, gateway.getHost(), gateway.getPort(), true);
        socket.setSSLParameters(tls.parameters());
        socket.startHandshake();
        return socket;
    }

    private byte[] request(String path, byte[] body) {
        byte[] head = ("POST " + path + " HTTP/1.1\r\nHost: " + gateway.getHost() + ":" + gateway.getPort()
                        + "\r\nContent-Type: application/json\r\nAccept: application/json\r\nContent-Length: "
                        + body.length + "\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] whole = new byte[head.length + body.length];
        System.arraycopy(head, 0, whole, 0, head.length);
        System.arraycopy(body, 0, whole, head.length, body.length);
        return whole;
    }

    private final class Deadline {
        private final long at;

        Deadline(long at) {
            this.at = at;
        }

        int millisLeft() throws SocketTimeoutException {
            long left = Duration.ofNanos(at - nanos.getAsLong()).toMillis();
            if (left <= 0) {
                throw new SocketTimeoutException("the time is up");
            }
            return (int) Math.min(left, Integer.MAX_VALUE);
        }
    }

    /** Reads until the deadline, however slowly the bytes drip. */
    private static final class TimedInput extends FilterInputStream {
        private final Socket socket;
        private final Deadline deadline;

        TimedInput(InputStream in, Socket socket, Deadline deadline) {
            super(in);
            this.socket = socket;
            this.deadline = deadline;
        }

        @Override
        public int read() throws IOException {
            socket.setSoTimeout(deadline.millisLeft());
            return super.read();
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            socket.setSoTimeout(deadline.millisLeft());
            return super.read(bytes, from, length);
        }
    }
}
