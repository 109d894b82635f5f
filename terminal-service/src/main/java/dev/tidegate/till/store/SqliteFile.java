package dev.tidegate.till.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * One SQLite file behind one connection: whoever comes, one at a time.
 *
 * <p>A till has one cashier; a second connection would buy waiting for locks and nothing else. Each commit is one
 * {@code fdatasync} (write-ahead log, synchronous FULL).
 */
public final class SqliteFile implements AutoCloseable {
    /** How long a commit waits for another process, which should not exist. */
    private static final int BUSY_TIMEOUT_MILLIS = 5_000;

    private final ReentrantLock oneAtATime = new ReentrantLock();
    private final Connection connection;
    private final Jdbi jdbi;

    private SqliteFile(Connection connection) {
        this.connection = connection;
        this.jdbi = Jdbi.create(connection);
    }

    /**
     * Opens the file, or makes it.
     *
     * @throws SQLException it is not a database, or the disk refuses
     */
    public static SqliteFile open(Path file) throws SQLException {
        return new SqliteFile(source(file).getConnection());
    }

    /** Connections to the file, set up as the house wants them. */
    static SQLiteDataSource source(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
        config.enforceForeignKeys(true);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }

    /** Removes the file and what SQLite keeps beside it. */
    public static void delete(Path file) {
        for (String suffix : List.of("", "-wal", "-shm", "-journal")) {
            try {
                Files.deleteIfExists(file.resolveSibling(file.getFileName() + suffix));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * Reads.
     *
     * @throws org.jdbi.v3.core.JdbiException the database refused
     */
    public <T> T reading(Function<Handle, T> work) {
        oneAtATime.lock();
        try {
            return jdbi.withHandle(work::apply);
        } finally {
            oneAtATime.unlock();
        }
    }

    /**
     * Writes all or nothing; on disk when it returns.
     *
     * @throws org.jdbi.v3.core.JdbiException the database refused; nothing was written
     */
    public <T> T inTransaction(Function<Handle, T> work) {
        oneAtATime.lock();
        try {
            return jdbi.inTransaction(work::apply);
        } finally {
            oneAtATime.unlock();
        }
    }

    /** The settings that durability hangs on, as the database itself tells them. */
    public Map<String, String> pragmas() {
        return reading(handle -> {
            Map<String, String> told = new LinkedHashMap<>();
            for (String name : List.of("journal_mode", "synchronous", "foreign_keys", "busy_timeout")) {
                told.put(
                        name,
                        handle.createQuery("pragma " + name).mapTo(String.class).one());
            }
            return told;
        });
    }

    /** What {@link #pragmas()} says of a file that is set up as the house wants it. */
    public static Map<String, String> pragmasWanted() {
        return Map.of(
                "journal_mode",
                "wal",
                "synchronous",
                "2",
                "foreign_keys",
                "1",
                "busy_timeout",
                Integer.toString(BUSY_TIMEOUT_MILLIS));
    }

    @Override
    public void close() {
        oneAtATime.lock();
        try {
            connection.close();
        } catch (SQLException e) {
            throw new org.jdbi.v3.core.CloseException("the database did not close", e);
        } finally {
            oneAtATime.unlock();
        }
    }
}
