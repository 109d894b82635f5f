package dev.tidegate.gateway.batch;

import dev.tidegate.gateway.capture.Acquirer;
import dev.tidegate.gateway.capture.Acquirers;
import dev.tidegate.gateway.capture.ManualActions;
import dev.tidegate.gateway.capture.Person;
import dev.tidegate.gateway.capture.Person.Role;
import dev.tidegate.gateway.log.FactLog;
import dev.tidegate.gateway.log.Field;
import dev.tidegate.gateway.profile.Batch;
import dev.tidegate.gateway.profile.Batch.StoredAtClose;
import dev.tidegate.gateway.profile.Terminal;
import dev.tidegate.gateway.profile.Terminals;
import dev.tidegate.gateway.store.ActionRow;
import dev.tidegate.gateway.store.BatchMessage;
import dev.tidegate.gateway.store.BatchMessage.Kind;
import dev.tidegate.gateway.store.BatchRow;
import dev.tidegate.gateway.store.BatchRow.State;
import dev.tidegate.gateway.store.LaneId;
import dev.tidegate.gateway.store.Outstanding;
import dev.tidegate.gateway.store.Store;
import dev.tidegate.gateway.store.Tables;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes people's and the clock's wishes to close batches, and says how batches stand. */
public final class BatchDesk {
    /** Who asks where nobody does. */
    static final String THE_CLOCK = "the clock";

    private static final FactLog LOG = FactLog.of(BatchDesk.class);

    private final Store store;
    private final Acquirers acquirers;
    private final Terminals terminals;
    private final Map<LaneId, CloseTime> merchants;
    private final Endings endings;
    private final InstantSource clock;

    /** @param merchants the close times of terminals whose merchant has one; for others the profile's counts */
    public BatchDesk(
            Store store,
            Acquirers acquirers,
            Terminals terminals,
            Map<LaneId, CloseTime> merchants,
            BatchCloser closer,
            InstantSource clock) {
        this.store = store;
        this.acquirers = acquirers;
        this.terminals = terminals;
        this.merchants = Map.copyOf(merchants);
        this.endings = closer.endings();
        this.clock = clock;
    }

    /** Wants the batch of a terminal closed, by somebody's hand. */
    public CloseWord close(LaneId lane, Person person, String reason) {
        return ordered(lane, person, reason, "CLOSE_BATCH", List.of(Role.OPERATOR, Role.FINANCE), (tables, rules) -> {
            BatchRow batch = tables.batches().open(lane).orElseGet(() -> first(tables, lane));
            if (batch.state().isClosing()) {
                return new CloseWord.Refused("Its close is under way.");
            }
            if (batch.state() == State.HELD && batch.cause().equals(Causes.HOST_IS_AHEAD)) {
                return new CloseWord.Refused("The host may have closed it already: finance looks and accepts that.");
            }
            return want(tables, batch, rules, person.name());
        });
    }

    /** Takes the acquirer's word for a batch whose close waits for a person. */
    public CloseWord accept(LaneId lane, Person person, String reason) {
        return ordered(lane, person, reason, "ACCEPT_BATCH", List.of(Role.FINANCE), (tables, rules) -> {
            Optional<BatchRow> held = tables.batches().open(lane).filter(batch -> batch.state() == State.HELD);
            if (held.isEmpty()) {
                return new CloseWord.Refused("Its close does not wait for a person.");
            }
            endings.finish(tables, held.get(), "ACCEPTED by " + person.name());
            return new CloseWord.Accepted();
        });
    }

    /** Wants each batch closed whose time has come, and in which something was booked before that; returns how many. */
    public int doWork() {
        int wanted = 0;
        for (Acquirer acquirer : acquirers.all()) {
            Batch rules = acquirer.profile().batch();
            if (rules == null) {
                continue;
            }
            for (Map.Entry<LaneId, Instant> oldest : store.read(
                            tables -> tables.batches().oldest(acquirer.name()))
                    .entrySet()) {
                if (isPast(oldest.getKey(), rules, oldest.getValue()) && byClock(oldest.getKey(), rules)) {
                    wanted++;
                }
            }
        }
        return wanted;
    }

    private boolean isPast(LaneId lane, Batch rules, Instant oldest) {
        Optional<CloseTime> time = Optional.ofNullable(merchants.get(lane))
                .or(() -> rules.closeTime().map(at -> new CloseTime(at, rules.zone())));
        return time.filter(one -> oldest.isBefore(one.last(clock.instant()))).isPresent();
    }

