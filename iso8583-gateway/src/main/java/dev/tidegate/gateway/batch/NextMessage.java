package dev.tidegate.gateway.batch;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.Stan;
import dev.tidegate.crypto.BodyRejectedException;
import dev.tidegate.crypto.OpenedBody;
import dev.tidegate.gateway.capture.Acquirer;
import dev.tidegate.gateway.capture.CardColumns;
import dev.tidegate.gateway.capture.Tenure;
import dev.tidegate.gateway.codec.BatchFacts;
import dev.tidegate.gateway.codec.Outbound;
import dev.tidegate.gateway.codec.SaleFacts;
import dev.tidegate.gateway.codec.UnsendableException;
import dev.tidegate.gateway.log.FactLog;
import dev.tidegate.gateway.log.Field;
import dev.tidegate.gateway.profile.Batch;
import dev.tidegate.gateway.profile.Batch.StoredAtClose;
import dev.tidegate.gateway.profile.BatchTotals;
import dev.tidegate.gateway.profile.MessageKind;
import dev.tidegate.gateway.profile.Terminal;
import dev.tidegate.gateway.store.AttemptRow;
import dev.tidegate.gateway.store.BatchItem;
import dev.tidegate.gateway.store.BatchMessage;
import dev.tidegate.gateway.store.BatchMessage.Identity;
import dev.tidegate.gateway.store.BatchMessage.Kind;
import dev.tidegate.gateway.store.BatchMessage.State;
import dev.tidegate.gateway.store.BatchRow;
import dev.tidegate.gateway.store.LaneId;
import dev.tidegate.gateway.store.Outstanding;
import dev.tidegate.gateway.store.PaymentRow;
import dev.tidegate.gateway.store.Tables;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the next message of a terminal's close, and writes its INTENT. Runs inside a transaction; the message may be
 * sent once that is durable.
 */
final class NextMessage {
    private static final FactLog LOG = FactLog.of(NextMessage.class);
    /** Between two looks whether what blocks a close has ended. */
    static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

    private final CardColumns columns;
    private final Tenure tenure;
    private final Endings endings;

    NextMessage(CardColumns columns, Tenure tenure, Endings endings) {
        this.columns = columns;
        this.tenure = tenure;
        this.endings = endings;
    }

    /** Empty where nothing is due, or something else goes first. */
    Optional<BatchJob> of(Tables tables, Acquirer acquirer, Terminal terminal, Batch rules, Instant now) {
        LaneId lane = new LaneId(terminal.acquirer(), terminal.tid());
        Optional<BatchRow> due = tables.batches().open(lane).filter(batch -> isDue(batch, now));
        if (due.isEmpty() || tenure.take(tables, lane, false) == Tenure.Turn.ANOTHERS) {
            return Optional.empty();
        }
        BatchRow batch = due.get();
        if (tables.attempts().inFlight(lane).isPresent() || tables.attempts().reversalWaits(lane)) {
            tables.batches().update(batch.now(batch.state(), now.plus(LOOK_AGAIN)));
            return Optional.empty();
        }
        if (batch.state() == BatchRow.State.ASKED) {
            Optional<BatchRow> begun = begin(tables, batch, terminal, rules, now);
            if (begun.isEmpty()) {
                return Optional.empty();
            }
            batch = begun.get();
        }
        return new Sending(tables, acquirer, terminal, rules, batch, now).next();
    }

    private static boolean isDue(BatchRow batch, Instant now) {
        Instant at = batch.nextAt();
        boolean wanted = batch.state() == BatchRow.State.ASKED || batch.state().isClosing();
        return wanted && (at == null || !at.isAfter(now));
    }

    private static Optional<BatchRow> begin(
            Tables tables, BatchRow batch, Terminal terminal, Batch rules, Instant now) {
        Outstanding left = tables.batches().outstanding(batch.lane());
        if (!left.isNothing() && rules.storedAtClose() == StoredAtClose.BLOCK) {
            tables.batches().update(batch.now(batch.state(), now.plus(LOOK_AGAIN)));
            return Optional.empty();
        }
        long newest = tables.batchItems().newest();
        BatchRow begun = batch.begun(newest, rules.dayOf(now));
        Set<String> currencies = Sums.of(tables, begun, rules, newest, newest).keySet();
        if (!Set.of(terminal.currency().getCurrencyCode()).containsAll(currencies)) {
            tables.batches().update(begun.held(Causes.CURRENCIES));
            tables.batches().note(begun, now, "HELD", "It holds several currencies: " + currencies + ".");
            LOG.error("a batch of several currencies", Map.of(Field.TERMINAL, terminal.tid()));
            return Optional.empty();
        }
        tables.batches().update(begun);
        tables.batches().note(begun, now, "CLOSE_BEGUN", CloseWord.carried(left));
        return Optional.of(begun);
    }

