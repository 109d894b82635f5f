package dev.tidegate.gateway.store;

import static dev.tidegate.gateway.store.Columns.instant;
import static dev.tidegate.gateway.store.Columns.octets;
import static dev.tidegate.gateway.store.Columns.present;

import dev.tidegate.core.payment.TillId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The certificates that tills were given. */
public final class TillCertificates {
    private final Handle handle;

    TillCertificates(Handle handle) {
        this.handle = handle;
    }

    public void insert(CertificateRow row) {
        handle.createUpdate("insert into till_certificate (serial, till_id, key_hash, not_before, not_after, issued_at)"
                        + " values (:serial, :till, :key, :from, :to, :at)")
                .bind("serial", row.serial())
                .bind("till", row.till().toString())
                .bind("key", row.keyHash().toByteArray())
                .bind("from", row.notBefore().toEpochMilli())
                .bind("to", row.notAfter().toEpochMilli())
                .bind("at", row.issuedAt().toEpochMilli())
                .execute();
    }

    /** Marks all that a till has: what it is given next takes their place at once. */
    public void replace(TillId till, Instant at) {
        handle.createUpdate("update till_certificate set replaced_at = :at"
                        + " where till_id = :till and replaced_at is null")
                .bind("till", till.toString())
                .bind("at", at.toEpochMilli())
                .execute();
    }

    /** Absent for one that is not in the register: it was issued after the last backup, or made by hand. */
    public Optional<CertificateRow> find(String serial) {
        return handle.createQuery("select * from till_certificate where serial = :serial")
                .bind("serial", serial)
                .map((row, context) -> certificate(row))
                .findOne();
    }

    /** The newest certificate of each till. */
    public List<CertificateRow> newest() {
        return handle.createQuery("select c.* from till_certificate c where c.replaced_at is null"
                        + " and not exists (select 1 from till_certificate d where d.till_id = c.till_id"
                        + "  and d.replaced_at is null and (d.not_after > c.not_after"
                        + "   or d.not_after = c.not_after and d.serial > c.serial)) order by c.till_id")
                .map((row, context) -> certificate(row))
                .list();
    }

    private static CertificateRow certificate(ResultSet row) throws SQLException {
        return new CertificateRow(
                row.getString("serial"),
                TillId.of(row.getString("till_id")),
                present(octets(row, "key_hash"), "key_hash"),
                present(instant(row, "not_before"), "not_before"),
                present(instant(row, "not_after"), "not_after"),
                present(instant(row, "issued_at"), "issued_at"),
                instant(row, "replaced_at"));
    }
}
