package dev.tidegate.gateway.codec;

import dev.tidegate.core.card.Octets;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A network message that the host began: echo, sign-on, sign-off, a new key.
 *
 * @param type its message type
 * @param code its network code
 * @param echoed the fields that its answer gives back, as text
 * @param keys the fields in which the profile expects new keys, as they came: sealed under a key that both sides have
 */
public record NetworkRequest(
        String type, String code, SortedMap<Integer, String> echoed, SortedMap<Integer, Octets> keys) {
    public NetworkRequest {
        echoed = Collections.unmodifiableSortedMap(new TreeMap<>(echoed));
        keys = Collections.unmodifiableSortedMap(new TreeMap<>(keys));
    }

    /** Type and code: what a log may hold. */
    @Override
    public String toString() {
        return "NetworkRequest[" + type + " " + code + "]";
    }
}
