package dev.tidegate.till.sync;

import dev.tidegate.core.payment.Payment;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.RecordType;
import dev.tidegate.core.payment.Standing;
import dev.tidegate.core.port.GatewayClient.Verdict;
import dev.tidegate.core.port.Journal;
import dev.tidegate.till.gateway.HeardStanding;
import dev.tidegate.till.gateway.HeartbeatStanding;
import dev.tidegate.till.ledger.LedgerQueries;
import dev.tidegate.till.ledger.LedgerQueries.Filter;
import dev.tidegate.till.ledger.LedgerQueries.Listed;
import dev.tidegate.till.ledger.TillLedger;
import dev.tidegate.till.sync.SyncRun.Progress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The runs of <em>Sync now</em>, at most one of them going.
 *
 * <p>A run sends nothing itself: it asks the gateway whether it is there, wakes the drain, and watches what becomes of
 * the sales that were here. So pressing it changes nothing that would not have happened anyway, and no attempt is
 * counted. Runs live in memory: after a restart there are none, and the sales are drained as ever. Safe to use from
 * several threads.
 */
public final class SyncRuns {
    /** Lines of one run: five times what the shipped limits store. */
    static final int SALES_MAX = 1_000;

    /** Runs that can still be asked for: those of a busy hour. */
    static final int RUNS_MAX = 16;

    /** What a run looks at. */
    public record Rooms(
            TillLedger ledger,
            Journal journal,
            HeardStanding standing,
            BooleanSupplier forced,
            Supplier<Verdict> stoppedBy,
            InstantSource clock,
            Supplier<UUID> ids) {}

    /** A stored sale and the number of the record that stored it. */
    private record Stored(PaymentId payment, long seq) {}

    private static final class Going {
        final UUID id;
        final Instant startedAt;
        final List<Stored> sales;
        boolean looked;

        @Nullable
        Instant endedAt;

        @Nullable
        Progress end;

        Going(UUID id, Instant startedAt, List<Stored> sales) {
            this.id = id;
            this.startedAt = startedAt;
            this.sales = sales;
        }
    }

    private final Rooms rooms;
    private final Executor heart;
    private final Runnable wakeDrain;
    private final Consumer<UUID> changed;
    private final Deque<Going> runs = new ArrayDeque<>();
    private @Nullable SyncRun told;

    /**
     * @param heart where the gateway is asked
     * @param wakeDrain lets the drain look at once, whatever failed before
     * @param changed told of each change of a run that goes; has to be quick and never throw
     */
    public SyncRuns(Rooms rooms, Executor heart, Runnable wakeDrain, Consumer<UUID> changed) {
        this.rooms = rooms;
        this.heart = heart;
        this.wakeDrain = wakeDrain;
        this.changed = changed;
    }

    /** Begins a run, or joins the one that goes. Returns at once. */
    public SyncRun press() {
        Going fresh;
        synchronized (this) {
            Going newest = runs.peekFirst();
            if (newest != null && newest.end == null) {
                return view(newest);
            }
            fresh = new Going(rooms.ids().get(), rooms.clock().instant(), stored());
            runs.addFirst(fresh);
            if (runs.size() > RUNS_MAX) {
                runs.removeLast();
            }
        }
        try {
            heart.execute(() -> begin(fresh));
        } catch (RejectedExecutionException e) {
            end(fresh, Progress.GATEWAY_SILENT);
        }
        return Objects.requireNonNull(run(fresh.id));
    }

    private void begin(Going run) {
        rooms.standing().beat();
        synchronized (this) {
            run.looked = true;
        }
        if (rooms.standing().gatewayReachable()) {
            wakeDrain.run();
        }
        look();
    }

    /** Sees whether the run that goes has come further. From any thread; quick where none goes. */
    public void look() {
        UUID news = null;
        synchronized (this) {
            Going going = runs.peekFirst();
            if (going != null && !isToldToItsEnd(going)) {
                SyncRun now = view(going);
                if (!now.equals(told)) {
                    told = now;
                    news = going.id;
                }
            }
        }
        if (news != null) {
            changed.accept(news);
        }
    }

