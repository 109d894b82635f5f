package dev.tidegate.till.store;

import dev.tidegate.crypto.PinHash;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Who works at this till, and how each shows it. Each change is on disk when the call returns; another process may make
 * one, so nothing is remembered here.
 */
public final class People {
    /** More than stand behind one till in a year. */
    static final int PEOPLE_MAX = 200;

    /**
     * Somebody with what proves it.
     *
     * @param wrong PINs in a row
     * @param lockedAt when the last lock began, as the till's clock had it
     * @param lockedFor how long it lasts; nothing where there is none
     */
    public record Known(Person person, PinHash pin, int wrong, Instant lockedAt, Duration lockedFor) {}

    private final ShopStore store;

    People(ShopStore store) {
        this.store = store;
    }

    /**
     * Adds somebody, or gives another role and PIN to whoever has that name. Who was signed in by that name is not any
     * more, and no lock is left.
     *
     * @throws ShopBrokenException nothing was written
     * @throws IllegalStateException there are too many
     */
    public void put(Person person, PinHash pin) {
        int rows = store.inTransaction(handle -> {
            int others = count(handle, "select count(*) from person where gone = 0 and name <> ?", person.name());
            if (others >= PEOPLE_MAX) {
                throw new IllegalStateException("this till has " + PEOPLE_MAX + " people already");
            }
            forget(handle, person.name());
            return handle.execute(
                    "insert into person (name, role, salt, hash) values (?, ?, ?, ?) on conflict (name) do update set"
                            + " name = excluded.name, role = excluded.role, salt = excluded.salt, hash = excluded.hash,"
                            + " wrong = 0, locked_millis = 0, gone = 0",
                    person.name(),
                    person.role().name(),
                    pin.salt(),
                    pin.hash());
        });
        one(rows);
    }

    /**
     * Lets nobody in by this name any more; what was done under it stays.
     *
     * @return whether there was somebody
     * @throws ShopBrokenException nothing was written
     */
    public boolean remove(String name) {
        return store.inTransaction(handle -> {
            forget(handle, name);
            return handle.execute("update person set gone = 1, salt = '', hash = '' where name = ? and gone = 0", name)
                    == 1;
        });
    }

    /** Everybody, by name. */
    public List<Person> all() {
        return store.reading(handle ->
                handle
                        .createQuery("select * from person where gone = 0")
                        .map((row, context) -> person(row))
                        .list()
                        .stream()
                        .sorted((one, other) -> one.name()
                                .toLowerCase(Locale.ROOT)
                                .compareTo(other.name().toLowerCase(Locale.ROOT)))
                        .toList());
    }

    /** Absent where nobody has that name. */
    public @Nullable Known named(String name) {
        List<Known> found =
                store.reading(handle -> handle.createQuery("select * from person where name = ? and gone = 0")
                        .bind(0, name)
                        .map((row, context) -> new Known(
                                person(row),
                                new PinHash(row.getString("salt"), row.getString("hash")),
                                row.getInt("wrong"),
                                Instant.ofEpochMilli(row.getLong("locked_at")),
                                Duration.ofMillis(row.getLong("locked_millis"))))
                        .list());
        return found.isEmpty() ? null : found.getFirst();
    }

    /**
     * Writes down how many PINs in a row were wrong, and the lock that follows.
     *
     * @throws ShopBrokenException nothing was written; the caller lets nobody in
     */
    public void wrong(Person person, int inARow, Instant at, Duration lockedFor) {
        int rows = store.inTransaction(handle -> handle.execute(
                "update person set wrong = ?, locked_at = ?, locked_millis = ? where name = ?",
                inARow,
                at.toEpochMilli(),
                lockedFor.toMillis(),
                person.name()));
        one(rows);
    }

    static Person person(ResultSet row) throws SQLException {
        return new Person(row.getString("name"), Person.Role.valueOf(row.getString("role")));
    }

    private static void forget(Handle handle, String name) {
        handle.execute("delete from session where person = ? collate nocase", name);
        handle.execute("update session set manager = null, manager_seen_at = 0 where manager = ? collate nocase", name);
    }

    private static int count(Handle handle, String sql, String value) {
        return handle.createQuery(sql).bind(0, value).mapTo(Integer.class).one();
    }

    private static void one(int rows) {
        if (rows != 1) {
            throw new IllegalStateException("a person is one row");
        }
    }
}
