package dev.tidegate.emv.trace;

import dev.tidegate.core.card.Octets;
import dev.tidegate.emv.apdu.CardChannel;
import dev.tidegate.emv.data.Slice;
import dev.tidegate.emv.trace.RecordedTransaction.Exchange;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A card that answers as a recorded one did, and says where it was asked something else. Used by one thread.
 *
 * <p>A command is looked for from where the last one was found: first the same bytes, then the same command with other
 * values, which is a difference. What lies between was not sent. A command that was recorded before is answered again.
 * What was never recorded does not exist on this card.
 */
public final class TraceReplay implements CardChannel {
    /** How a command differs from the recording. */
    public enum Kind {
        /** The same command with other values. */
        OTHER_VALUES,
        /** Recorded, and sent again. */
        AGAIN,
        /** Sent, and not recorded. */
        NOT_RECORDED,
        /** Recorded, and not sent. */
        NOT_SENT
    }

    /**
     * One difference, secrets left out.
     *
     * @param number the recorded command, or the one behind which it was sent; from 1
     * @param command what it is, in words
     * @param recorded what the recording says and was not sent, a value a line
     * @param sent what was sent in its place
     */
    public record Difference(Kind kind, int number, String command, List<String> recorded, List<String> sent) {
        public Difference {
            recorded = List.copyOf(recorded);
            sent = List.copyOf(sent);
        }
    }

    private static final Octets SELECT = Octets.ofHex("00A4");
    private static final Octets READ_RECORD = Octets.ofHex("00B2");
    private static final Octets GET_DATA = Octets.ofHex("80CA");

    private final List<Exchange> exchanges;
    private final List<Difference> differences = new ArrayList<>();
    /** What either side's lists of data objects are: the answers that it has seen. */
    private final ExchangeText recordedText = new ExchangeText();

    private final ExchangeText sentText = new ExchangeText();
    private int at;
    private int same;

    public TraceReplay(List<Exchange> exchanges) {
        this.exchanges = List.copyOf(exchanges);
    }

    /** How many commands were sent as recorded, byte for byte. */
    public int same() {
        return same;
    }

    /** The differences in their order; to be asked for when the transaction is over. */
    public List<Difference> differences() {
        List<Difference> all = new ArrayList<>(differences);
        for (int index = at; index < exchanges.size(); index++) {
            all.add(notSent(index));
        }
        return all;
    }

    @Override
    public Transmission transmit(ByteBuffer command, ByteBuffer response) {
        byte[] bytes = new byte[command.remaining()];
        command.get(bytes);
        Octets sent = Octets.of(bytes);
        List<String> told = sentText.command(Slice.of(sent));
        Exchange exchange = answered(sent, told);
        if (exchange.transmission() != Transmission.ANSWERED) {
            return exchange.transmission();
        }
        if (exchange.answer().length() > response.remaining()) {
            return Transmission.SILENT;
        }
        sentText.answer(Slice.of(sent), Slice.of(exchange.answer()));
        response.put(exchange.answer().toByteArray());
        return Transmission.ANSWERED;
    }

    private Exchange answered(Octets sent, List<String> told) {
        int found = find(sent, at, exchanges.size(), false);
        if (found < 0 && !sent.startsWith(SELECT)) {
            found = find(sent, at, exchanges.size(), true);
        }
        if (found >= 0) {
            for (int skipped = at; skipped < found; skipped++) {
                differences.add(notSent(skipped));
            }
            return advance(found, sent, told);
        }
        int earlier = find(sent, 0, at, false);
        Kind kind = earlier < 0 ? Kind.NOT_RECORDED : Kind.AGAIN;
        differences.add(new Difference(
                kind, earlier < 0 ? at : earlier + 1, told.getFirst(), List.of(), values(told, List.of())));
        return earlier < 0 ? new Exchange(sent, Transmission.ANSWERED, unknown(sent)) : exchanges.get(earlier);
    }

    private Exchange advance(int found, Octets sent, List<String> told) {
        Exchange exchange = exchanges.get(found);
        List<String> recorded = recordedText.command(Slice.of(exchange.command()));
        recordedText.answer(Slice.of(exchange.command()), Slice.of(exchange.answer()));
        at = found + 1;
        if (exchange.command().equals(sent)) {
            same++;
        } else {
            differences.add(new Difference(
                    Kind.OTHER_VALUES, at, told.getFirst(), values(recorded, told), values(told, recorded)));
        }
        return exchange;
    }

    private Difference notSent(int index) {
        Exchange exchange = exchanges.get(index);
        List<String> told = recordedText.command(Slice.of(exchange.command()));
        recordedText.answer(Slice.of(exchange.command()), Slice.of(exchange.answer()));
        return new Difference(Kind.NOT_SENT, index + 1, told.getFirst(), values(told, List.of()), List.of());
    }

    /** The lines of a command that are not among another's, without its name. */
    private static List<String> values(List<String> of, List<String> without) {
        return of.stream()
                .skip(1)
                .filter(line -> !without.contains(line))
                .map(String::strip)
                .toList();
    }

    private int find(Octets sent, int from, int to, boolean like) {
        for (int index = from; index < to; index++) {
            Exchange exchange = exchanges.get(index);
            if (exchange.command().equals(sent) || (like && exchange.isLike(sent))) {
                return index;
            }
        }
        return -1;
    }

    // ISO/IEC 7816-4, 5.1.3: no such file, no such record, no such object, no such instruction.
    private static Octets unknown(Octets sent) {
        return Octets.ofHex(
                sent.startsWith(SELECT)
                        ? "6A82"
                        : sent.startsWith(READ_RECORD) ? "6A83" : sent.startsWith(GET_DATA) ? "6A88" : "6D00");
    }
}
