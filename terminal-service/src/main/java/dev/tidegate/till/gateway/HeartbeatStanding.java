package dev.tidegate.till.gateway;

import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.Standing;
import dev.tidegate.core.port.GatewayUnavailableException;
import dev.tidegate.core.port.Journal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether the acquirer can be asked, as the gateway's heart tells it: a duty cycle of one beat.
 *
 * <p>A failed call turns it offline at once; only a beat turns it online again. Each change has a cause, a time, and is
 * told to whoever listens. Safe to use from several threads.
 */
public final class HeartbeatStanding implements HeardStanding {
    /**
     * How it stands and since when.
     *
     * @param gatewayReachable whether the gateway answers, though the acquirer may not
     * @param trouble what exactly kept the last call from its answer
     */
    public record Seen(Standing standing, Instant since, boolean gatewayReachable, Trouble trouble) {
        /** Without a word what exactly it was. */
        public Seen(Standing standing, Instant since, boolean gatewayReachable) {
            this(standing, since, gatewayReachable, Trouble.NONE);
        }
    }

    private final HttpGateway gateway;
    private final Journal journal;
    private final IntSupplier unsynced;
    private final BundleWatch keys;
    private final ParametersWatch parameters;
    private final InstantSource clock;
    private final Consumer<Seen> changed;
    private final Progress progress;
    private Seen seen;
    private Instant slotStart = Instant.MAX;
    private int slotRecords;

    /** @param changed told of each change, on the thread that found it out; has to be quick and never throw */
    public HeartbeatStanding(
            HttpGateway gateway,
            Journal journal,
            IntSupplier unsynced,
            BundleWatch keys,
            ParametersWatch parameters,
            InstantSource clock,
            Progress progress,
            Consumer<Seen> changed) {
        this.progress = progress;
        this.keys = keys;
        this.parameters = parameters;
        this.gateway = gateway;
        this.journal = journal;
        this.unsynced = unsynced;
        this.clock = clock;
        this.changed = changed;
        this.seen = new Seen(new Standing.Offline(Reason.GATEWAY_SILENT), clock.instant(), false);
    }

    /** Hears with each beat how far the gateway is. Has to be quick and never throw. */
    @FunctionalInterface
    public interface Progress {
        /**
         * @param lastSeq of the newest record that the gateway has
         * @param acknowledged what it had acknowledged before it was asked
         * @param head the till's newest record then
         */
        void heard(long lastSeq, long acknowledged, long head);
    }

    @Override
    public void beat() {
        try {
            long acknowledged = journal.acknowledged().contiguous();
            Journal.Head head = journal.head();
            HttpGateway.Told told = gateway.beat(head, unsynced.getAsInt(), keys.sealing());
            keys.heard(told);
            parameters.heard(told.parametersVersion());
            granted(told.slot());
            Long lastSeq = told.lastSeq();
            if (lastSeq != null) {
                progress.heard(lastSeq, acknowledged, head.seq());
            }
            change(
                    told.acquirerUp() ? new Standing.Online() : new Standing.Offline(Reason.ACQUIRER_SILENT),
                    true,
                    Trouble.NONE);
        } catch (GatewayUnavailableException e) {
            change(new Standing.Offline(e.reason()), false, Trouble.of(e.getCause()));
        }
    }

    @Override
    public Standing now() {
        return seen().standing();
    }

    @Override
    public boolean gatewayReachable() {
        return seen().gatewayReachable();
    }

    @Override
    public synchronized Seen seen() {
        return seen;
    }

    @Override
    public synchronized int drainSlot() {
        return clock.instant().isBefore(slotStart) ? 0 : slotRecords;
    }

    @Override
    public synchronized @Nullable Instant drainSlotAt() {
        return slotStart.equals(Instant.MAX) || !clock.instant().isBefore(slotStart) ? null : slotStart;
    }

    @Override
    public synchronized void drained(int records) {
        slotRecords = Math.max(0, slotRecords - records);
    }

    // Each beat says it again, so a clock that is set puts it wrong for no longer than that.
    private synchronized void granted(HttpGateway.Slot slot) {
        slotStart = clock.instant().plus(slot.in());
        slotRecords = slot.records();
    }

    @Override
    public void lost(Reason cause) {
        // A busy lane is not a silent one: the next sale may find it free. A PIN that could not be passed on is no
        // matter of the line.
        if (cause != Reason.LANE_BUSY && cause != Reason.PIN_UNCHECKED) {
            change(new Standing.Offline(cause), cause == Reason.ACQUIRER_SILENT, Trouble.NONE);
        }
    }

    private void change(Standing now, boolean reachable, Trouble trouble) {
        Seen after;
        synchronized (this) {
            boolean same = seen.standing().equals(now) && seen.gatewayReachable() == reachable;
            if (same && (trouble == Trouble.NONE || trouble == seen.trouble())) {
                return;
            }
            Instant since = seen.standing().equals(now) ? seen.since() : clock.instant();
            after = new Seen(now, since, reachable, trouble);
            seen = after;
        }
        changed.accept(after);
    }
}
