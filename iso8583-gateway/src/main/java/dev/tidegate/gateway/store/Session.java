package dev.tidegate.gateway.store;

import java.sql.Connection;
import java.sql.SQLException;
import org.apache.tomcat.jdbc.pool.PooledConnection;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * The use of one connection to the database. The messages to the acquirer and the tills' records go by statements that
 * stay prepared; everything else by Jdbi on the same connection, inside the same transaction. Of one thread at a time.
 */
final class Session implements AutoCloseable {
    private static final int VALID_SECONDS = 5;
    private static final String SAVEPOINT = "savepoint work";
    private static final String RELEASE = "release savepoint work";
    private static final String ROLL_BACK = "rollback to savepoint work";

    private final Connection connection;
    private final KeptStatements kept;
    private @Nullable Handle handle;

    /**
     * @param connection of the pool
     * @param kept of the same connection
     */
    Session(Connection connection, KeptStatements kept) {
        this.connection = connection;
        this.kept = kept;
    }

    /**
     * A statement, to be bound and executed before the same is asked for again.
     *
     * @param sql fixed in the code, values as {@code :names}
     */
    KeptStatement sql(String sql) {
        return kept.of(sql);
    }

    /** Jdbi on this connection; whoever has it does not close it. */
    Handle jdbi() {
        Handle open = handle;
        if (open == null) {
            open = Jdbi.open(connection);
            handle = open;
        }
        return open;
    }

    void begin() throws SQLException {
        connection.setAutoCommit(false);
    }

    void commit() throws SQLException {
        connection.commit();
        connection.setAutoCommit(true);
    }

    /** Takes back what was not committed. */
    void rollBack() throws SQLException {
        connection.rollback();
        connection.setAutoCommit(true);
    }

    void mark() {
        sql(SAVEPOINT).execute();
    }

    void keepFromMark() {
        sql(RELEASE).execute();
    }

    void rollBackToMark() {
        sql(ROLL_BACK).execute();
        keepFromMark();
    }

    /** Whether the database still answers on it. */
    boolean isAlive() {
        try {
            return connection.isValid(VALID_SECONDS);
        } catch (SQLException e) {
            return false;
        }
    }

    /** Ends the connection: it is not to be used again by anybody. */
    void discard() {
        try {
            connection.unwrap(PooledConnection.class).setDiscarded(true);
        } catch (SQLException e) {
            // Then the pool has let go of it already.
        }
        close();
    }

    /** Gives the connection back. */
    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // It is gone, which is what was wanted.
        }
    }
}
