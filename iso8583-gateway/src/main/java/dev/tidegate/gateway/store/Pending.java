package dev.tidegate.gateway.store;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.PaymentId;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/**
 * What one transaction has changed of payments, their events and received records, and has not said to the database
 * yet: a batch of a till's journal is a few round trips instead of ten for each record. It is said before anything is
 * asked that could see it, and before the commit.
 *
 * <p>Only inside {@link Store#write}, whose transactions go one after the other: so the number of the last event can be
 * counted here.
 */
final class Pending {
    /** What a driver says that has put several rows into one statement. */
    private static final int NOT_COUNTED = Statement.SUCCESS_NO_INFO;

    private static final String EVENT = "event";

    private final Handle handle;
    private final Map<PaymentId, Change> payments = new LinkedHashMap<>();
    private final Map<PaymentId, PaymentRow> known = new HashMap<>();
    private final Set<PaymentId> absent = new HashSet<>();
    private final List<EventRow> events = new ArrayList<>();
    private final List<ReceivedRow> records = new ArrayList<>();
    private long lastEvent = -1;

    /** What becomes of a payment's row. */
    private static final class Change {
        private final boolean isNew;
        private PaymentRow row;
        private boolean told;
        private @Nullable Octets card;
        private @Nullable Octets sensitive;
        private @Nullable Octets mark;

        Change(PaymentRow row, boolean told, boolean isNew) {
            this.row = row;
            this.told = told;
            this.isNew = isNew;
        }
    }

    Pending(Handle handle) {
        this.handle = handle;
    }

    /** What is known of a payment without asking; null where it has to be asked for. */
    @Nullable
    PaymentRow known(PaymentId id) {
        Change change = payments.get(id);
        return change == null ? known.get(id) : change.row;
    }

    /** Rows that were read, as they are by now, and all others that have changed. */
    Stream<PaymentRow> over(List<PaymentRow> read) {
        return Stream.concat(
                read.stream().filter(row -> !payments.containsKey(row.id())),
                payments.values().stream().map(change -> change.row));
    }

    boolean isAbsent(PaymentId id) {
        return absent.contains(id);
    }

    /** What was found of these just now. */
    void found(Set<PaymentId> asked, List<PaymentRow> rows) {
        absent.addAll(asked);
        for (PaymentRow row : rows) {
            absent.remove(row.id());
            known.put(row.id(), row);
        }
    }

    void insert(PaymentRow row, boolean told) {
        absent.remove(row.id());
        if (payments.put(row.id(), new Change(row, told, true)) != null) {
            throw new StoreBrokenException("payment " + row.id() + " is there already");
        }
    }

    void update(PaymentRow row, boolean told) {
        Change change = payments.computeIfAbsent(row.id(), id -> new Change(row, told, false));
        change.row = row;
        change.told = told;
    }

    /** Puts the card columns to a row that is new; false where it is not, and the caller writes them. */
    boolean keepCard(PaymentId id, Octets card, @Nullable Octets sensitive) {
        Change change = payments.get(id);
        if (change == null || !change.isNew) {
            return false;
        }
        change.card = card;
        change.sensitive = sensitive;
        return true;
    }

    /** As {@link #keepCard}, for the keyed hash of the number. */
    boolean markCard(PaymentId id, Octets mark) {
        Change change = payments.get(id);
        if (change == null || !change.isNew) {
            return false;
        }
        change.mark = mark;
        return true;
    }

    long nextEvent() {
        if (lastEvent < 0) {
            lastEvent = handle.createQuery("select value from counter where name = :name")
                    .bind("name", EVENT)
                    .mapTo(Long.class)
                    .one();
        }
        return ++lastEvent;
    }

    void insert(EventRow event) {
        events.add(event);
    }

    void insert(ReceivedRow record) {
        records.add(record);
    }

    /**
     * Says it all.
     *
     * @throws StoreBrokenException a payment that is changed is not there
     */
    void flush() {
        known.clear();
        absent.clear();
        if (!payments.isEmpty()) {
            List<Change> changes = List.copyOf(payments.values());
            payments.clear();
            write(
                    Payments.INSERT,
                    changes.stream().filter(change -> change.isNew).toList(),
                    true);
            write(
                    Payments.UPDATE,
                    changes.stream().filter(change -> !change.isNew).toList(),
                    false);
        }
        if (!events.isEmpty()) {
            PreparedBatch batch = handle.prepareBatch(Events.INSERT);
            events.forEach(event -> Events.bind(batch, event).add());
            events.clear();
            batch.execute();
        }
        if (lastEvent >= 0) {
            handle.createUpdate("update counter set value = :value where name = :name")
                    .bind("value", lastEvent)
                    .bind("name", EVENT)
                    .execute();
            lastEvent = -1;
        }
        if (!records.isEmpty()) {
            PreparedBatch batch = handle.prepareBatch(ReceivedRecords.INSERT);
            records.forEach(record -> ReceivedRecords.bind(batch, record).add());
            records.clear();
            batch.execute();
        }
    }

    private void write(String sql, List<Change> changes, boolean isNew) {
        if (changes.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch(sql);
        for (Change change : changes) {
            Payments.bind(batch, change.row, change.told);
            if (isNew) {
                Octets mark = change.mark;
                batch.bind("till", change.row.till().toString())
                        .bind("acquirer", change.row.lane().acquirer())
                        .bind("tid", change.row.lane().terminal())
                        .bind("card", Columns.bytes(change.card))
                        .bind("sensitive", Columns.bytes(change.sensitive))
                        .bind("mark", mark == null ? null : mark.hex());
            }
            batch.add();
        }
        int[] counts = batch.execute();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] != 1 && counts[i] != NOT_COUNTED) {
                throw new StoreBrokenException("payment " + changes.get(i).row.id() + " is not there");
            }
        }
    }
}
