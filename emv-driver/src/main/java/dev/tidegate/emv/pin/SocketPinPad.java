package dev.tidegate.emv.pin;

import dev.tidegate.core.card.Octets;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A pad behind a program on this machine: a connection is one entry, a line of ASCII each way. Closing the connection
 * takes the request back. What goes over it is no secret: tries, the card's public key and a challenge there, the
 * card's status word back.
 *
 * <pre>
 * ENTER PLAINTEXT tries                                   PRESENTED 9000      the card's answer to VERIFY
 * ENTER ENCIPHERED tries modulus exponent challenge       BYPASSED | CANCELLED | REMOVED
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

    private static final int LINE_CHARACTERS_MAX = 64;
    private static final Pattern PRESENTED = Pattern.compile("PRESENTED ([0-9A-F]{4})");

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
            socket.getOutputStream().write((line(request) + "\n").getBytes(StandardCharsets.US_ASCII));
            return answer(read(socket.getInputStream()));
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

    private static String line(PinRequest request) {
        return switch (request) {
            case PinRequest.Plaintext(int tries) -> "ENTER PLAINTEXT " + tries;
            case PinRequest.Enciphered(int tries, Octets modulus, Octets exponent, Octets challenge) ->
                "ENTER ENCIPHERED " + tries + " " + modulus.hex() + " " + exponent.hex() + " " + challenge.hex();
        };
    }

    private static PinEntry answer(String line) {
        Matcher presented = PRESENTED.matcher(line);
        if (presented.matches()) {
            return new PinEntry.Presented(Integer.parseInt(presented.group(1), 16));
        }
        return switch (line) {
            case "BYPASSED" -> new PinEntry.Bypassed();
            case "CANCELLED" -> new PinEntry.Cancelled();
            case "REMOVED" -> new PinEntry.Removed();
            default -> new PinEntry.NoPad();
        };
    }

    private static String read(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.length() == LINE_CHARACTERS_MAX) {
                throw new IOException("the pad's program did not say a line");
            }
            line.append((char) next);
        }
        return line.toString();
    }
}
