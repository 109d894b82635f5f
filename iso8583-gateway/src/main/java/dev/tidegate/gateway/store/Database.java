package dev.tidegate.gateway.store;

import java.util.Properties;

/**
 * Which database, and how it is spoken to.
 *
 * @param url {@code jdbc:sqlite:FILE} or {@code jdbc:postgresql://HOST/NAME}
 * @param user empty for SQLite
 * @param password empty for SQLite
 */
public record Database(String url, String user, String password) {
    private static final String SQLITE = "jdbc:sqlite:";

    public Database {
        if (!url.startsWith(SQLITE) && !url.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException("a database is jdbc:sqlite: or jdbc:postgresql:");
        }
    }

    boolean isSqlite() {
        return url.startsWith(SQLITE);
    }

    /** Its clock in milliseconds of the epoch, as an expression; it runs on inside a transaction. */
    String clockMillis() {
        return isSqlite()
                ? "cast(round(unixepoch('subsec') * 1000) as integer)"
                : "cast(floor(extract(epoch from clock_timestamp()) * 1000) as bigint)";
    }

    /** Whether several gateways may share it. */
    public boolean isShared() {
        return !isSqlite();
    }

    /** What the driver is told for each connection. */
    Properties properties() {
        Properties p = new Properties();
        if (isSqlite()) {
            // A commit is on the disk when it returns: write-ahead log, and a flush of it each time.
            p.setProperty("journal_mode", "WAL");
            p.setProperty("synchronous", "FULL");
            p.setProperty("busy_timeout", "5000");
            p.setProperty("foreign_keys", "on");
            p.setProperty("transaction_mode", "IMMEDIATE");
            // A group of messages writes some hundred pages, most of them the same ones as the group before: moved to
            // the database file after 32 MiB, not 4, each goes there once for many groups.
            p.setProperty("wal_autocheckpoint", "8192");
            p.setProperty("temp_store", "MEMORY");
            // Keys are ours; the driver would ask for the last row's after every statement.
            p.setProperty("jdbc.get_generated_keys", "false");
        } else {
            p.setProperty("ApplicationName", "tidegate-gateway");
            // Rows of one batch in one statement.
            p.setProperty("reWriteBatchedInserts", "true");
            p.setProperty("socketTimeout", "60");
            p.setProperty("connectTimeout", "5");
            // Whoever waits longer for a row is told that the gateway is busy, and asks again.
            // A plan that is kept as long as its statement was made for tables that were empty: it goes through all of
            // what is in them by now.
            p.setProperty("options", "-c statement_timeout=15s -c plan_cache_mode=force_custom_plan");
        }
        return p;
    }

    @Override
    public String toString() {
        return "Database[" + url.replaceAll("\\?.*", "") + "]";
    }
}
