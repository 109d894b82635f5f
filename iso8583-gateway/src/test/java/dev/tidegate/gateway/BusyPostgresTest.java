package dev.tidegate.gateway;

import dev.tidegate.gateway.fixture.Postgres;
import dev.tidegate.gateway.store.Database;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A PostgreSQL in which another node holds the writers' row, and one that says that its disk is full (53100). */
class BusyPostgresTest extends BusyContract {
    @Override
    Database database(Path folder) {
        Database busy = Postgres.empty("busy");
        // The product waits for fifteen seconds, which no test has.
        Postgres.admin("alter database busy set lock_timeout = '500ms'");
        return busy;
    }

    @Override
    Connection held() throws SQLException {
        Connection connection = Postgres.connect("busy");
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
        try (Connection connection = Postgres.connect("busy");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
