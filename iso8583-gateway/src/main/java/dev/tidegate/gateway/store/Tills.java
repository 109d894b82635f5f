package dev.tidegate.gateway.store;

import static dev.tidegate.gateway.store.Columns.present;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.TillId;
import dev.tidegate.gateway.store.TillRow.Head;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The enrolled tills. */
public final class Tills {
    private final Session session;

    Tills(Session session) {
        this.session = session;
    }

    public Optional<TillRow> find(TillId till) {
        return session.sql("select * from till where till_id = :till")
                .bind("till", till.toString())
                .first(Tills::till);
    }

    public List<TillRow> all() {
        return session.sql("select * from till order by till_id").list(Tills::till);
    }

    /** The tills that are refused. */
    public List<TillId> revoked() {
        return session.sql("select till_id from till where revoked = 1").list(row -> TillId.of(row.text("till_id")));
    }

    /**
     * A till that was given a certificate and no chain yet; one that was in that state before stays in it.
     *
     * @param link and {@code wrappedKey} of a chain that nobody has
     */
    public void certified(TillId till, String name, Octets link, Octets wrappedKey, Instant at) {
        session.sql("insert into till (till_id, enrolled_at, revoked, last_seq, last_link, key_seq, chain_key,"
                        + " head_epoch, head_seq, head_link, unsynced, name)"
                        + " values (:till, :at, 0, 0, :link, 0, :key, '', 0, '', 0, :name)"
                        + " on conflict (till_id) do update set name = excluded.name")
                .bind("till", till.toString())
                .bind("at", at.toEpochMilli())
                .bind("link", link.toByteArray())
                .bind("key", wrappedKey.toByteArray())
                .bind("name", name)
                .execute();
    }

    /**
     * Puts a till at the start of a chain. Only a till that has not been heard since its enrolment can begin again: it
     * has no record under another chain.
     *
     * @return false where it has been heard, or is revoked
     */
    public boolean giveChain(TillId till, Octets genesis, long keySeq, Octets wrappedKey, Instant at) {
        return session.sql("update till set chain_given_at = :at, last_link = :link, key_seq = :keySeq,"
                                + " chain_key = :key where till_id = :till and last_seq = 0 and heard_at is null"
                                + " and revoked = 0")
                        .bind("till", till.toString())
                        .bind("at", at.toEpochMilli())
                        .bind("link", genesis.toByteArray())
                        .bind("keySeq", keySeq)
                        .bind("key", wrappedKey.toByteArray())
                        .execute()
                == 1;
    }

    /** @return false where there is no such till, or it is revoked already */
    public boolean revoke(TillId till, String reason, Instant at) {
        return session.sql("update till set revoked = 1, revoked_at = :at, revoked_for = :reason"
                                + " where till_id = :till and revoked = 0")
                        .bind("till", till.toString())
                        .bind("at", at.toEpochMilli())
                        .bind("reason", reason)
                        .execute()
                == 1;
    }

    /** A new till at the start of its chain. */
    public void enrol(TillId till, Octets genesis, long keySeq, Octets wrappedKey, Instant at) {
        session.sql("insert into till (till_id, enrolled_at, revoked, last_seq, last_link, key_seq, chain_key,"
                        + " head_epoch, head_seq, head_link, unsynced, chain_given_at)"
                        + " values (:till, :at, 0, 0, :link, :keySeq, :key, '', 0, '', 0, :at)")
                .bind("till", till.toString())
                .bind("at", at.toEpochMilli())
                .bind("link", genesis.toByteArray())
                .bind("keySeq", keySeq)
                .bind("key", wrappedKey.toByteArray())
                .execute();
    }

    /**
     * Moves a till's chain on.
     *
     * @throws StoreBrokenException it does not stand at {@code from}: somebody else moved it
     */
    public void advance(TillId till, long from, long lastSeq, Octets lastLink, long keySeq, Octets wrappedKey) {
        int moved = session.sql("update till set last_seq = :seq, last_link = :link, key_seq = :keySeq,"
                        + " chain_key = :key where till_id = :till and last_seq = :from")
                .bind("till", till.toString())
                .bind("from", from)
                .bind("seq", lastSeq)
                .bind("link", lastLink.toByteArray())
                .bind("keySeq", keySeq)
                .bind("key", wrappedKey.toByteArray())
                .execute();
        if (moved != 1) {
            throw new StoreBrokenException("the chain of till " + till + " was moved by another");
        }
    }

    public void heard(TillId till, Head head, Instant at) {
        session.sql("update till set head_epoch = :epoch, head_seq = :seq, head_link = :link,"
                        + " unsynced = :unsynced, heard_at = :at where till_id = :till")
                .bind("till", till.toString())
                .bind("epoch", head.epoch())
                .bind("seq", head.seq())
                .bind("link", head.link())
                .bind("unsynced", head.unsynced())
                .bind("at", at.toEpochMilli())
                .execute();
    }

    /** An earlier life of this database had a till's records up to here. */
    public void lost(TillId till, long seq) {
        session.sql("update till set lost_to = :seq where till_id = :till and lost_to < :seq")
                .bind("till", till.toString())
                .bind("seq", seq)
                .execute();
    }

    /** The last record that an earlier life of this database had of a till; 0 where none is known. */
    public long lostTo(TillId till) {
        return session.sql("select lost_to from till where till_id = :till")
                .bind("till", till.toString())
                .number();
    }

    private static TillRow.State state(ReadRow row) throws SQLException {
        if (row.flag("revoked")) {
            return TillRow.State.REVOKED;
        }
        return row.instant("chain_given_at") == null ? TillRow.State.ENROLLING : TillRow.State.ENROLLED;
    }

    private static TillRow till(ReadRow row) throws SQLException {
        return new TillRow(
                TillId.of(row.text("till_id")),
                row.text("name"),
                state(row),
                row.number("last_seq"),
                present(row.octets("last_link"), "last_link"),
                row.number("key_seq"),
                present(row.octets("chain_key"), "chain_key"),
                new Head(row.text("head_epoch"), row.number("head_seq"), row.text("head_link"), row.small("unsynced")),
                row.instant("heard_at"));
    }
}
