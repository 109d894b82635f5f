package dev.tidegate.gateway.capture;

import java.time.InstantSource;
import java.util.Map;
import java.util.stream.Collectors;

/** What the line to each acquirer takes. */
final class Rates {
    private final Map<String, TokenBucket> buckets;

    Rates(Acquirers acquirers, InstantSource clock) {
        this.buckets = acquirers.all().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Acquirer::name,
                        acquirer -> new TokenBucket(acquirer.profile().capture().rate(), clock)));
    }

    /** Takes a token of an acquirer's line, where one is left. */
    boolean take(String acquirer, TokenBucket.Claim claim) {
        TokenBucket bucket = buckets.get(acquirer);
        if (bucket == null) {
            throw new IllegalStateException("no acquirer " + acquirer);
        }
        return bucket.take(claim);
    }
}
