package dev.tidegate.till.gateway;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.port.GatewayUnavailableException;
import dev.tidegate.crypto.KeyFileException;
import dev.tidegate.crypto.ParametersKeeper;
import dev.tidegate.crypto.ParametersKeeper.Verdict;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the till's parameters at the gateway's: each heartbeat tells their version, and where it differs they are
 * fetched before the beat counts as online, so that no sale goes on by older ones. What is refused leaves the old ones,
 * is told once a version, and shows in the health check until some are taken. Called by one thread, read by any.
 */
public final class ParametersWatch {
    /** Hears what became of parameters. */
    public interface Ears {
        /** @param version of those that the till has now */
        void heard(Verdict verdict, long version);

        /** The disk refused; it is tried again. */
        void broke(RuntimeException why);
    }

    private final HttpGateway gateway;
    private final ParametersKeeper keeper;
    private final InstantSource clock;
    private final Ears ears;
    private long refusedVersion;
    private volatile Verdict last = Verdict.KNOWN;
    private volatile @Nullable Instant confirmedAt;

    public ParametersWatch(HttpGateway gateway, ParametersKeeper keeper, InstantSource clock, Ears ears) {
        this.gateway = gateway;
        this.keeper = keeper;
        this.clock = clock;
        this.ears = ears;
    }

    /**
     * Takes the version that a heartbeat told; never throws for the network or the disk.
     *
     * @param version 0 from a gateway that does not tell it
     */
    void heard(long version) {
        if (version > 0 && version != keeper.version() && version != refusedVersion) {
            fetch(version);
        }
        if (version > 0 && version == keeper.version()) {
            last = Verdict.KNOWN;
            confirmedAt = clock.instant();
        }
    }

    /** What became of those that the gateway told last. */
    public Verdict last() {
        return last;
    }

    /** When the gateway last said that the till has its newest; absent since the start of this process. */
    public @Nullable Instant confirmedAt() {
        return confirmedAt;
    }

    private void fetch(long version) {
        try {
            Octets raw = gateway.parametersOtherThan(keeper.version());
            Verdict verdict = raw.isEmpty() ? Verdict.KNOWN : keeper.take(raw);
            last = verdict;
            refusedVersion = verdict.isRefusal() ? version : 0;
            if (verdict != Verdict.KNOWN) {
                ears.heard(verdict, keeper.version());
            }
        } catch (KeyFileException e) {
            ears.broke(e);
        } catch (GatewayUnavailableException e) {
            // The next heartbeat tells it again.
            refusedVersion = 0;
        }
    }
}
