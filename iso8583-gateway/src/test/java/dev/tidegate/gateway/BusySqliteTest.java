package dev.tidegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.gateway.store.Database;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A file that another process writes to for long, and that may grow no more. */
class BusySqliteTest extends BusyContract {
    /** Of 4,096 bytes: the schema has some 150. */
    private static final int PAGES_MAX = 400;
    /** SQLITE_FULL. */
    private static final int FULL = 13;

    private String url = "";

    @Override
    Database database(Path folder) {
        url = "jdbc:sqlite:" + folder.resolve("gateway/gateway.db") + "?max_page_count=" + PAGES_MAX;
        return new Database(url, "", "");
    }

    @Override
    Connection held() throws SQLException {
        Connection connection = DriverManager.getConnection(url);
        try (Statement statement = connection.createStatement()) {
            statement.execute("begin immediate");
        }
        return connection;
    }

    @Override
    AutoCloseable filled() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("create table filler (room blob)");
            int rows = 0;
            while (isRoomFor(statement)) {
                rows++;
            }
            assertThat(rows).as("rows that filled the file").isPositive();
        }
        return () -> {
            try (Connection connection = DriverManager.getConnection(url);
                    Statement statement = connection.createStatement()) {
                statement.execute("drop table filler");
            }
        };
    }

    private static boolean isRoomFor(Statement statement) throws SQLException {
        try {
            statement.execute("insert into filler values (zeroblob(3000))");
            return true;
        } catch (SQLException e) {
            assertThat(e.getErrorCode()).as("%s", e.getMessage()).isEqualTo(FULL);
            return false;
        }
    }
}
