package dev.tidegate.gateway.link;

import dev.tidegate.gateway.profile.Profile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one link is to be.
 *
 * @param acquirer its name, for the log
 * @param addresses the first is used whenever it can be, the second while it cannot
 * @param tls null for a connection in clear, inside a tunnel or on loopback
 */
public record LinkPlan(
        String acquirer,
        List<LinkAddress> addresses,
        @Nullable LinkTls tls,
        Profile profile) {
    /** The primary and the secondary. */
    public static final int ADDRESSES_MAX = 2;

    public LinkPlan {
        addresses = List.copyOf(addresses);
        if (addresses.isEmpty() || addresses.size() > ADDRESSES_MAX) {
            throw new IllegalArgumentException("an acquirer has one address or two");
        }
    }
}
