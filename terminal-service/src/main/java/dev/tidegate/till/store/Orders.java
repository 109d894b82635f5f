package dev.tidegate.till.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a manager has ordered until further notice: the switch to offline, and offline selling itself by taking its
 * liability. On disk when a call returns, with its row of the audit.
 */
public final class Orders {
    /** How the switch was put last. */
    public record Forced(boolean offline, String person, String why, Instant at) {}

    /**
     * Who took the liability for stored sales.
     *
     * @param version of the text
     * @param language that it was read in
     */
    public record Liability(int version, String person, String language, Instant at) {}

    private final ShopStore store;

    Orders(ShopStore store) {
        this.store = store;
    }

    /** Absent where nobody ever put it. */
    public @Nullable Forced forced() {
        List<Forced> found =
                store.reading(handle -> handle.createQuery("select * from forced order by number desc limit 1")
                        .map((row, context) -> new Forced(
                                row.getBoolean("offline"),
                                row.getString("person"),
                                row.getString("why"),
                                Instant.ofEpochMilli(row.getLong("at"))))
                        .list());
        return found.isEmpty() ? null : found.getFirst();
    }

    /** @throws ShopBrokenException nothing was written; the switch stands as it was */
    public void force(Forced order, Audit.Entry entry) {
        written(
                entry,
                "insert into forced (offline, person, why, at) values (?, ?, ?, ?)",
                order.offline() ? 1 : 0,
                order.person(),
                order.why(),
                order.at().toEpochMilli());
    }

    /** Who accepted a version of the text; absent where nobody did. */
    public @Nullable Liability liability(int version) {
        List<Liability> found = store.reading(handle -> handle.createQuery("select * from liability where version = ?")
                .bind(0, version)
                .map((row, context) -> new Liability(
                        version,
                        row.getString("person"),
                        row.getString("language"),
                        Instant.ofEpochMilli(row.getLong("at"))))
                .list());
        return found.isEmpty() ? null : found.getFirst();
    }

    /** @throws ShopBrokenException nothing was written; nobody has accepted, or somebody had before */
    public void accept(Liability accepted, Audit.Entry entry) {
        written(
                entry,
                "insert into liability (version, person, language, at) values (?, ?, ?, ?)",
                accepted.version(),
                accepted.person(),
                accepted.language(),
                accepted.at().toEpochMilli());
    }

    private void written(Audit.Entry entry, String sql, Object... values) {
        int rows = store.inTransaction(handle -> {
            long ignored = Audit.add(handle, entry);
            return handle.execute(sql, values);
        });
        if (rows != 1) {
            throw new IllegalStateException("an order is one row");
        }
    }
}
