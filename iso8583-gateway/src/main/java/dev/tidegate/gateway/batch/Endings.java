package dev.tidegate.gateway.batch;

import dev.tidegate.gateway.capture.Acquirer;
import dev.tidegate.gateway.capture.Acquirers;
import dev.tidegate.gateway.codec.BatchAnswer;
import dev.tidegate.gateway.codec.IsoMessage;
import dev.tidegate.gateway.log.FactLog;
import dev.tidegate.gateway.log.Field;
import dev.tidegate.gateway.profile.Batch;
import dev.tidegate.gateway.profile.Batch.OnDifference;
import dev.tidegate.gateway.profile.BatchTotals;
import dev.tidegate.gateway.profile.MessageKind;
import dev.tidegate.gateway.profile.Repeats;
import dev.tidegate.gateway.profile.ResponseTable.Stored;
import dev.tidegate.gateway.profile.Terminal;
import dev.tidegate.gateway.profile.Terminals;
import dev.tidegate.gateway.store.BatchMessage;
import dev.tidegate.gateway.store.BatchMessage.Kind;
import dev.tidegate.gateway.store.BatchRow;
import dev.tidegate.gateway.store.BatchRow.State;
import dev.tidegate.gateway.store.Tables;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** What the end of a close's message does to its batch. Runs inside a transaction. */
final class Endings {
    private static final FactLog LOG = FactLog.of(Endings.class);

    private final Acquirers acquirers;
    private final Terminals terminals;
    private final InstantSource clock;

    Endings(Acquirers acquirers, Terminals terminals, InstantSource clock) {
        this.acquirers = acquirers;
        this.terminals = terminals;
        this.clock = clock;
    }

    /** The process that wrote the INTENT saw that no byte left. */
    void unwritten(Tables tables, BatchMessage message) {
        tables.batchMessages().update(message.unwritten());
        goOn(tables, message, clock.instant().plus(NextMessage.LOOK_AGAIN));
    }

    /** Bytes left, or may have, and nothing came back in time: the same goes again, marked as a repeat. */
    void silent(Tables tables, BatchMessage message) {
        tables.batchMessages().update(message.timedOut());
        Repeats repeats = of(message).profile().repeats(kind(message));
        BatchRow batch = batch(tables, message);
        if (repeats.isExhausted(message.sends())) {
            hold(tables, batch, Causes.UNANSWERED, "Sent " + message.sends() + " times, never answered.");
        } else {
            goOn(tables, message, repeats.after(message.sends(), clock.instant()));
        }
    }

    private void goOn(Tables tables, BatchMessage message, @Nullable Instant at) {
        BatchRow batch = batch(tables, message);
        tables.batches().update(batch.now(batch.state(), at));
    }

    /** The acquirer answered, perhaps late. */
    void answered(Tables tables, BatchMessage message, IsoMessage answer) {
        BatchRow batch = batch(tables, message);
        if (message.kind() == Kind.UPLOAD) {
            uploaded(tables, batch, message, answer);
            return;
        }
        BatchAnswer said =
                of(message).codec().batchAnswer(answer, message.identity().day());
        BatchMessage told = message.answered(said.code(), said.totals(), clock.instant());
        Batch rules = rules(message);
        boolean judged =
                rules.balanced().contains(said.code()) || rules.outOfBalance().contains(said.code());
        if (judged && said.number() != 0 && said.number() != message.identity().number()) {
            LOG.warn(
                    "sums of another batch in an answer",
                    Map.of(Field.TERMINAL, batch.lane().terminal()));
            if (message.state() == BatchMessage.State.INTENT) {
                silent(tables, message);
            }
            return;
        }
        List<BatchMessage> before = tables.batchMessages().of(batch);
        tables.batchMessages().update(told);
        if (rules.balanced().contains(said.code())) {
            close(tables, batch, told, "BALANCED");
        } else if (rules.outOfBalance().contains(said.code())) {
            differs(tables, batch, told, before);
        } else if (rules.empty().contains(said.code())) {
            empty(tables, batch, told);
        } else if (rules.wrongNumber().contains(said.code())) {
            wrongNumber(tables, batch, told, before, said.number());
        } else if (rules.newDay().contains(said.code())) {
            newDay(tables, batch, told, before, said.day());
        } else {
            otherwise(tables, batch, told, before);
        }
    }

