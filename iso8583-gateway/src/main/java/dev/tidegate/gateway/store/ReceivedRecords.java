package dev.tidegate.gateway.store;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.RecordType;
import dev.tidegate.core.payment.TillId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What came from the tills' journals, and what of it was set aside. */
public final class ReceivedRecords {
    static final String INSERT = "insert into journal_record (till_id, seq, link, type, payment_id, verdict, wrote_at,"
            + " received_at, raw) values (:till, :seq, :link, :type, :payment, :verdict, :wroteAt, :at, :raw)";

    private final Session session;
    private final Pending pending;

    ReceivedRecords(Session session, Pending pending) {
        this.session = session;
        this.pending = pending;
    }

    /** Only inside {@link Store#write}. */
    public void insert(ReceivedRow record) {
        pending.insert(record);
    }

    static KeptStatement bind(KeptStatement row, ReceivedRow record) {
        PaymentId payment = record.payment();
        return row.bind("till", record.till().toString())
                .bind("seq", record.seq())
                .bind("link", record.link().toByteArray())
                .bind("type", record.type())
                .bind("payment", payment == null ? null : payment.toString())
                .bind("verdict", record.verdict())
                .bind("wroteAt", Columns.millis(record.wroteAt()))
                .bind("at", record.receivedAt().toEpochMilli())
                .bind("raw", Columns.bytes(record.raw()));
    }

    /** The link of a record that was received. */
    public Optional<Octets> linkAt(TillId till, long seq) {
        pending.flush();
        return session.sql("select link from journal_record where till_id = :till and seq = :seq")
                .bind("till", till.toString())
                .bind("seq", seq)
                .first(row -> Columns.present(row.octets("link"), "link"));
    }

    /** Whether a record of this kind about this payment has come. */
    public boolean has(PaymentId payment, RecordType type) {
        pending.flush();
        return session.sql("select count(*) from journal_record where payment_id = :payment and type = :type")
                        .bind("payment", payment.toString())
                        .bind("type", type.name())
                        .number()
                > 0;
    }

    /** Notes on a record that the one after it was linked to another. */
    public void markBroken(TillId till, long seq) {
        pending.flush();
        session.sql("update journal_record set verdict = 'BROKEN' where till_id = :till and seq = :seq")
                .bind("till", till.toString())
                .bind("seq", seq)
                .execute();
    }

    /** Keeps a record for people to look at, as it came. */
    public void quarantine(
            TillId till, long seq, @Nullable PaymentId payment, String code, Octets raw, Instant receivedAt) {
        session.sql("insert into quarantine (id, till_id, seq, payment_id, code, received_at, raw)"
                        + " values (:id, :till, :seq, :payment, :code, :at, :raw)")
                .bind("id", new Counters(session).next("quarantine"))
                .bind("till", till.toString())
                .bind("seq", seq)
                .bind("payment", payment == null ? null : payment.toString())
                .bind("code", code)
                .bind("at", receivedAt.toEpochMilli())
                .bind("raw", raw.toByteArray())
                .execute();
    }

    /** Whether a record of this number is set aside under a code. */
    public boolean isQuarantined(TillId till, long seq, String code) {
        return session.sql("select count(*) from quarantine where till_id = :till and seq = :seq and code = :code")
                        .bind("till", till.toString())
                        .bind("seq", seq)
                        .bind("code", code)
                        .number()
                > 0;
    }

    /** How many records of a till are set aside under a code. */
    public long quarantined(TillId till, String code) {
        return session.sql("select count(*) from quarantine where till_id = :till and code = :code")
                .bind("till", till.toString())
                .bind("code", code)
                .number();
    }
}
