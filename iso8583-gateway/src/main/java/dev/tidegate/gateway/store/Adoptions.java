package dev.tidegate.gateway.store;

import static dev.tidegate.gateway.store.Columns.instant;
import static dev.tidegate.gateway.store.Columns.present;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.TillId;
import dev.tidegate.gateway.store.AdoptionRow.Claim;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Who may bring whose journal. */
public final class Adoptions {
    /** More than a person reads. */
    private static final int LIST_ROWS_MAX = 1_000;

    private final Handle handle;

    Adoptions(Handle handle) {
        this.handle = handle;
    }

    /** A new grant; only inside {@link Store#write}, as all changes. */
    public void insert(AdoptionRow row) {
        handle.createUpdate("insert into adoption (grant_id, from_till, to_till, granted_at, not_after, first_name,"
                        + " second_name) values (:grant, :from, :to, :at, :notAfter, :first, :second)")
                .bind("grant", row.grant().toString())
                .bind("from", row.from().toString())
                .bind("to", row.to().toString())
                .bind("at", row.grantedAt().toEpochMilli())
                .bind("notAfter", row.notAfter().toEpochMilli())
                .bind("first", row.first())
                .bind("second", row.second())
                .execute();
    }

    public Optional<AdoptionRow> find(UUID grant) {
        return handle.createQuery("select * from adoption where grant_id = :grant")
                .bind("grant", grant.toString())
                .map((row, context) -> adoption(row))
                .findOne();
    }

    /** The newest first. */
    public List<AdoptionRow> all() {
        return handle.createQuery("select * from adoption order by granted_at desc, grant_id limit " + LIST_ROWS_MAX)
                .map((row, context) -> adoption(row))
                .list();
    }

    /**
     * Ties a grant to one export for good.
     *
     * @return false where it is tied already, or revoked
     */
    public boolean begin(UUID grant, Claim claim, Instant at) {
        return handle.createUpdate("update adoption set digest = :digest, last_seq = :seq, last_link = :link,"
                                + " begun_at = :at where grant_id = :grant and digest is null and revoked_at is null")
                        .bind("grant", grant.toString())
                        .bind("digest", claim.digest().hex())
                        .bind("seq", claim.lastSeq())
                        .bind("link", claim.lastLink().hex())
                        .bind("at", at.toEpochMilli())
                        .execute()
                == 1;
    }

    /** @return false where it was done before */
    public boolean done(UUID grant, Instant at) {
        return handle.createUpdate("update adoption set done_at = :at where grant_id = :grant and done_at is null")
                        .bind("grant", grant.toString())
                        .bind("at", at.toEpochMilli())
                        .execute()
                == 1;
    }

    /** @return false where there is none, or it was revoked before */
    public boolean revoke(UUID grant, String by, Instant at) {
        return handle.createUpdate("update adoption set revoked_at = :at, revoked_by = :by"
                                + " where grant_id = :grant and revoked_at is null")
                        .bind("grant", grant.toString())
                        .bind("at", at.toEpochMilli())
                        .bind("by", by)
                        .execute()
                == 1;
    }

    private static AdoptionRow adoption(ResultSet row) throws SQLException {
        return new AdoptionRow(
                UUID.fromString(row.getString("grant_id")),
                TillId.of(row.getString("from_till")),
                TillId.of(row.getString("to_till")),
                present(instant(row, "granted_at"), "granted_at"),
                present(instant(row, "not_after"), "not_after"),
                row.getString("first_name"),
                row.getString("second_name"),
                claim(row),
                instant(row, "begun_at"),
                instant(row, "done_at"),
                instant(row, "revoked_at"),
                row.getString("revoked_by"));
    }

    private static @Nullable Claim claim(ResultSet row) throws SQLException {
        @Nullable String digest = row.getString("digest");
        return digest == null
                ? null
                : new Claim(Octets.ofHex(digest), row.getLong("last_seq"), Octets.ofHex(row.getString("last_link")));
    }
}
