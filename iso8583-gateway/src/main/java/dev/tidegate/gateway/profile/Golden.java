package dev.tidegate.gateway.profile;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.EntryMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The golden messages of a profile: bytes that an encoder of another hand made of the same facts. The codec must make
 * the same, and read what is to be read, before the gateway starts.
 *
 * @param card a test card's
 * @param network the network messages that we send
 * @param sums the reconciliations that we send
 */
public record Golden(
        Terminal terminal,
        Card card,
        Instant soldAt,
        String rrn,
        long amount,
        List<Sent> sent,
        List<Network> network,
        List<Sums> sums,
        List<Answer> answers) {
    /** A test card. */
    public record Card(String number, int expiryYear, int expiryMonth, int sequence, String track2) {
        @Override
        public String toString() {
            return "Card[" + expiryYear + "]";
        }
    }

    /**
     * One message about the sale.
     *
     * @param track whether the track was read
     * @param tags what was frozen, empty of a stripe
     * @param originalStan of the sale that is taken back or completed, null in others
     * @param authorisationCode what that was answered, empty where nothing
     * @param covered what the authentication code covers, where there is one; its field in the frame holds zeros
     */
    public record Sent(
            String name,
            MessageKind kind,
            boolean repeat,
            EntryMode entryMode,
            boolean track,
            Octets tags,
            int stan,
            Instant sentAt,
            @Nullable Integer originalStan,
            String authorisationCode,
            Octets frame,
            Octets covered) {}

    /** A message about the connection. */
    public record Network(String name, String code, int stan, Instant sentAt, Octets frame) {}

    /**
     * The sums of a batch, of the terminal and its currency.
     *
     * @param firstSentAt as {@code sentAt}, but in a repeat
     */
    public record Sums(
            String name,
            boolean repeat,
            int number,
            LocalDate day,
            BatchTotals totals,
            int stan,
            Instant sentAt,
            Instant firstSentAt,
            Octets frame,
            Octets covered) {}

    /**
     * A message of the host.
     *
     * @param fields what must be read of it
     * @param issuerData the tags for the card that must be read of it
     */
    public record Answer(String name, Octets frame, SortedMap<Integer, String> fields, Octets issuerData) {
        public Answer {
            fields = new TreeMap<>(fields);
        }
    }

    public Golden {
        sent = List.copyOf(sent);
        network = List.copyOf(network);
        sums = List.copyOf(sums);
        answers = List.copyOf(answers);
    }

    /** Which kinds of message have none. */
    public List<MessageKind> missing(Map<MessageKind, MessageMap> messages) {
        return messages.keySet().stream()
                .filter(kind -> switch (kind) {
                    case NETWORK -> network.isEmpty();
                    case RECONCILIATION -> sums.isEmpty();
                    default -> sent.stream().noneMatch(one -> one.kind() == kind);
                })
                .sorted()
                .toList();
    }
}
