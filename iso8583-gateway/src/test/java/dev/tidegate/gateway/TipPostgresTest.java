package dev.tidegate.gateway;

import dev.tidegate.gateway.fixture.Postgres;
import dev.tidegate.gateway.store.Database;
import java.nio.file.Path;

/** On PostgreSQL. */
final class TipPostgresTest extends TipContract {
    private static int opened;

    @Override
    Database database(Path folder) {
        return Postgres.empty("tips" + opened++);
    }
}
