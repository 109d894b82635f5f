package dev.tidegate.till.ledger;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.payment.Payment;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.RequestKey;
import dev.tidegate.core.payment.TillId;
import dev.tidegate.core.port.Journal;
import dev.tidegate.core.port.Landmarks;
import dev.tidegate.core.port.Landmarks.Landmark;
import dev.tidegate.core.port.Ledger;
import dev.tidegate.core.port.LedgerBrokenException;
import dev.tidegate.till.store.SqliteFile;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * {@code ledger.db}: the till's payments as a fold of its journal.
 *
 * <p>Position and rows change in one transaction, so that a crash between two records leaves the ledger at one of them.
 * The file may be deleted at any time while the till is down. A file that is damaged, of another version or of another
 * till is deleted when it is opened.
 */
public final class TillLedger implements Ledger, AutoCloseable {
    private static final List<String> FINAL_STATES = Arrays.stream(PaymentState.values())
            .filter(PaymentState::isFinalResult)
            .map(Enum::name)
            .toList();

    private final SqliteFile file;
    private final Landmarks landmarks;
    private final Consumer<Payment> changed;
    private volatile long position;

    private TillLedger(SqliteFile file, Landmarks landmarks, Consumer<Payment> changed) {
        this.file = file;
        this.landmarks = landmarks;
        this.changed = changed;
        this.position = file.reading(handle -> handle.createQuery("select position from projection")
                .mapTo(Long.class)
                .one());
    }

    /**
     * Opens the ledger of a till.
     *
     * @param changed told of every payment after it changed, on the projecting thread; has to be quick and never throw
     * @throws LedgerBrokenException the disk refuses; the till does not start
     */
    public static TillLedger open(Path path, TillId till, Landmarks landmarks, Consumer<Payment> changed) {
        SqliteFile usable = usable(path, till);
        if (usable != null) {
            return new TillLedger(usable, landmarks, changed);
        }
        SqliteFile.delete(path);
        try {
            SqliteFile fresh = SqliteFile.open(path);
            fresh.inTransaction(handle -> {
                LedgerSchema.create(handle, till.toString());
                return true;
            });
            return new TillLedger(fresh, landmarks, changed);
        } catch (SQLException | JdbiException e) {
            throw new LedgerBrokenException("ledger.db cannot be made", e);
        }
    }

    private static @Nullable SqliteFile usable(Path path, TillId till) {
        SqliteFile file = null;
        try {
            file = SqliteFile.open(path);
            if (file.reading(handle -> LedgerSchema.isThere(handle, till.toString()))) {
                return file;
            }
        } catch (SQLException | JdbiException e) {
            // Damaged: rebuilt from the journal, as if it had been deleted.
        }
        if (file != null) {
            file.close();
        }
        return null;
    }

    @Override
    public void projectAll(List<JournalRecord> records) {
        List<Payment> touched = new ArrayList<>();
        synchronized (this) {
            List<JournalRecord> more =
                    records.stream().filter(record -> record.seq() > position).toList();
            if (more.isEmpty()) {
                return;
            }
            JournalRecord last = more.getLast();
            touched.addAll(guarded(
                    "project record " + last.seq(),
                    () -> file.inTransaction(handle -> {
                        List<Payment> now = new ArrayList<>();
                        for (JournalRecord record : more) {
                            now.addAll(new LedgerFold(handle, record).fold());
                            landmarks.pass(Landmark.DURING_PROJECTION);
                        }
                        handle.execute(
                                "update projection set position = ?, link = ?",
                                last.seq(),
                                last.link().hex());
                        return now;
                    })));
            position = last.seq();
        }
        touched.forEach(changed);
    }

    @Override
    public long position() {
        return position;
    }

    /** Forgets everything where it is the projection of another journal, or of a part of this one that is gone. */
    public void forgetAnotherJournal(Journal journal) {
        long at = position;
        if (at == 0) {
            return;
        }
        List<JournalRecord> there = journal.readAfter(at - 1, 1);
        boolean same = at <= journal.head().seq()
                && (there.isEmpty()
                        || there.getFirst().seq() != at
                        || there.getFirst().link().equals(link()));
        if (!same) {
            clear();
        }
    }

