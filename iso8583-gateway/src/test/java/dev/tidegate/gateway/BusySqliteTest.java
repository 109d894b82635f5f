package dev.tidegate.gateway;

import dev.tidegate.gateway.store.Database;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A file that another process writes to for long. */
class BusySqliteTest extends BusyContract {
    private String url = "";

    @Override
    Database database(Path folder) {
        url = "jdbc:sqlite:" + folder.resolve("gateway/gateway.db");
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
}