    private boolean isToldToItsEnd(Going run) {
        return told != null && told.id().equals(run.id) && told.endedAt() != null;
    }

    /** The run, absent where there is none of that id or it is too long ago. */
    public synchronized @Nullable SyncRun run(UUID id) {
        for (Going run : runs) {
            if (run.id.equals(id)) {
                return view(run);
            }
        }
        return null;
    }

    /** The run that goes, or the last one; absent since the start. */
    public synchronized @Nullable SyncRun newest() {
        Going newest = runs.peekFirst();
        return newest == null ? null : view(newest);
    }

    private SyncRun view(Going run) {
        List<SyncLine> lines = run.sales.stream().map(this::line).toList();
        Progress progress = run.end == null ? progress(run, lines) : run.end;
        if (progress.isEnd() && run.end == null) {
            end(run, progress);
        }
        Instant slotAt =
                progress == Progress.WAITING_FOR_SLOT ? rooms.standing().drainSlotAt() : null;
        return new SyncRun(run.id, run.startedAt, run.endedAt, progress, slotAt, lines);
    }

    private synchronized void end(Going run, Progress how) {
        run.end = how;
        run.endedAt = rooms.clock().instant();
    }

    private Progress progress(Going run, List<SyncLine> lines) {
        if (!run.looked) {
            return Progress.LOOKING;
        }
        if (rooms.forced().getAsBoolean()) {
            return Progress.FORCED_OFFLINE;
        }
        HeartbeatStanding.Seen seen = rooms.standing().seen();
        Standing standing = seen.standing();
        if (!seen.gatewayReachable()) {
            return awayOf(standing);
        }
        if (lines.stream().allMatch(SyncLine::isDone)) {
            boolean waits = lines.stream().anyMatch(line -> line.stage() == SyncLine.Stage.WITH_GATEWAY);
            return standing instanceof Standing.Offline && waits ? Progress.ACQUIRER_SILENT : Progress.DONE;
        }
        if (rooms.stoppedBy().get() != Verdict.OK) {
            return Progress.STOPPED;
        }
        return rooms.standing().drainSlot() > 0 ? Progress.SENDING : Progress.WAITING_FOR_SLOT;
    }

    private static Progress awayOf(Standing standing) {
        return switch (standing) {
            case Standing.Online() -> Progress.GATEWAY_SILENT;
            case Standing.Offline(var why) ->
                switch (why) {
                    case NO_NETWORK -> Progress.NO_NETWORK;
                    default -> Progress.GATEWAY_SILENT;
                };
        };
    }

    private SyncLine line(Stored sale) {
        Payment payment = Objects.requireNonNull(rooms.ledger().payment(sale.payment()));
        Journal.Acknowledged known = rooms.journal().acknowledged();
        return SyncLine.of(
                payment, known.contiguous() >= sale.seq(), known.setAside().contains(sale.seq()));
    }

    private List<Stored> stored() {
        LedgerQueries queries = rooms.ledger().queries();
        List<Stored> found = new ArrayList<>();
        long before = Long.MAX_VALUE;
        while (found.size() < SALES_MAX) {
            List<Listed> page = queries.newest(Filter.unsynced(), before);
            page.forEach(listed -> found.add(new Stored(
                    listed.payment().id(), storedBy(queries, listed.payment().id(), listed.place()))));
            if (page.size() < LedgerQueries.PAGE_MAX) {
                break;
            }
            before = page.getLast().place();
        }
        return found.reversed();
    }

    /** The record that stored a payment; before it there may be the one of an online request that never left. */
    static long storedBy(LedgerQueries queries, PaymentId payment, long otherwise) {
        return queries.events(payment).stream()
                .filter(event -> event.record() == RecordType.STORED)
                .mapToLong(LedgerQueries.Event::seq)
                .findFirst()
                .orElse(otherwise);
    }
}
