package dev.tidegate.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidegate.gateway.fixture.Sales;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The same SQL on the database of a fleet. */
class PostgresStoreTest extends StoreContract {
    private static EmbeddedPostgres postgres;
    private static int opened;
    /** More than a pool holds. */
    private static final int CONNECTIONS_MOST = 64;

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.builder().start();
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @Override
    Database database() {
        String name = "gateway" + opened++;
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new Database(postgres.getJdbcUrl("postgres", name).replaceAll("\\?.*", ""), "postgres", "");
    }

    private static void admin(String statement) {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement run = connection.createStatement()) {
            run.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As a caller does who is told that it is busy: each connection of the pool that was cut fails once. */
    private static <T> T again(Supplier<T> call) {
        for (int i = 0; i < CONNECTIONS_MOST; i++) {
            try {
                return call.get();
            } catch (StoreBrokenException cut) {
                // The next one has another connection.
            }
        }
        return call.get();
    }

    private static void cutConnections() {
        admin("select pg_terminate_backend(pid) from pg_stat_activity where datname like 'gateway%'");
    }

    @Test
    void transaction_whoseConnectionIsCut_isRefusedAndLeavesNothing() {
        assertThatExceptionOfType(StoreBrokenException.class)
                .isThrownBy(() -> store.change(tables -> {
                    tables.tills().lost(Sales.TILL, 41);
                    cutConnections();
                }));

        assertThat(again(() -> store.<Long>read(tables -> tables.tills().lostTo(Sales.TILL))))
                .isZero();
    }

    @Test
    void database_thatWasAway_isUsedAgain() {
        cutConnections();

        again(() -> store.write(tables -> {
            tables.tills().lost(Sales.TILL, 41);
            return true;
        }));

        assertThat(store.<Long>read(tables -> tables.tills().lostTo(Sales.TILL)))
                .isEqualTo(41);
    }

    @Test
    void database_thatTakesNoMore_refusesAndKeepsWhatThereIs() {
        store.change(tables -> tables.tills().lost(Sales.TILL, 41));
        String name = "gateway" + (opened - 1);
        admin("alter database " + name + " set default_transaction_read_only = on");
        cutConnections();

        assertThatExceptionOfType(StoreBrokenException.class)
                .isThrownBy(() -> store.change(tables -> tables.tills().lost(Sales.TILL, 42)));
        assertThat(again(() -> store.<Long>read(tables -> tables.tills().lostTo(Sales.TILL))))
                .isEqualTo(41);
    }
}