    private void uploaded(Tables tables, BatchRow batch, BatchMessage message, IsoMessage answer) {
        String code = answer.responseCode();
        tables.batchMessages().update(message.answered(code, null, clock.instant()));
        Stored word = Uploads.word(of(message).profile(), code);
        if (word == Stored.RETRY) {
            goOn(tables, message, clock.instant().plus(NextMessage.LOOK_AGAIN));
            return;
        }
        if (word != Stored.DONE && word != Stored.DUPLICATE) {
            String payment = tables.batchItems()
                    .find(message.item())
                    .map(item -> item.payment().toString())
                    .orElse("");
            tables.batches()
                    .note(batch, clock.instant(), "UPLOAD_REFUSED", "Payment " + payment + " was answered " + code);
        }
        goOn(tables, message, null);
    }

    private void differs(Tables tables, BatchRow batch, BatchMessage told, List<BatchMessage> before) {
        BatchTotals host = told.host();
        if (rules(told).onDifference() == OnDifference.HOST_TOTALS) {
            close(tables, later(tables, batch, told, host), told, "HOST_TOTALS");
        } else if (before.stream().anyMatch(m -> m.kind() == Kind.UPLOAD)) {
            difference(tables, batch, told);
            hold(tables, batch, Causes.DIFFERENCE, "The sums differ after every message was told again.");
        } else {
            tables.batches().update(batch.now(State.UPLOADING, null));
            tables.batches()
                    .note(
                            batch,
                            clock.instant(),
                            "UPLOAD_BEGUN",
                            "The host wants each message again: " + sides(tables, batch, told));
        }
    }

    /**
     * Sums that were sent more than once may have arrived after what was booked in between: where those bookings make
     * them agree, they are of this batch.
     */
    private BatchRow later(Tables tables, BatchRow batch, BatchMessage told, @Nullable BatchTotals host) {
        if (told.sends() < 2 || host == null) {
            return batch;
        }
        long newest = tables.batchItems().newest();
        SortedMap<String, BatchTotals> all = Sums.of(tables, batch, rules(told), newest, newest);
        boolean explains = all.size() == 1
                && all.containsKey(terminal(told).currency().getCurrencyCode())
                && all.values().iterator().next().agreesWith(host)
                && !Sums.said(tables, batch, rules(told), terminal(told), told).agreesWith(host);
        if (!explains) {
            return batch;
        }
        tables.batches().note(batch, clock.instant(), "LATER_BOOKINGS_TAKEN", "The host counts what was booked since.");
        return batch.upTo(newest);
    }

    private void empty(Tables tables, BatchRow batch, BatchMessage told) {
        if (!Sums.said(tables, batch, rules(told), terminal(told), told).countsNothing()) {
            hold(tables, batch, Causes.HOST_IS_EMPTY, sides(tables, batch, told));
            return;
        }
        tables.batches().update(batch.reopened());
        tables.batches().note(batch, clock.instant(), "EMPTY", "There is nothing in it: it stays open.");
    }

    private void wrongNumber(Tables tables, BatchRow batch, BatchMessage told, List<BatchMessage> before, int theirs) {
        Batch rules = rules(told);
        int ours = told.identity().number();
        boolean again = before.stream().anyMatch(m -> rules.wrongNumber().contains(m.code()));
        boolean maybeClosed =
                theirs == rules.after(ours) && before.stream().anyMatch(m -> m.kind() == Kind.SUMS && m.sends() > 1);
        String words = "We have " + ours + ", the host has " + (theirs == 0 ? "another" : theirs) + ".";
        if (maybeClosed) {
            hold(tables, batch, Causes.HOST_IS_AHEAD, words);
        } else if (theirs == 0 || theirs == ours || again) {
            hold(tables, batch, Causes.WRONG_NUMBER, words);
        } else {
            tables.batches().update(batch.numbered(theirs).now(State.CLOSING, null));
            tables.batches().note(batch, clock.instant(), "NUMBER_ADOPTED", words);
        }
    }

    private void newDay(
            Tables tables, BatchRow batch, BatchMessage told, List<BatchMessage> before, @Nullable LocalDate theirs) {
        LocalDate sent = told.identity().day();
        LocalDate next = theirs == null || theirs.equals(sent) ? sent.plusDays(1) : theirs;
        if (again(tables, batch.of(next), told, before)) {
            tables.batches().note(batch, clock.instant(), "NEW_DAY", "The host's day is " + next + ".");
        }
    }

