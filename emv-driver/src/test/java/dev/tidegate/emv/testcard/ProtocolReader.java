package dev.tidegate.emv.testcard;

import dev.tidegate.emv.apdu.CardChannel;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A reader that speaks T=0 to a card of a script, and leaves to the terminal what PC/SC leaves to it: 61 and 6C
 * (ISO/IEC 7816-3, 10.3; EMV Contact Interface, Annex A).
 */
public final class ProtocolReader implements CardChannel {
    private static final int HEADER_BYTES = 5;

    private record Line(String command, String answer) {}

    private final Deque<Line> lines = new ArrayDeque<>();

    /** The card's next line: bytes of the reader, bytes of the card. */
    public ProtocolReader on(String command, String answer) {
        lines.add(new Line(command, answer));
        return this;
    }

    /** How many lines nobody has come to. */
    public int left() {
        return lines.size();
    }

    @Override
    public Transmission transmit(ByteBuffer command, ByteBuffer response) {
        byte[] whole = new byte[command.remaining()];
        command.get(whole);
        response.put(Hex.bytes(exchange(whole)));
        return Transmission.ANSWERED;
    }

    private String exchange(byte[] command) {
        String hex = Hex.of(command);
        String instruction = hex.substring(2, 4);
        // A header without a length gets a zero; the expected length of a command with data stays behind.
        String answer = next(command.length < HEADER_BYTES ? hex + "00" : hex.substring(0, 2 * HEADER_BYTES));
        if (command.length <= HEADER_BYTES) {
            return answer.length() > 4 ? behind(instruction, answer) : answer;
        }
        if (!answer.equals(instruction)) {
            return answer;
        }
        int data = command[HEADER_BYTES - 1] & 0xFF;
        return next(hex.substring(2 * HEADER_BYTES, 2 * (HEADER_BYTES + data)));
    }

    private static String behind(String instruction, String answer) {
        if (!answer.startsWith(instruction)) {
            throw new AssertionError("expected procedure byte " + instruction + " in " + answer);
        }
        return answer.substring(2);
    }

    private String next(String command) {
        Line line = lines.poll();
        if (line == null || !line.command().equals(command)) {
            throw new AssertionError("the card expects " + line + ", not " + command);
        }
        return line.answer();
    }
}
