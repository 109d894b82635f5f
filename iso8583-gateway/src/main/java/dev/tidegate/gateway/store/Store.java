package dev.tidegate.gateway.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.tomcat.jdbc.pool.DataSource;
import org.apache.tomcat.jdbc.pool.PoolProperties;
import org.apache.tomcat.jdbc.pool.PooledConnection;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * The gateway's database, opened and brought to its newest schema.
 *
 * <p>Writers go one after the other on both databases: SQLite has one writer by nature, and on PostgreSQL each writing
 * transaction takes one row first. So events are numbered in the order in which they become visible, a cursor never
 * skips one, and no rule has to be thought through for two writers. What is written is durable when {@link #write}
 * returns; those who write at the same time share one flush.
 */
public final class Store implements AutoCloseable {
    /** More than the threads that ask at once: HTTP callers, lanes, page. */
    private static final int CONNECTIONS_MAX = 16;

    /** Of the one connection that writes. */
    private static final int WRITER_CACHE_KIB = 32_768;

    /** Whoever waits longer for a connection is told that the gateway is busy, and asks again. */
    private static final int WAIT_MILLIS = 15_000;

    private static final Map<String, String> PRAGMAS = Map.of(
            "journal_mode", "wal",
            "synchronous", "2",
            "foreign_keys", "1",
            "busy_timeout", "5000");

    private final DataSource source;
    private final Map<Connection, KeptStatements> kept = new ConcurrentHashMap<>();
    private final String incarnation;
    private final boolean sqlite;
    private final GroupCommit commits;

    private Store(DataSource source, String incarnation, boolean sqlite) {
        this.source = source;
        this.sqlite = sqlite;
        this.incarnation = incarnation;
        this.commits = new GroupCommit(this::writer);
    }

    /**
     * Opens the database and brings its schema up.
     *
     * @param fresh makes the incarnation of a database that is new
     * @throws StoreBrokenException it cannot be reached, its schema is another program's or a later version's, or it
     *     does not keep what it is told about flushing; the gateway refuses to start
     */
    public static Store open(Database database, UUID fresh) {
        DataSource source = new DataSource(pool(database));
        try {
            Flyway.configure(Store.class.getClassLoader())
                    .dataSource(source)
                    .locations("classpath:db/gateway")
                    .placeholders(Map.of("millis", database.clockMillis()))
                    .load()
                    .migrate();
            Jdbi jdbi = Jdbi.create(source);
            if (database.isSqlite()) {
                jdbi.useHandle(Store::readPragmasBack);
            }
            String incarnation = jdbi.inTransaction(handle -> incarnation(handle, fresh));
            Store opened = new Store(source, incarnation, database.isSqlite());
            opened.commits.start();
            return opened;
        } catch (FlywayException | JdbiException e) {
            source.close(true);
            throw new StoreBrokenException("the database " + database + " cannot be used", e);
        }
    }

    /** Names this database's life: another one after a restore, so that old cursors are not taken for its own. */
    public String incarnation() {
        return incarnation;
    }

    /**
     * Runs work alone among writers, on the database's own thread: it may wait for no lock that its caller has. Either
     * all of it is on disk, or nothing.
     *
     * @return what the work returns, once it is durable
     * @throws StoreBrokenException the database refused; nothing of it remains
     */
    public <T> T write(Function<Tables, T> work) {
        return commits.run(work);
    }

    /** As {@link #write}, for work that returns nothing. */
    public void change(Consumer<Tables> work) {
        write(tables -> {
            work.accept(tables);
            return Boolean.TRUE;
        });
    }

    /**
     * Runs statements that each commit by themselves and wait for no writer: of them each must stand alone.
     *
     * @throws StoreBrokenException the database refused
     */
    public <T> T single(Function<Tables, T> work) {
        return read(work);
    }

    /**
     * Reads; each statement sees what was durable when it began.
     *
     * @throws StoreBrokenException the database refused
     */
    public <T> T read(Function<Tables, T> work) {
        try (Session session = session()) {
            return work.apply(Tables.shared(session));
        } catch (SQLException | JdbiException e) {
            throw new StoreBrokenException("the database refused to be read", e);
        }
    }

    @Override
    public void close() {
        commits.close();
        source.close(true);
    }

    // The pages that one group changes, and those on the way to them: with less of a cache SQLite puts them aside in
    // the middle of a transaction, and some of them again and again.
    private Session writer() throws SQLException {
        Session session = session();
        if (sqlite) {
            session.jdbi().execute("pragma cache_size = -" + WRITER_CACHE_KIB);
        }
        return session;
    }

    private Session session() throws SQLException {
        Connection connection = source.getConnection();
        Connection driver = connection.unwrap(PooledConnection.class).getConnection();
        if (kept.size() > CONNECTIONS_MAX) {
            kept.values().removeIf(KeptStatements::isClosed);
        }
        return new Session(connection, kept.computeIfAbsent(driver, KeptStatements::new));
    }

    private static PoolProperties pool(Database database) {
        PoolProperties pool = new PoolProperties();
        pool.setUrl(database.url());
        pool.setDriverClassName(database.isSqlite() ? "org.sqlite.JDBC" : "org.postgresql.Driver");
        if (!database.user().isEmpty()) {
            pool.setUsername(database.user());
            pool.setPassword(database.password());
        }
        pool.setDbProperties(database.properties());
        pool.setMaxActive(CONNECTIONS_MAX);
        pool.setMaxIdle(CONNECTIONS_MAX);
        pool.setMaxWait(WAIT_MILLIS);
        pool.setMinIdle(1);
        pool.setInitialSize(1);
        pool.setTestOnBorrow(!database.isSqlite());
        pool.setValidationQuery("select 1");
        pool.setJmxEnabled(false);
        // SQLite would parse each statement each time; PostgreSQL's driver keeps them by itself.
        pool.setJdbcInterceptors("StatementCache(max=500)");
        // Its proxies hide what the database said in an exception that is none of JDBC's.
        pool.setUseStatementFacade(false);
        return pool;
    }

    // SQLite takes an unknown pragma without a word.
    private static void readPragmasBack(Handle handle) {
        PRAGMAS.forEach((pragma, expected) -> {
            String found =
                    handle.createQuery("pragma " + pragma).mapTo(String.class).one();
            if (!found.equals(expected)) {
                throw new StoreBrokenException("SQLite runs with " + pragma + " " + found);
            }
        });
    }

    private static String incarnation(Handle handle, UUID fresh) {
        List<String> known = handle.createQuery("select value from gateway where name = 'incarnation'")
                .mapTo(String.class)
                .list();
        if (!known.isEmpty()) {
            return known.getFirst();
        }
        String made = Life.name(fresh);
        handle.execute("insert into gateway (name, value) values ('incarnation', ?)", made);
        return made;
    }
}