    private void otherwise(Tables tables, BatchRow batch, BatchMessage told, List<BatchMessage> before) {
        if (Uploads.word(of(told).profile(), told.code()) != Stored.RETRY) {
            hold(tables, batch, Causes.REFUSED, "The host answered " + told.code() + ".");
        } else if (again(tables, batch, told, before)) {
            tables.batches().note(batch, clock.instant(), "TECHNICAL_ANSWER", told.code());
        }
    }

    /** The sums once more under new numbers, after a while; false where it was often enough. */
    private boolean again(Tables tables, BatchRow batch, BatchMessage told, List<BatchMessage> before) {
        int asked = (int) before.stream().filter(m -> m.kind() == Kind.SUMS).count();
        if (of(told).profile().repeats(MessageKind.RECONCILIATION).isExhausted(asked)) {
            hold(tables, batch, Causes.REFUSED, "The host answered " + told.code() + ", again and again.");
            return false;
        }
        Instant at = of(told).profile().retry().after(asked, clock.instant());
        tables.batches().update(batch.now(State.CLOSING, at));
        return true;
    }

    /** Closes it, and tells finance where the sums differ. */
    private void close(Tables tables, BatchRow batch, BatchMessage told, String how) {
        difference(tables, batch, told);
        finish(tables, batch, how);
    }

    /** Closes a batch and opens the next. */
    void finish(Tables tables, BatchRow batch, String how) {
        Instant now = clock.instant();
        tables.batches().update(batch.closed(how, now));
        Batch rules = rules(acquirers.of(batch.lane()));
        tables.batches().insert(batch.following(rules.after(batch.number()), batch.end()));
        tables.batches().note(batch, now, "CLOSED", how);
        LOG.info(
                "a batch is closed",
                Map.of(Field.TERMINAL, batch.lane().terminal(), Field.SEQ, batch.seq(), Field.CAUSE, how));
    }

    private void difference(Tables tables, BatchRow batch, BatchMessage told) {
        BatchTotals host = told.host();
        BatchTotals ours = Sums.said(tables, batch, rules(told), terminal(told), told);
        if (host == null || ours.agreesWith(host)) {
            return;
        }
        tables.batches().note(batch, clock.instant(), "DIFFERENCE", sides(tables, batch, told));
        LOG.error(
                "the sums of a batch differ from the acquirer's",
                Map.of(
                        Field.TERMINAL,
                        batch.lane().terminal(),
                        Field.SEQ,
                        batch.seq(),
                        Field.AMOUNT,
                        host.netAmount() - ours.netAmount()));
    }

    private String sides(Tables tables, BatchRow batch, BatchMessage told) {
        Terminal terminal = terminal(told);
        BatchTotals ours = Sums.said(tables, batch, rules(told), terminal, told);
        BatchTotals host = told.host();
        String we = "We have " + Sums.words(ours, terminal.currency()) + "; the host has ";
        return host == null
                ? we + "not said."
                : we + Sums.words(host, terminal.currency()) + ": "
                        + Sums.units(host.netAmount() - ours.netAmount(), terminal.currency()) + ".";
    }

    private void hold(Tables tables, BatchRow batch, String cause, String detail) {
        tables.batches().update(batch.held(cause));
        tables.batches().note(batch, clock.instant(), "HELD", cause + ": " + detail);
        LOG.error(
                "the close of a batch waits for a person",
                Map.of(Field.TERMINAL, batch.lane().terminal(), Field.SEQ, batch.seq(), Field.CAUSE, cause));
    }

    private static BatchRow batch(Tables tables, BatchMessage message) {
        return tables.batches()
                .open(message.lane())
                .filter(batch -> batch.seq() == message.seq())
                .orElseThrow(() -> new IllegalStateException("a message of a batch that is closed"));
    }

    private static MessageKind kind(BatchMessage message) {
        return message.kind() == Kind.SUMS ? MessageKind.RECONCILIATION : MessageKind.UPLOAD;
    }

    private Terminal terminal(BatchMessage message) {
        return terminals
                .at(message.lane().acquirer(), message.lane().terminal())
                .orElseThrow(() -> new IllegalStateException("no terminal " + message.lane()));
    }

    private Acquirer of(BatchMessage message) {
        return acquirers.of(message.lane());
    }

    private Batch rules(BatchMessage message) {
        return rules(of(message));
    }

    private static Batch rules(Acquirer acquirer) {
        Batch rules = acquirer.profile().batch();
        if (rules == null) {
            throw new IllegalStateException(acquirer.name() + " adds up no batches by messages");
        }
        return rules;
    }
}
