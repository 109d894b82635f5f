package dev.tidegate.crypto.hsm;

import dev.tidegate.core.port.HsmUnavailableException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** One question and its answer, on a connection of its own: no late answer can be taken for another's. */
final class HsmLine {
    private final InetSocketAddress address;
    private final Duration patience;
    private final LongSupplier nanos;
    private final AtomicInteger numbers = new AtomicInteger();

    HsmLine(InetSocketAddress address, Duration patience, LongSupplier nanos) {
        this.address = address;
        this.patience = patience;
        this.nanos = nanos;
    }

    int nextNumber() {
        return numbers.incrementAndGet();
    }

    /** @throws HsmUnavailableException no answer in time, or none that answers this */
    HsmFrame ask(HsmFrame question) {
        long deadline = nanos.getAsLong() + patience.toNanos();
        byte[] bytes = question.bytes();
        try (Socket socket = new Socket()) {
            socket.setTcpNoDelay(true);
            socket.connect(address, millisLeft(deadline));
            socket.getOutputStream().write(bytes);
            byte[] head = read(socket, HsmFrame.HEAD_BYTES, deadline);
            int length = ByteBuffer.wrap(head).getChar();
            if (length > HsmFrame.BYTES_MAX) {
                throw new HsmUnavailableException("the HSM's answer is too long");
            }
            HsmFrame answer = HsmFrame.read(read(socket, length, deadline));
            if (answer.number() != question.number()) {
                throw new HsmUnavailableException("the HSM answers something else");
            }
            return answer;
        } catch (IOException away) {
            throw new HsmUnavailableException(
                    "the HSM gave no answer: " + away.getClass().getSimpleName());
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    // The deadline is the whole answer's: an HSM that sends a byte now and then is away too.
    private byte[] read(Socket socket, int length, long deadline) throws IOException {
        byte[] bytes = new byte[length];
        InputStream in = socket.getInputStream();
        int at = 0;
        while (at < length) {
            socket.setSoTimeout(millisLeft(deadline));
            int read = in.read(bytes, at, length - at);
            if (read < 0) {
                throw new EOFException();
            }
            at += read;
        }
        return bytes;
    }

    private int millisLeft(long deadline) throws SocketTimeoutException {
        long left = (deadline - nanos.getAsLong()) / 1_000_000;
        if (left <= 0) {
            throw new SocketTimeoutException();
        }
        return (int) left;
    }
}
