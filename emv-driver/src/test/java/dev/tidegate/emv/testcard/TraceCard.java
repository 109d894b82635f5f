package dev.tidegate.emv.testcard;

import dev.tidegate.emv.apdu.CardChannel;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Answers commands from a recorded transaction. A command is looked for from where the last one was found, then from
 * the beginning; first the same bytes, then the same header and length, as the recorded terminal had another
 * unpredictable number. What was never recorded does not exist on this card.
 */
public final class TraceCard implements CardChannel {
    private final Trace trace;
    private final List<String> exact = new ArrayList<>();
    private final List<String> alike = new ArrayList<>();
    private final List<String> unknown = new ArrayList<>();
    private int at;

    public TraceCard(Trace trace) {
        this.trace = trace;
    }

    /** Commands that were recorded byte for byte. */
    public List<String> exact() {
        return List.copyOf(exact);
    }

    /** Commands of which header and length were recorded. */
    public List<String> alike() {
        return List.copyOf(alike);
    }

    /** Commands that were not recorded. */
    public List<String> unknown() {
        return List.copyOf(unknown);
    }

    @Override
    public Transmission transmit(ByteBuffer command, ByteBuffer response) {
        byte[] bytes = new byte[command.remaining()];
        command.get(bytes);
        response.put(Hex.bytes(answer(Hex.of(bytes))));
        return Transmission.ANSWERED;
    }

    private String answer(String command) {
        int same = find(command, false);
        if (same >= 0) {
            exact.add(command);
            return found(same);
        }
        int similar = find(command, true);
        if (similar >= 0) {
            alike.add(command);
            return found(similar);
        }
        unknown.add(command);
        return command.startsWith("00B2") ? "6A83" : command.startsWith("80CA") ? "6A88" : "6A82";
    }

    private String found(int index) {
        at = index + 1;
        return trace.exchanges().get(index).answer();
    }

    private int find(String command, boolean headerAlone) {
        int count = trace.exchanges().size();
        for (int i = 0; i < count; i++) {
            int index = (at + i) % count;
            Trace.Exchange exchange = trace.exchanges().get(index);
            // Selecting is told by the name, which is no number of the terminal's.
            boolean alike = headerAlone
                    && !command.startsWith("00A4")
                    && exchange.command().length() == command.length()
                    && command.startsWith(exchange.header());
            boolean same = exchange.command().equals(command) || alike;
            if (same && exchange.answer().length() > 8) {
                return index;
            }
            if (same && exchange.answer().length() == 4) {
                return index;
            }
        }
        return -1;
    }
}
