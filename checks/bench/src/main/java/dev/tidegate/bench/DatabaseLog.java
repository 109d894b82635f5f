package dev.tidegate.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** A table in an embedded database, each commit on disk. */
final class DatabaseLog implements GroupCommit.Library {
    private final Connection connection;
    private final PreparedStatement insert;
    private final String afterCommit;
    private final Payload payload;

    private DatabaseLog(Connection connection, String afterCommit, Payload payload) throws SQLException {
        this.connection = connection;
        this.afterCommit = afterCommit;
        this.payload = payload;
        run("create table log (seq bigint primary key, body blob)");
        connection.setAutoCommit(false);
        this.insert = connection.prepareStatement("insert into log values (?, ?)");
    }

    /** With a write-ahead log of its own, and one fdatasync for each commit. */
    static DatabaseLog sqlite(Path folder, Payload payload) throws SQLException {
        Connection connection = DriverManager.getConnection(
                "jdbc:sqlite:" + folder.resolve("log.db") + "?journal_mode=WAL&synchronous=FULL");
        return new DatabaseLog(connection, "", payload);
    }

    /** A commit alone does not force there; CHECKPOINT SYNC does. */
    static DatabaseLog h2(Path folder, Payload payload) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:h2:file:" + folder.resolve("log"));
        return new DatabaseLog(connection, "checkpoint sync", payload);
    }

    @Override
    public void commit(List<Long> numbers) throws SQLException {
        for (long number : numbers) {
            insert.setLong(1, number);
            insert.setBytes(2, payload.of(number));
            insert.addBatch();
        }
        int[] ignored = insert.executeBatch();
        connection.commit();
        if (!afterCommit.isEmpty()) {
            run(afterCommit);
        }
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            boolean ignored = statement.execute(sql);
        }
    }

    @Override
    public void close() throws IOException {
        try (connection) {
            insert.close();
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }
}
