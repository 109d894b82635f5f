package dev.tidegate.gateway.link;

import dev.tidegate.core.card.Octets;
import dev.tidegate.gateway.codec.NetworkRequest;

/**
 * Takes new keys that a host sends. A key counts only once the host has been told that it was taken: until then, and
 * whenever anything fails, the old one stays. Safe to use from several threads.
 */
public interface KeyExchange {
    /**
     * Looks at an offered key. Called on a thread that may block; an answer that comes later than a second after the
     * request counts as a refusal, and the key is not used.
     *
     * @param request holds the key, sealed under one that both sides have
     */
    Verdict offered(String acquirer, NetworkRequest request);

    /** Whether it is taken. */
    sealed interface Verdict {
        /**
         * It can be used.
         *
         * @param check its check value, for the host to compare; possibly empty
         * @param use called once, when our answer has been written: from the next message on the new key counts, and
         *     the old one still for answers to messages under it
         */
        record Accepted(Octets check, Runnable use) implements Verdict {}

        /** @param reason for the operator; holds nothing of the key */
        record Refused(String reason) implements Verdict {}
    }

    /** Takes none. */
    static KeyExchange none() {
        return (acquirer, request) -> new Verdict.Refused("NO_KEY_EXCHANGE");
    }
}
