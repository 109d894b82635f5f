package dev.tidegate.gateway.store;

import static dev.tidegate.gateway.store.Columns.octets;
import static dev.tidegate.gateway.store.Columns.present;

import dev.tidegate.core.payment.TillId;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What each till was last told of its merchant and acquirer. */
public final class TillParametersRows {
    private final Handle handle;

    TillParametersRows(Handle handle) {
        this.handle = handle;
    }

    public Optional<ParametersRow> of(TillId till) {
        return handle.createQuery("select * from till_parameters where till_id = :till")
                .bind("till", till.toString())
                .map((row, context) -> new ParametersRow(
                        TillId.of(row.getString("till_id")),
                        row.getLong("version"),
                        row.getString("says"),
                        present(octets(row, "raw"), "raw")))
                .findOne();
    }

    /** The version of what a till was last told, 0 for nothing. */
    public long version(TillId till) {
        return handle.createQuery("select version from till_parameters where till_id = :till")
                .bind("till", till.toString())
                .mapTo(Long.class)
                .findOne()
                .orElse(0L);
    }

    /** Puts them in the place of what the till was told before. */
    public void put(ParametersRow row) {
        handle.createUpdate("insert into till_parameters (till_id, version, says, raw)"
                        + " values (:till, :version, :says, :raw)"
                        + " on conflict (till_id) do update set version = :version, says = :says, raw = :raw")
                .bind("till", row.till().toString())
                .bind("version", row.version())
                .bind("says", row.says())
                .bind("raw", row.raw().toByteArray())
                .execute();
    }

    /** Forgets them all: each till is told anew, under a higher version. */
    public void forget() {
        handle.execute("delete from till_parameters");
    }
}
