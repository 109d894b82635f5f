package dev.tidegate.gateway.link;

import dev.tidegate.gateway.codec.IsoMessage;
import dev.tidegate.gateway.codec.MatchKey;
import dev.tidegate.gateway.link.AcquirerLink.Arrival;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which message waits for which answer. One message of a terminal waits at a time, so there are never more than the
 * acquirer has terminals. Safe to use from several threads: whoever completes a wait first has said how it ended.
 */
final class Correlator {
    private final Map<MatchKey, CompletableFuture<Arrival>> waiting = new ConcurrentHashMap<>();

    /**
     * Begins to wait.
     *
     * @throws IllegalStateException a message with this key waits already
     */
    CompletableFuture<Arrival> expect(MatchKey key) {
        CompletableFuture<Arrival> arrival = new CompletableFuture<>();
        if (waiting.putIfAbsent(key, arrival) != null) {
            throw new IllegalStateException("two messages wait under " + key);
        }
        return arrival;
    }

    /** Gives an answer to who waits for it; empty where somebody did, else the answer itself: it is late. */
    Optional<IsoMessage> arrived(IsoMessage answer) {
        CompletableFuture<Arrival> arrival = waiting.remove(answer.key());
        boolean awaited = arrival != null && arrival.complete(new Arrival.Answer(answer));
        return awaited ? Optional.empty() : Optional.of(answer);
    }

    /** Ends a wait without an answer, unless one has come. */
    void giveUp(MatchKey key, CompletableFuture<Arrival> arrival) {
        waiting.remove(key, arrival);
        arrival.complete(new Arrival.Silence());
    }

    /** Ends all waits: the connection is gone. */
    void giveUpAll() {
        for (MatchKey key : List.copyOf(waiting.keySet())) {
            CompletableFuture<Arrival> arrival = waiting.remove(key);
            if (arrival != null) {
                arrival.complete(new Arrival.Silence());
            }
        }
    }

    int size() {
        return waiting.size();
    }
}
