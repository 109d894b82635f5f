package dev.tidegate.till.gateway;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.port.GatewayUnavailableException;
import dev.tidegate.crypto.HotListKeeper;
import dev.tidegate.crypto.HotListKeeper.Verdict;

/**
 * Keeps the till's hot list at the gateway's: looks now and then for a newer one. What is refused leaves the old one,
 * is told once, and shows in the health check until a list is taken.
 */
public final class HotListWatch {
    /** Hears what became of lists. */
    @FunctionalInterface
    public interface Ears {
        /** @param version of the list that the till has now */
        void heard(Verdict verdict, long version);
    }

    private final HttpGateway gateway;
    private final HotListKeeper keeper;
    private final Ears ears;
    private volatile Verdict last = Verdict.KNOWN;

    public HotListWatch(HttpGateway gateway, HotListKeeper keeper, Ears ears) {
        this.gateway = gateway;
        this.keeper = keeper;
        this.ears = ears;
    }

    /**
     * Looks once; nothing changes where the gateway does not answer. By one thread at a time.
     *
     * @throws dev.tidegate.crypto.KeyFileException the disk refuses; the old list stays, and the next look tries again
     */
    public void look() {
        Octets raw;
        try {
            raw = gateway.hotListNewerThan(keeper.version());
        } catch (GatewayUnavailableException e) {
            return;
        }
        Verdict verdict = raw.isEmpty() ? Verdict.KNOWN : keeper.take(raw);
        boolean news = verdict == Verdict.TAKEN || verdict.isRefusal() && verdict != last;
        last = verdict;
        if (news) {
            ears.heard(verdict, keeper.version());
        }
    }

    /** What became of the newest look that the gateway answered. */
    public Verdict last() {
        return last;
    }
}
