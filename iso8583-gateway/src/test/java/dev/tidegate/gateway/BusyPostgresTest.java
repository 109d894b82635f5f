package dev.tidegate.gateway;

import dev.tidegate.gateway.store.Database;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;

/** A PostgreSQL in which another node holds the writers' row, and one that says that its disk is full (53100). */
class BusyPostgresTest extends BusyContract {
    private @Nullable EmbeddedPostgres started;

    @AfterAll
    void shutDown() throws IOException {
        if (started != null) {
            started.close();
        }
    }

    @Override
    Database database(Path folder) throws IOException, SQLException {
        EmbeddedPostgres postgres = EmbeddedPostgres.builder().start();
        started = postgres;
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database busy");
            // The product waits for fifteen seconds, which no test has.
            statement.execute("alter database busy set lock_timeout = '500ms'");
        }
        return new Database(postgres.getJdbcUrl("postgres", "busy").replaceAll("\\?.*", ""), "postgres", "");
    }

    @Override
    Connection held() throws SQLException {
        Connection connection =
                Objects.requireNonNull(started).getDatabase("postgres", "busy").getConnection();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            int ignored = statement.executeUpdate("update counter set value = value where name = 'writer'");
        }
        return connection;
    }

    @Override
    AutoCloseable filled() throws SQLException {
        execute("""
                create function no_room() returns trigger language plpgsql as $$
                begin
                  raise exception 'could not extend file: No space left on device' using errcode = 'disk_full';
                end $$""");
        execute("create trigger no_room before insert on journal_record execute function no_room()");
        return () -> execute("drop trigger no_room on journal_record");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = Objects.requireNonNull(started)
                        .getDatabase("postgres", "busy")
                        .getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