    private boolean byClock(LaneId lane, Batch rules) {
        return store.write(tables -> {
            Optional<BatchRow> open = tables.batches().open(lane).filter(batch -> batch.state() == State.OPEN);
            open.ifPresent(batch -> want(tables, batch, rules, THE_CLOCK));
            return open.isPresent();
        });
    }

    private CloseWord want(Tables tables, BatchRow batch, Batch rules, String by) {
        Outstanding left = tables.batches().outstanding(batch.lane());
        // What was sent before is asked about on, under its own numbers.
        boolean begun = batch.lastEvent() != null;
        tables.batches().update(begun ? batch.now(resumed(tables, batch), null) : batch.asked(by, clock.instant()));
        CloseWord word = !begun && rules.storedAtClose() == StoredAtClose.BLOCK && !left.isNothing()
                ? new CloseWord.Blocked(left)
                : new CloseWord.Wanted(left);
        tables.batches().note(batch, clock.instant(), "CLOSE_WANTED", "By " + by + ". " + word.sentence());
        LOG.info("a batch is to be closed", Map.of(Field.TERMINAL, batch.lane().terminal(), Field.CAUSE, by));
        return word;
    }

    private static State resumed(Tables tables, BatchRow batch) {
        List<BatchMessage> said = tables.batchMessages().of(batch);
        boolean telling = !said.isEmpty()
                && said.getLast().kind() == Kind.UPLOAD
                && said.getLast().state().isOpen();
        return telling ? State.UPLOADING : State.CLOSING;
    }

    private interface Order {
        CloseWord carryOut(Tables tables, Batch rules);
    }

    private CloseWord ordered(LaneId lane, Person person, String reason, String action, List<Role> roles, Order order) {
        if (terminals.at(lane.acquirer(), lane.terminal()).isEmpty()) {
            return new CloseWord.Unknown();
        }
        Batch rules = acquirers.of(lane).profile().batch();
        if (rules == null) {
            return new CloseWord.NoReconciliation(lane.acquirer());
        }
        if (Collections.disjoint(roles, person.roles())) {
            return new CloseWord.Refused(person.name() + " may not do this: it takes " + roles + ".");
        }
        if (reason.isBlank() || reason.length() > ManualActions.REASON_CHARACTERS_MAX) {
            return new CloseWord.Refused("It takes a reason, one sentence.");
        }
        return store.write(tables -> {
            CloseWord word = order.carryOut(tables, rules);
            if (!(word instanceof CloseWord.Refused)) {
                tables.actions().save(row(tables, lane, person, reason, action));
            }
            return word;
        });
    }

    private ActionRow row(Tables tables, LaneId lane, Person person, String reason, String action) {
        Instant now = clock.instant();
        long n = tables.actions().next();
        return new ActionRow(n, now, "batch " + lane, 0, action, person.name(), reason, true, "", "", now);
    }

    private static BatchRow first(Tables tables, LaneId lane) {
        tables.batches().begin(lane);
        return tables.batches().open(lane).orElseThrow();
    }

    /** The batch of each terminal that is not closed, terminals in order. */
    public List<BatchView> all() {
        return store.read(tables -> terminals.all().stream()
                .map(terminal -> view(tables, terminal, null))
                .toList());
    }

    /**
     * One batch with all that is known of it.
     *
     * @param seq which of the terminal's; 0 for the one that is not closed
     * @return empty where there is no such terminal or batch
     */
    public Optional<BatchStory> story(LaneId lane, long seq) {
        Optional<Terminal> terminal = terminals.at(lane.acquirer(), lane.terminal());
        return store.read(tables -> terminal.flatMap(one -> {
            @Nullable
            BatchRow batch = tables.batches().of(lane).stream()
                    .filter(row -> row.seq() == seq)
                    .findFirst()
                    .orElse(null);
            return seq != 0 && batch == null
                    ? Optional.<BatchStory>empty()
                    : Optional.of(BatchStory.of(tables, view(tables, one, batch), lane));
        }));
    }

    /** @param row null for the batch that is not closed */
    private BatchView view(Tables tables, Terminal terminal, @Nullable BatchRow row) {
        LaneId lane = new LaneId(terminal.acquirer(), terminal.tid());
        BatchRow batch = row != null ? row : tables.batches().open(lane).orElseGet(() -> BatchRow.first(lane));
        return BatchView.of(tables, batch, acquirers.of(lane).profile().batch());
    }
}
