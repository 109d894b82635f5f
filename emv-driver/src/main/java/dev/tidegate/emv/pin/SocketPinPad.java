package dev.tidegate.emv.pin;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.card.Pan;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A pad behind a program on this machine: a connection is one entry, a line of ASCII each way. Closing the connection
 * takes the request back. For a PIN that the card checks, nothing that goes over it is secret: tries, the card's public
 * key and a challenge there, the card's status word back. For one that the issuer checks the pad is told the card's
 * number, in clear as on the card's own wires, and gives an enciphered block back.
 *
 * <pre>
 * ENTER PLAINTEXT tries                                   PRESENTED 9000      the card's answer to VERIFY
 * ENTER ENCIPHERED tries modulus exponent challenge       BYPASSED | CANCELLED | REMOVED
 * ENTER ONLINE number                                     BLOCK format ksn block     format 0, 3 or 4, the rest in hex
 * </pre>
 *
 * <p>No answer, or another one, is a pad that does not work. Should the PIN have reached the card all the same, its own
 * counter knows.
 */
public final class SocketPinPad implements PinEntryDevice {
    /** A program on this machine accepts at once or is not there. */
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    /** Longer than any pad waits for a person, so that its own word comes first. */
    static final Duration ANSWER_MAX = Duration.ofSeconds(90);

    private static final int ONLINE_BYTES = "ENTER ONLINE ".length();

    /** An entry that somebody may take back. */
    private static final class Open {
        private final Socket socket = new Socket();
        private volatile boolean cancelled;
    }

    private final InetSocketAddress pad;
    private final Duration answerMax;
    private final AtomicReference<@Nullable Open> open = new AtomicReference<>();

    /** @param pad where its program listens: on this machine, as nobody proves who answers */
    public SocketPinPad(InetSocketAddress pad) {
        this(pad, ANSWER_MAX);
    }

    SocketPinPad(InetSocketAddress pad, Duration answerMax) {
        if (pad.getAddress() == null || !pad.getAddress().isLoopbackAddress()) {
            throw new IllegalArgumentException("a pad's program is on this machine");
        }
        this.pad = pad;
        this.answerMax = answerMax;
    }

    @Override
    public PinEntry enter(PinRequest request) {
        Open entry = new Open();
        open.set(entry);
        try (Socket socket = entry.socket) {
            socket.connect(pad, (int) CONNECT_TIMEOUT.toMillis());
            socket.setSoTimeout((int) answerMax.toMillis());
            send(socket.getOutputStream(), request);
            return PadAnswer.read(socket.getInputStream());
        } catch (IOException e) {
            return entry.cancelled ? new PinEntry.Cancelled() : new PinEntry.NoPad();
        } finally {
            open.set(null);
        }
    }

    @Override
    public void cancel() {
        Open entry = open.get();
        if (entry != null) {
            entry.cancelled = true;
            try {
                entry.socket.close();
            } catch (IOException e) {
                // It is closed either way.
            }
        }
    }

    private static void send(OutputStream out, PinRequest request) throws IOException {
        byte[] line = line(request);
        try {
            out.write(line);
        } finally {
            Arrays.fill(line, (byte) 0);
        }
    }

    private static byte[] line(PinRequest request) {
        return switch (request) {
            case PinRequest.Plaintext(int tries) -> ascii("ENTER PLAINTEXT " + tries + "\n");
            case PinRequest.Enciphered(int tries, Octets modulus, Octets exponent, Octets challenge) ->
                ascii("ENTER ENCIPHERED " + tries + " " + modulus.hex() + " " + exponent.hex() + " " + challenge.hex()
                        + "\n");
            case PinRequest.Online(var number) -> online(number.get());
        };
    }

    // The digits never become a text, which could not be overwritten.
    private static byte[] online(Pan pan) {
        byte[] digits = pan.digits();
        pan.wipe();
        byte[] line = Arrays.copyOf(ascii("ENTER ONLINE "), ONLINE_BYTES + digits.length + 1);
        System.arraycopy(digits, 0, line, ONLINE_BYTES, digits.length);
        line[line.length - 1] = '\n';
        Arrays.fill(digits, (byte) 0);
        return line;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
