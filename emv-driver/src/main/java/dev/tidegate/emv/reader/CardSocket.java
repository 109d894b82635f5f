package dev.tidegate.emv.reader;

import dev.tidegate.core.card.Octets;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import jdk.net.ExtendedSocketOptions;

/**
 * A card at the other end of a connection: the reader's side of the vpcd protocol.
 *
 * <pre>
 * length 2, most significant first | bytes
 * one byte, to the card:  00 power off   01 power on   02 reset   04 asks for the ATR, which is the answer
 * longer, to the card:    a command APDU; the answer is the response APDU
 * </pre>
 */
final class CardSocket implements CardReader.Connection {
    /** A chip needs at most some seconds for a signature; the book's own waiting times are shorter. */
    static final Duration ANSWER_MAX = Duration.ofSeconds(10);

    private static final int POWER_OFF = 0x00;
    private static final int POWER_ON = 0x01;
    private static final int RESET = 0x02;
    private static final int ASK_ANSWER_TO_RESET = 0x04;
    private static final int LENGTH_BYTES = 2;

    /** How reading a frame ended. */
    private enum Frame {
        WHOLE,
        GONE,
        LATE,
        TOO_LONG
    }

    private final Socket socket;
    private final InstantSource clock;
    private final Slot slot;
    private boolean closed;

    CardSocket(Socket socket, InstantSource clock, Slot slot) {
        this.socket = socket;
        this.clock = clock;
        this.slot = slot;
    }

    /** Where the card is in. */
    interface Slot {
        /** Whether the reader is there no more. */
        boolean isGone();

        /** The card was let go. */
        void letGo();
    }

    /** What a card does when power comes. */
    enum Start {
        /** It answers to reset as a payment card does. */
        READY,
        /** It does not, twice. */
        UNREADABLE,
        /** It is not there any more. */
        GONE
    }

    /** Powers the card on; resets it once more where its answer is not one that the book allows (8.5). */
    Start powerOn(CardInterface cardInterface) {
        try {
            socket.setTcpNoDelay(true);
            write(new byte[] {POWER_ON});
            for (int attempt = 0; attempt < 2; attempt++) {
                ByteBuffer answer = ByteBuffer.allocate(AnswerToReset.BYTES_MAX);
                write(new byte[] {ASK_ANSWER_TO_RESET});
                Frame frame = read(answer);
                if (frame == Frame.GONE) {
                    return Start.GONE;
                }
                if (frame == Frame.WHOLE && cardInterface.allows(Octets.of(answer.array(), 0, answer.position()))) {
                    return Start.READY;
                }
                write(new byte[] {RESET});
            }
            return Start.UNREADABLE;
        } catch (IOException e) {
            return Start.GONE;
        }
    }

    @Override
    public Transmission transmit(ByteBuffer command, ByteBuffer response) {
        byte[] bytes = new byte[command.remaining()];
        try {
            command.get(bytes);
            write(bytes);
            return switch (read(response)) {
                case WHOLE -> Transmission.ANSWERED;
                case GONE -> gone();
                case LATE, TOO_LONG -> Transmission.SILENT;
            };
        } catch (IOException e) {
            return gone();
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (socket) {
            write(new byte[] {POWER_OFF});
        } catch (IOException e) {
            // The card went first: it has no power either way.
        } finally {
            slot.letGo();
        }
    }

    private Transmission gone() {
        return slot.isGone() ? Transmission.LOST : Transmission.REMOVED;
    }

    private void write(byte[] bytes) throws IOException {
        byte[] frame = new byte[LENGTH_BYTES + bytes.length];
        frame[0] = (byte) (bytes.length >>> 8);
        frame[1] = (byte) bytes.length;
        System.arraycopy(bytes, 0, frame, LENGTH_BYTES, bytes.length);
        try {
            // One write for both, and no delay: a card that waits for the second half costs 40 ms a command.
            socket.getOutputStream().write(frame);
        } finally {
            Arrays.fill(frame, (byte) 0);
        }
    }

    private Frame read(ByteBuffer target) throws IOException {
        Instant deadline = clock.instant().plus(ANSWER_MAX);
        byte[] length = new byte[LENGTH_BYTES];
        Frame header = read(length, LENGTH_BYTES, deadline);
        if (header != Frame.WHOLE) {
            return header;
        }
        int size = Byte.toUnsignedInt(length[0]) << 8 | Byte.toUnsignedInt(length[1]);
        if (size > target.remaining()) {
            return Frame.TOO_LONG;
        }
        byte[] bytes = new byte[size];
        try {
            Frame body = read(bytes, size, deadline);
            if (body == Frame.WHOLE) {
                target.put(bytes);
            }
            return body;
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private Frame read(byte[] target, int count, Instant deadline) throws IOException {
        InputStream in = socket.getInputStream();
        int at = 0;
        while (at < count) {
            long left = Duration.between(clock.instant(), deadline).toMillis();
            if (left <= 0) {
                return Frame.LATE;
            }
            socket.setSoTimeout((int) left);
            acknowledgeAtOnce();
            try {
                int read = in.read(target, at, count - at);
                if (read < 0) {
                    return Frame.GONE;
                }
                at += read;
            } catch (SocketTimeoutException e) {
                return Frame.LATE;
            }
        }
        return Frame.WHOLE;
    }

    // A card that writes length and bytes apart waits for our acknowledgement of the first.
    private void acknowledgeAtOnce() throws IOException {
        if (socket.supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK)) {
            socket.setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
        }
    }
}
