package dev.tidegate.gateway;

import dev.tidegate.gateway.store.Database;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** On PostgreSQL. */
final class ColumnDutyPostgresTest extends ColumnDutyContract {
    private static EmbeddedPostgres postgres;
    private static int opened;

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.builder().start();
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @Override
    Database database(Path folder) {
        String name = "columns" + opened++;
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new Database(postgres.getJdbcUrl("postgres", name).replaceAll("\\?.*", ""), "postgres", "");
    }
}
