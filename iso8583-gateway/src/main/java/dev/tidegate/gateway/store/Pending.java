package dev.tidegate.gateway.store;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.PaymentId;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
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

    private static final String READ_EVENT = "select value from counter where name = 'event'";
    private static final String WRITE_EVENT = "update counter set value = :value where name = 'event'";

    private final Session session;
    private final boolean remembers;
    private final Map<PaymentId, Change> payments = new LinkedHashMap<>();
    private final Map<PaymentId, PaymentRow> known = new HashMap<>();
    private final Set<PaymentId> absent = new HashSet<>();
    private final Map<PaymentId, List<AttemptRow>> attempts = new HashMap<>();
    private final List<EventRow> events = new ArrayList<>();
    private final List<ReceivedRow> records = new ArrayList<>();
    private long lastEvent = -1;

    /** What becomes of a payment's row. */
    private static final class Change {
        private final boolean isNew;
        private final @Nullable PaymentRow before;
        private PaymentRow row;
        private boolean told;
        private @Nullable Octets card;
        private @Nullable Octets sensitive;
        private @Nullable Octets mark;

        /** @param before as it was read; null where that is not known */
        Change(PaymentRow row, @Nullable PaymentRow before, boolean isNew) {
            this.row = row;
            this.before = before;
            this.isNew = isNew;
        }

        boolean keepsTerms() {
            PaymentRow was = before;
            return was != null && was.kind() == row.kind() && Objects.equals(was.terms(), row.terms());
        }
    }

    /** @param remembers whether what was read stays true, as nobody else writes */
    Pending(Session session, boolean remembers) {
        this.session = session;
        this.remembers = remembers;
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
        if (!remembers) {
            return;
        }
        absent.addAll(asked);
        for (PaymentRow row : rows) {
            absent.remove(row.id());
            known.put(row.id(), row);
        }
    }

    /** A payment's messages as they are; null where they have to be asked for. */
    @Nullable
    List<AttemptRow> attempts(PaymentId payment) {
        return attempts.get(payment);
    }

    /** All messages of a payment. */
    void found(PaymentId payment, List<AttemptRow> all) {
        if (remembers) {
            attempts.put(payment, List.copyOf(all));
        }
    }

    /** A message was written. */
    void wrote(AttemptRow attempt) {
        List<AttemptRow> before = attempts.get(attempt.payment());
        if (before != null) {
            List<AttemptRow> after = new ArrayList<>(before);
            after.removeIf(one -> one.number() == attempt.number());
            after.add(attempt);
            after.sort(Comparator.comparingInt(AttemptRow::number));
            attempts.put(attempt.payment(), List.copyOf(after));
        }
    }

    /** Whether a message is known to have these numbers, and this reason, already. */
    boolean isNumberedAs(AttemptRow attempt) {
        return attempts.getOrDefault(attempt.payment(), List.of()).stream()
                .anyMatch(one -> one.number() == attempt.number()
                        && Objects.equals(one.trace(), attempt.trace())
                        && one.reason() == attempt.reason());
    }

    void insert(PaymentRow row, boolean told) {
        absent.remove(row.id());
        Change change = new Change(row, null, true);
        change.told = told;
        if (payments.put(row.id(), change) != null) {
            throw new StoreBrokenException("payment " + row.id() + " is there already");
        }
    }

    void update(PaymentRow row, boolean told) {
        Change change = payments.computeIfAbsent(row.id(), id -> new Change(row, known.get(id), false));
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
            lastEvent = session.sql(READ_EVENT).number();
        }
        return ++lastEvent;
    }

    void insert(EventRow event) {
        events.add(event);
    }

    void insert(ReceivedRow record) {
        records.add(record);
    }

    /** Says all that is pending, where a payment is not in the database yet to which something is about to refer. */
    void flushNew(PaymentId payment) {
        Change change = payments.get(payment);
        if (change != null && change.isNew) {
            flush();
        }
    }

    /** As {@link #flush}, and how far events are counted: before the commit. */
    void flushAll() {
        flush();
        if (lastEvent >= 0) {
            session.sql(WRITE_EVENT).bind("value", lastEvent).execute();
            lastEvent = -1;
        }
    }

    /**
     * Says it all, but for the number of the last event.
     *
     * @throws StoreBrokenException a payment that is changed is not there
     */
    void flush() {
        if (!payments.isEmpty()) {
            List<Change> changes = List.copyOf(payments.values());
            payments.clear();
            write(
                    Payments.INSERT,
                    changes.stream().filter(change -> change.isNew).toList());
            write(
                    Payments.UPDATE_COURSE,
                    changes.stream()
                            .filter(change -> !change.isNew && change.keepsTerms())
                            .toList());
            write(
                    Payments.UPDATE,
                    changes.stream()
                            .filter(change -> !change.isNew && !change.keepsTerms())
                            .toList());
            if (remembers) {
                changes.forEach(change -> known.put(change.row.id(), change.row));
            }
        }
        if (!events.isEmpty()) {
            KeptStatement row = session.sql(Events.INSERT);
            events.forEach(event -> Events.bind(row, event).add());
            events.clear();
            int[] ignored = row.executeAll();
        }
        if (!records.isEmpty()) {
            KeptStatement row = session.sql(ReceivedRecords.INSERT);
            records.forEach(record -> ReceivedRecords.bind(row, record).add());
            records.clear();
            int[] ignored = row.executeAll();
        }
    }

    private void write(String sql, List<Change> changes) {
        if (changes.isEmpty()) {
            return;
        }
        KeptStatement row = session.sql(sql);
        for (Change change : changes) {
            if (!change.isNew && change.keepsTerms()) {
                Payments.bindCourse(row, change.row, change.told);
            } else {
                Payments.bind(row, change.row, change.told);
            }
            if (change.isNew) {
                Octets mark = change.mark;
                row.bind("till", change.row.till().toString())
                        .bind("acquirer", change.row.lane().acquirer())
                        .bind("tid", change.row.lane().terminal())
                        .bind("card", Columns.bytes(change.card))
                        .bind("sensitive", Columns.bytes(change.sensitive))
                        .bind("mark", mark == null ? null : mark.hex());
            }
            row.add();
        }
        int[] counts = row.executeAll();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] != 1 && counts[i] != NOT_COUNTED) {
                throw new StoreBrokenException("payment " + changes.get(i).row.id() + " is not there");
            }
        }
    }
}
