package dev.tidegate.gateway.store;

import static dev.tidegate.gateway.store.Columns.flag;
import static dev.tidegate.gateway.store.Columns.instant;

import dev.tidegate.core.payment.TillId;
import dev.tidegate.gateway.store.DestructionOrder.Custodian;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Which keys the tills still need, and which are to be destroyed all the same. */
public final class KeyUses {
    private final Handle handle;

    KeyUses(Handle handle) {
        this.handle = handle;
    }

    /** Every enrolled till. */
    public List<KeyUseRow> all() {
        return handle.createQuery("select till.till_id, revoked, last_seq, key_use.head_seq as said_seq, sealing_to,"
                        + " oldest_sealed, key_use.heard_at as said_at from till"
                        + " left join key_use on key_use.till_id = till.till_id order by till.till_id")
                .map((row, context) -> row(row))
                .list();
    }

    /**
     * Takes a till's word.
     *
     * @throws IllegalArgumentException it names no possible key; nothing is written
     */
    public void said(TillId till, String sealingTo, @Nullable String oldestSealed, long headSeq, Instant at) {
        KeyUseRow said = new KeyUseRow(till, false, 0, headSeq, sealingTo, oldestSealed, at);
        handle.createUpdate("insert into key_use (till_id, sealing_to, oldest_sealed, head_seq, heard_at)"
                        + " values (:till, :sealingTo, :oldest, :head, :at)"
                        + " on conflict (till_id) do update set sealing_to = :sealingTo, oldest_sealed = :oldest,"
                        + " head_seq = :head, heard_at = :at")
                .bind("till", said.till().toString())
                .bind("sealingTo", said.sealingTo())
                .bind("oldest", said.oldestSealed())
                .bind("head", headSeq)
                .bind("at", at.toEpochMilli())
                .execute();
    }

    /** Writes an order down, or again. */
    public void order(DestructionOrder order) {
        handle.createUpdate("insert into destruction_order (kid, tills, first_name, first_reason, second_name,"
                        + " second_reason, ordered_at) values (:kid, :tills, :firstName, :firstReason, :secondName,"
                        + " :secondReason, :at) on conflict (kid) do nothing")
                .bind("kid", order.kid())
                .bind("tills", order.tills())
                .bind("firstName", order.first().name())
                .bind("firstReason", order.first().reason())
                .bind("secondName", order.second().name())
                .bind("secondReason", order.second().reason())
                .bind("at", order.orderedAt().toEpochMilli())
                .execute();
    }

    /** The orders that wait. */
    public List<DestructionOrder> orders() {
        return handle.createQuery("select * from destruction_order where done_at is null order by ordered_at, kid")
                .map((row, context) -> order(row))
                .list();
    }

    public void done(String kid, Instant at) {
        handle.createUpdate("update destruction_order set done_at = :at where kid = :kid")
                .bind("kid", kid)
                .bind("at", at.toEpochMilli())
                .execute();
    }

    private static KeyUseRow row(ResultSet row) throws SQLException {
        String sealingTo = row.getString("sealing_to");
        return new KeyUseRow(
                TillId.of(row.getString("till_id")),
                flag(row, "revoked"),
                row.getLong("last_seq"),
                row.getLong("said_seq"),
                sealingTo == null ? "" : sealingTo,
                row.getString("oldest_sealed"),
                instant(row, "said_at"));
    }

    private static DestructionOrder order(ResultSet row) throws SQLException {
        return new DestructionOrder(
                row.getString("kid"),
                row.getString("tills"),
                new Custodian(row.getString("first_name"), row.getString("first_reason")),
                new Custodian(row.getString("second_name"), row.getString("second_reason")),
                Instant.ofEpochMilli(row.getLong("ordered_at")),
                instant(row, "done_at"));
    }
}
