package dev.tidegate.till.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who is signed in, by the hash of a token: a restart of the till signs nobody out. On disk when a call returns. */
public final class SessionRows {
    /** Pages that were left open; beyond it the oldest goes. */
    static final int SESSIONS_MAX = 64;

    private final ShopStore store;

    SessionRows(ShopStore store) {
        this.store = store;
    }

    /** @throws ShopBrokenException nothing was written; nobody is signed in */
    public void open(String tokenHash, Person person, Instant now) {
        int rows = store.inTransaction(handle -> {
            handle.execute(
                    "delete from session where token_hash in"
                            + " (select token_hash from session order by opened_at desc, token_hash limit -1 offset ?)",
                    SESSIONS_MAX - 1);
            return handle.execute(
                    "insert into session (token_hash, person, opened_at) values (?, ?, ?)",
                    tokenHash,
                    person.name(),
                    now.toEpochMilli());
        });
        if (rows != 1) {
            throw new IllegalStateException("a session is one row");
        }
    }

    /** Absent where there is none, or the person has gone. */
    public @Nullable SignedIn find(String tokenHash) {
        List<SignedIn> found = store.reading(handle -> handle.createQuery(
                        "select s.*, p.name, p.role, m.name as manager_name from session s"
                                + " join person p on p.name = s.person and p.gone = 0"
                                + " left join person m on m.name = s.manager and m.gone = 0 and m.role = 'MANAGER'"
                                + " where s.token_hash = ?")
                .bind(0, tokenHash)
                .map((row, context) -> {
                    String manager = row.getString("manager_name");
                    return new SignedIn(
                            tokenHash,
                            People.person(row),
                            Instant.ofEpochMilli(row.getLong("opened_at")),
                            manager == null ? null : new Person(manager, Person.Role.MANAGER),
                            Instant.ofEpochMilli(row.getLong("manager_seen_at")));
                })
                .list());
        return found.isEmpty() ? null : found.getFirst();
    }

    /**
     * A manager opens the manager's screens in a session, or does something there.
     *
     * @param manager absent where they are closed
     */
    public void manager(String tokenHash, @Nullable Person manager, Instant now) {
        int rows = store.inTransaction(handle -> handle.execute(
                "update session set manager = ?, manager_seen_at = ? where token_hash = ?",
                manager == null ? null : manager.name(),
                manager == null ? 0L : now.toEpochMilli(),
                tokenHash));
        if (rows > 1) {
            throw new IllegalStateException("a session is one row");
        }
    }

    /** Signs out. Harmless when repeated. */
    public void close(String tokenHash) {
        int rows = store.inTransaction(handle -> handle.execute("delete from session where token_hash = ?", tokenHash));
        if (rows > 1) {
            throw new IllegalStateException("a session is one row");
        }
    }
}
