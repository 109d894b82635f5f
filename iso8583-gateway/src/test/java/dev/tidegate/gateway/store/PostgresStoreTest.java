package dev.tidegate.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidegate.gateway.fixture.Postgres;
import dev.tidegate.gateway.fixture.Sales;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The same SQL on the database of a fleet. */
class PostgresStoreTest extends StoreContract {
    /** More than a pool holds. */
    private static final int CONNECTIONS_MOST = 64;
    /** Each test's database is a copy of this one, which has all tables and no row of anybody's. */
    private static final String MIGRATED = "migrated";

    private static int opened;

    @BeforeAll
    static void migrate() {
        Store.open(Postgres.empty(MIGRATED), new UUID(1, 1)).close();
    }

    @Override
    Database database() {
        return Postgres.copy(MIGRATED, "gateway" + opened++);
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
        Postgres.admin("select pg_terminate_backend(pid) from pg_stat_activity where datname like 'gateway%'");
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
        Postgres.admin("alter database " + name + " set default_transaction_read_only = on");
        cutConnections();

        assertThatExceptionOfType(StoreBrokenException.class)
                .isThrownBy(() -> store.change(tables -> tables.tills().lost(Sales.TILL, 42)));
        assertThat(again(() -> store.<Long>read(tables -> tables.tills().lostTo(Sales.TILL))))
                .isEqualTo(41);
    }
}
