package dev.tidegate.till.training;

import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.Standing;
import dev.tidegate.till.gateway.HeardStanding;
import dev.tidegate.till.gateway.HeartbeatStanding.Seen;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * The network of the training room, which is a switch. There is nothing behind it: no call of this class or by its word
 * opens a socket. After a restart it is up. Safe to use from several threads.
 */
public final class TrainingNetwork implements HeardStanding {
    /** How it stands. */
    public enum Mode {
        UP,
        DOWN,
        /** Questions arrive and their answers do not. */
        ANSWERS_LOST
    }

    private static final int SLOT_RECORDS = 1_000;

    private final InstantSource clock;
    private final Runnable changed;
    private Mode mode = Mode.UP;
    private Instant since;

    /** @param changed told of each change; has to be quick and never throw */
    public TrainingNetwork(InstantSource clock, Runnable changed) {
        this.clock = clock;
        this.changed = changed;
        this.since = clock.instant();
    }

    public synchronized Mode mode() {
        return mode;
    }

    /** Puts the switch; nothing happens where it stands so already. */
    public void put(Mode to) {
        synchronized (this) {
            if (to == mode) {
                return;
            }
            mode = to;
            since = clock.instant();
        }
        changed.run();
    }

    @Override
    public synchronized Seen seen() {
        return new Seen(now(), since, gatewayReachable());
    }

    @Override
    public Standing now() {
        return switch (mode()) {
            case UP, ANSWERS_LOST -> new Standing.Online();
            case DOWN -> new Standing.Offline(Reason.NO_NETWORK);
        };
    }

    @Override
    public boolean gatewayReachable() {
        return mode() != Mode.DOWN;
    }

    @Override
    public int drainSlot() {
        return SLOT_RECORDS;
    }

    @Override
    public @Nullable Instant drainSlotAt() {
        return null;
    }

    @Override
    public void beat() {
        // Nobody is there to be asked: the switch is the truth.
    }

    @Override
    public void drained(int records) {
        // Nobody else drains.
    }

    @Override
    public void lost(Reason cause) {
        // Whoever trains sees the same again until the switch is put otherwise.
    }
}