    /** One look at one batch. */
    private final class Sending {
        private final Tables tables;
        private final Acquirer acquirer;
        private final Terminal terminal;
        private final Batch rules;
        private final BatchRow batch;
        private final Instant now;
        private final List<BatchMessage> before;

        Sending(Tables tables, Acquirer acquirer, Terminal terminal, Batch rules, BatchRow batch, Instant now) {
            this.tables = tables;
            this.acquirer = acquirer;
            this.terminal = terminal;
            this.rules = rules;
            this.batch = batch;
            this.now = now;
            this.before = tables.batchMessages().of(batch);
        }

        Optional<BatchJob> next() {
            if (!before.isEmpty() && before.getLast().state() == State.INTENT) {
                // The caller has the terminal's turn: whoever wrote it is gone, and its bytes may have left.
                endings.silent(tables, before.getLast());
                return Optional.empty();
            }
            if (!before.isEmpty() && before.getLast().state().isOpen()) {
                return made(before.getLast().again());
            }
            if (batch.state() == BatchRow.State.UPLOADING) {
                List<BatchItem> left = Uploads.left(tables, acquirer.profile(), batch, before);
                for (BatchItem item : left) {
                    Optional<BatchJob> job = made(fresh(Kind.UPLOAD, item.event()));
                    if (job.isPresent()) {
                        return job;
                    }
                }
            }
            return made(fresh(Kind.SUMS, 0));
        }

        private BatchMessage fresh(Kind kind, long item) {
            LocalDate today = LocalDate.ofInstant(now, terminal.zone());
            Stan stan = tables.counters().nextStan(batch.lane(), today);
            long upTo = tables.batchItems().newest();
            Identity identity = new Identity(stan, today, now, batch.number(), batch.ofDay(), upTo);
            int n = tables.batchMessages().of(batch).size() + 1;
            return BatchMessage.intent(batch, n, kind, identity, item);
        }

        /** Empty where it cannot be made: that is on record then. */
        private Optional<BatchJob> made(BatchMessage message) {
            boolean first = message.sends() == 1 && before.stream().noneMatch(m -> m.n() == message.n());
            try {
                Outbound bytes = message.kind() == Kind.SUMS ? sums(message) : upload(message);
                save(message, first);
                return Optional.of(new BatchJob(message, bytes));
            } catch (UnsendableException | BodyRejectedException e) {
                save(message.dropped(), first);
                if (message.kind() == Kind.SUMS) {
                    tables.batches().update(batch.held(Causes.FORMAT));
                }
                tables.batches().note(batch, now, "CANNOT_BE_MADE", about(message));
                LOG.error(
                        "a message of a batch cannot be made",
                        Map.of(Field.TERMINAL, terminal.tid(), Field.TYPE, message.kind()));
                return Optional.empty();
            }
        }

        private void save(BatchMessage message, boolean first) {
            if (first) {
                tables.batchMessages().insert(message);
            } else {
                tables.batchMessages().update(message);
            }
        }

        private Outbound sums(BatchMessage message) {
            Identity identity = message.identity();
            BatchTotals totals = Sums.said(tables, batch, rules, terminal, message);
            return acquirer.codec()
                    .reconciliation(new BatchFacts(
                            message.sends() > 1,
                            terminal,
                            identity.number(),
                            identity.day(),
                            totals,
                            identity.stan(),
                            now,
                            identity.firstSentAt()));
        }

        private Outbound upload(BatchMessage message) {
            BatchItem item = tables.batchItems().find(message.item()).orElseThrow();
            PaymentRow payment = tables.payments().find(item.payment()).orElseThrow();
            AttemptRow booked = Uploads.booked(tables, item);
            Octets card =
                    tables.payments().card(item.payment()).orElseThrow(() -> new BodyRejectedException("UNKNOWN_KID"));
            try (OpenedBody body = columns.openCard(card, item.payment())) {
                SaleFacts facts = new SaleFacts(
                        MessageKind.UPLOAD,
                        message.sends() > 1,
                        terminal,
                        new Amount(item.minor(), terminal.currency()),
                        payment.sold().soldAt(),
                        payment.sold().entryMode(),
                        body.tags(),
                        message.identity().stan(),
                        booked.sent().rrn(),
                        now,
                        Uploads.original(booked),
                        body.voice());
                return acquirer.codec().sale(facts, body.card());
            }
        }

        private String about(BatchMessage message) {
            @Nullable BatchItem item = tables.batchItems().find(message.item()).orElse(null);
            return item == null ? "the sums" : "payment " + item.payment();
        }
    }
}
