package dev.tidegate.till.store;

import dev.tidegate.crypto.TextDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * What managers decided, and who took what back: rows that are only added. Each carries a hash over itself and the link
 * of the row before it; the database refuses to change or delete one, and whoever goes round it breaks the chain there.
 */
public final class Audit {
    /** What was done. */
    public enum Act {
        APPROVED,
        APPROVAL_REFUSED,
        APPROVAL_USED,
        FORCED_OFFLINE,
        FORCED_ONLINE,
        LIABILITY_ACCEPTED,
        VOIDED,
        VOICE_CONFIRMED,
        VOICE_REFUSED,
        TIPPED
    }

    /**
     * One row, before it has a number.
     *
     * @param person who did it: the manager, or whoever took a sale back; empty where nobody signs in here
     * @param cashier who was signed in, empty where nobody was
     * @param payment empty where it is about none
     * @param money as people read it, empty where it is about none
     * @param fact a word of the house: the reason that was lifted, why a word was not taken
     * @param why what the person typed; never a card number
     */
    public record Entry(
            Instant at, Act act, String person, String cashier, String payment, String money, String fact, String why) {
        private String[] fields(String before, long number) {
            return new String[] {
                before,
                Long.toString(number),
                Long.toString(at.toEpochMilli()),
                act.name(),
                person,
                cashier,
                payment,
                money,
                fact,
                why
            };
        }
    }

    /** A row as it stands. */
    public record Row(long number, Entry entry, String link) {}

    private final ShopStore store;

    Audit(ShopStore store) {
        this.store = store;
    }

    /** @throws ShopBrokenException nothing was written; what it is about does not happen */
    public void add(Entry entry) {
        long number = store.inTransaction(handle -> add(handle, entry));
        if (number < 1) {
            throw new IllegalStateException("rows count from one");
        }
    }

    /** Within what it is about, so that neither is there without the other. */
    static long add(Handle handle, Entry entry) {
        List<Row> last = handle.createQuery("select * from audit order by number desc limit 1")
                .map((row, context) -> row(row))
                .list();
        long number = last.isEmpty() ? 1 : last.getFirst().number() + 1;
        String before = last.isEmpty() ? "" : last.getFirst().link();
        handle.execute(
                "insert into audit values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                number,
                entry.at().toEpochMilli(),
                entry.act().name(),
                entry.person(),
                entry.cashier(),
                entry.payment(),
                entry.money(),
                entry.fact(),
                entry.why(),
                TextDigest.of(entry.fields(before, number)).hex());
        return number;
    }

    /** The rows since then, the oldest first. */
    public List<Row> since(Instant from) {
        return store.reading(handle -> handle.createQuery("select * from audit where at >= ? order by number")
                .bind(0, from.toEpochMilli())
                .map((row, context) -> row(row))
                .list());
    }

    /** The number of the first row that is not what it was, or where one is missing; 0 where all are in order. */
    public long firstBroken() {
        return store.reading(handle -> {
            long expected = 1;
            String before = "";
            List<Row> rows = handle.createQuery("select * from audit order by number")
                    .map((row, context) -> row(row))
                    .list();
            for (Row row : rows) {
                String link =
                        TextDigest.of(row.entry().fields(before, expected)).hex();
                if (row.number() != expected || !row.link().equals(link)) {
                    return expected;
                }
                before = link;
                expected++;
            }
            return 0L;
        });
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getLong("number"),
                new Entry(
                        Instant.ofEpochMilli(row.getLong("at")),
                        Act.valueOf(row.getString("act")),
                        row.getString("person"),
                        row.getString("cashier"),
                        row.getString("payment"),
                        row.getString("money"),
                        row.getString("fact"),
                        row.getString("why")),
                row.getString("link"));
    }
}
