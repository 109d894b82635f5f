package dev.tidegate.simulator.acquirer;

import dev.tidegate.simulator.acquirer.tls.LineTls;
import dev.tidegate.simulator.acquirer.wire.Frame;
import dev.tidegate.simulator.acquirer.wire.Framing;
import dev.tidegate.simulator.acquirer.wire.IsoCodec;
import dev.tidegate.simulator.acquirer.wire.IsoMessage;
import java.io.IOException;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** What all connections of the host have in common: how bytes are secured, framed, read, believed and recorded. */
final class HostLine {
    private final IsoCodec codec;
    private final Framing framing;
    private final LineMac mac;
    private final NetworkDesk network;
    private final FrameTrace trace;
    private final Optional<LineTls> tls;
    private final AtomicLong failedHandshakes = new AtomicLong();

    HostLine(
            IsoCodec codec,
            Framing framing,
            LineMac mac,
            NetworkDesk network,
            FrameTrace trace,
            Optional<LineTls> tls) {
        this.codec = codec;
        this.framing = framing;
        this.mac = mac;
        this.network = network;
        this.trace = trace;
        this.tls = tls;
    }

    IsoCodec codec() {
        return codec;
    }

    Framing framing() {
        return framing;
    }

    LineMac mac() {
        return mac;
    }

    FrameTrace trace() {
        return trace;
    }

    /**
     * The connection with TLS over it, where there is any.
     *
     * @throws IOException when no TLS came about; the caller closes the connection
     */
    Socket secured(Socket raw) throws IOException {
        if (tls.isEmpty()) {
            return raw;
        }
        try {
            return tls.get().over(raw);
        } catch (IOException refused) {
            failedHandshakes.incrementAndGet();
            throw refused;
        }
    }

    long failedHandshakes() {
        return failedHandshakes.get();
    }

    /**
     * A message of our own as it goes out.
     *
     * @param heard the last frame of the connection, which says whose addresses are at its ends; empty before any
     */
    byte[] unasked(IsoMessage message, Optional<Frame> heard) {
        byte[] bytes = codec.encode(message);
        return framing.bytes(heard.map(frame -> frame.back(bytes)).orElseGet(() -> framing.unasked(bytes)));
    }

    /** Hears an answer to a message of our own. */
    void answered(IsoMessage answer) {
        network.answered(answer);
    }
}