    /** The public hash of the record at {@link #position()}, empty for none: whether this is the same journal. */
    public Octets link() {
        return Octets.ofHex(one("select link from projection", String.class));
    }

    /** Forgets everything: the next projection starts from the journal's first record. */
    public synchronized void clear() {
        guarded(
                "clear",
                () -> file.inTransaction(handle -> {
                    handle.execute("delete from payment_event");
                    handle.execute("delete from payment");
                    return handle.execute(
                            "update projection set position = 0, link = '', cursor = '', lost_from = 0, lost_to = 0");
                }));
        position = 0;
    }

    @Override
    public @Nullable Payment payment(PaymentId id) {
        // A list of one or none: an absent value cannot leave through a generic call.
        List<Payment> found = payments("where id = :id", Map.of("id", id.toString()));
        return found.isEmpty() ? null : found.getFirst();
    }

    @Override
    public @Nullable Payment paymentFor(RequestKey request) {
        List<Payment> found = payments(
                "where request_key = :key and fingerprint = :fingerprint order by first_seq",
                Map.of(
                        "key",
                        request.key().hex(),
                        "fingerprint",
                        request.fingerprint().hex()));
        return found.isEmpty() ? null : found.getFirst();
    }

    @Override
    public List<Payment> duties() {
        return payments("where duty <> 'NONE' order by first_seq", Map.of());
    }

    @Override
    public List<Payment> unanswered() {
        return payments("where state = 'ASKING' order by first_seq", Map.of());
    }

    @Override
    public List<Payment> unshown() {
        return payments("""
                where shown = 0 and (
                  kind is not null and (state in ('STORED', 'FORWARDING') or state = 'HELD' and reason = 'UNSHOWN')
                  or kind is null and duty = 'NONE' and state in ('AUTHORISED', 'CAPTURED', 'AWAITING_TILL'))
                order by first_seq""", Map.of());
    }

    @Override
    public boolean hasUnoffered(long upTo) {
        return guarded(
                "read",
                () -> file.reading(handle -> handle.createQuery("select exists (select 1 from payment"
                                + " where state = 'STORED' and offered = 0 and stored_seq <= ?)")
                        .bind(0, upTo)
                        .mapTo(Boolean.class)
                        .one()));
    }

    @Override
    public boolean awaitsResults() {
        return guarded(
                "read",
                () -> file.reading(handle -> handle.createQuery(
                                "select exists (select 1 from payment where duty <> 'NONE' or state not in (<final>)"
                                        + " and state <> 'ASKING')")
                        .bindList("final", FINAL_STATES)
                        .mapTo(Boolean.class)
                        .one()));
    }

    @Override
    public String resultsCursor() {
        return one("select cursor from projection", String.class);
    }

    /** What the screens count and list. */
    public LedgerQueries queries() {
        return new LedgerQueries(this::query);
    }

    /** The settings that durability hangs on, as the database itself tells them. */
    public Map<String, String> pragmas() {
        return guarded("read", file::pragmas);
    }

    @Override
    public void close() {
        file.close();
    }

    private List<Payment> payments(String where, Map<String, String> values) {
        return query(handle -> handle.createQuery("select * from payment " + where)
                .bindMap(values)
                .map((row, context) -> PaymentRow.read(row))
                .list());
    }

    private <T> T one(String sql, Class<T> type) {
        return query(handle -> handle.createQuery(sql).mapTo(type).one());
    }

    private <T> T query(Function<Handle, T> work) {
        return guarded("read", () -> file.reading(work));
    }

    private static <T> T guarded(String what, java.util.function.Supplier<T> work) {
        try {
            return work.get();
        } catch (JdbiException e) {
            throw new LedgerBrokenException("ledger.db refused to " + what, e);
        }
    }
}
