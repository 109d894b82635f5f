package dev.tidegate.gateway.store;

import static dev.tidegate.gateway.store.Columns.flag;
import static dev.tidegate.gateway.store.Columns.instant;
import static dev.tidegate.gateway.store.Columns.octets;
import static dev.tidegate.gateway.store.Columns.present;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.TillId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Invitations to enrol. */
public final class Invitations {
    private final Handle handle;

    Invitations(Handle handle) {
        this.handle = handle;
    }

    /** Adds one; earlier ones of the same till that nobody used are withdrawn. */
    public void insert(InvitationRow row) {
        handle.createUpdate("update invitation set withdrawn = 1 where till_id = :till and used_at is null")
                .bind("till", row.till().toString())
                .execute();
        handle.createUpdate("insert into invitation (token_hash, till_id, name, invited_at, expires_at, withdrawn)"
                        + " values (:hash, :till, :name, :at, :expires, 0)")
                .bind("hash", row.tokenHash().toByteArray())
                .bind("till", row.till().toString())
                .bind("name", row.name())
                .bind("at", row.invitedAt().toEpochMilli())
                .bind("expires", row.expiresAt().toEpochMilli())
                .execute();
    }

    public Optional<InvitationRow> find(Octets tokenHash) {
        return handle.createQuery("select * from invitation where token_hash = :hash")
                .bind("hash", tokenHash.toByteArray())
                .map((row, context) -> invitation(row))
                .findOne();
    }

    /** Those that can still be used, of tills that are not in the register. */
    public List<InvitationRow> open(Instant now) {
        return handle.createQuery("select i.* from invitation i where i.used_at is null and i.withdrawn = 0"
                        + " and i.expires_at > :now and not exists"
                        + " (select 1 from till t where t.till_id = i.till_id) order by i.till_id")
                .bind("now", now.toEpochMilli())
                .map((row, context) -> invitation(row))
                .list();
    }

    /**
     * Binds an invitation to the key that used it.
     *
     * @return false where another key has used it
     */
    public boolean use(Octets tokenHash, Octets keyHash, Instant at) {
        return handle.createUpdate("update invitation set used_at = :at, key_hash = :key"
                                + " where token_hash = :hash and (key_hash is null or key_hash = :key)")
                        .bind("hash", tokenHash.toByteArray())
                        .bind("key", keyHash.toByteArray())
                        .bind("at", at.toEpochMilli())
                        .execute()
                == 1;
    }

    private static InvitationRow invitation(ResultSet row) throws SQLException {
        return new InvitationRow(
                present(octets(row, "token_hash"), "token_hash"),
                TillId.of(row.getString("till_id")),
                row.getString("name"),
                present(instant(row, "invited_at"), "invited_at"),
                present(instant(row, "expires_at"), "expires_at"),
                flag(row, "withdrawn"),
                octets(row, "key_hash"));
    }
}
