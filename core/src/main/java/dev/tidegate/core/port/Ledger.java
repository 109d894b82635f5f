package dev.tidegate.core.port;

import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.payment.Payment;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.RequestKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The till's view of its payments: a projection of the journal, which may be deleted and rebuilt.
 *
 * <p>Safe to read from any thread; records come in order from one caller at a time.
 */
public interface Ledger {
    /**
     * Folds records in, in their order, durably, in one transaction: all or none. A record at or below
     * {@link #position()} changes nothing.
     *
     * @param records at most {@link Journal#READ_RECORDS_MAX}
     * @throws LedgerBrokenException the database refused; the journal still holds the truth; the caller goes on and the
     *     ledger catches up at the next record or start
     */
    void projectAll(List<JournalRecord> records);

    /** Folds one record in, as {@link #projectAll} does. */
    default void project(JournalRecord record) {
        projectAll(List.of(record));
    }

    /** The last record folded in, 0 for none. */
    long position();

    /** A payment, absent where the journal has none of that id. */
    @Nullable
    Payment payment(PaymentId id);

    /** The payment that answered a request, absent where none did. */
    @Nullable
    Payment paymentFor(RequestKey request);

    /** Online payments that still owe the gateway {@code complete} or {@code reverse}, oldest first. */
    List<Payment> duties();

    /** Online requests without an ANSWERED, oldest first: only a crash leaves one. */
    List<Payment> unanswered();

    /**
     * Stored or approved sales of which nobody was told, oldest first: <em>did the customer leave with the goods?</em>
     */
    List<Payment> unshown();

    /**
     * Whether a stored sale up to a record is not covered by an OFFERED: the gateway, if it has it, must not begin it.
     */
    boolean hasUnoffered(long upTo);

    /** Whether any stored sale has no final result yet, or a duty is open. */
    boolean awaitsResults();

    /** The cursor of the newest RESULT that carries one, empty for none. */
    String resultsCursor();
}
