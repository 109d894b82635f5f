package dev.tidegate.gateway;

import dev.tidegate.gateway.fixture.Postgres;
import dev.tidegate.gateway.store.Database;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A PostgreSQL in which another node holds the writers' row. */
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
}
