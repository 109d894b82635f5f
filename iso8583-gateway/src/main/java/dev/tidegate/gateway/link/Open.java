package dev.tidegate.gateway.link;

import dev.tidegate.gateway.codec.Outbound;
import dev.tidegate.gateway.link.AcquirerLink.Arrival;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** One request that waits for its answer. Whoever completes the wait first has said how it ended. */
final class Open {
    private final String key;
    private final Outbound request;
    private final Object line;
    private final CompletableFuture<Arrival> arrival = new CompletableFuture<>();
    private final AtomicInteger interims = new AtomicInteger();

    /** @param line the connection over which it goes */
    Open(String key, Outbound request, Object line) {
        this.key = key;
        this.request = request;
        this.line = line;
    }

    String key() {
        return key;
    }

    Outbound request() {
        return request;
    }

    Object line() {
        return line;
    }

    CompletableFuture<Arrival> arrival() {
        return arrival;
    }

    void heardInterim() {
        interims.incrementAndGet();
    }

    /** How many interim answers have come. */
    int interims() {
        return interims.get();
    }
}
