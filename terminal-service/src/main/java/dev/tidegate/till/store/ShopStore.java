package dev.tidegate.till.store;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.function.Function;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/** {@code shop.db}: a primary store. What it says is said nowhere else. */
public final class ShopStore implements AutoCloseable {
    private final SqliteFile file;

    private ShopStore(SqliteFile file) {
        this.file = file;
    }

    /**
     * Opens the store and brings its tables up to date.
     *
     * @throws ShopBrokenException it is not a database of the till, or the disk refuses; the till does not start
     */
    public static ShopStore open(Path path) {
        try {
            Flyway.configure()
                    .dataSource(SqliteFile.source(path))
                    .locations("classpath:db/shop")
                    .load()
                    .migrate();
            return new ShopStore(SqliteFile.open(path));
        } catch (SQLException | JdbiException | FlywayException e) {
            throw new ShopBrokenException("shop.db cannot be opened", e);
        }
    }

    public Carts carts() {
        return new Carts(this);
    }

    public PaymentRequests requests() {
        return new PaymentRequests(this);
    }

    public Refunds refunds() {
        return new Refunds(this);
    }

    public CarriedMessages carried() {
        return new CarriedMessages(this);
    }

    public People people() {
        return new People(this);
    }

    public SessionRows sessions() {
        return new SessionRows(this);
    }

    public GivenWords words() {
        return new GivenWords(this);
    }

    public Orders orders() {
        return new Orders(this);
    }

    public Audit audit() {
        return new Audit(this);
    }

    public Catalogues catalogues() {
        return new Catalogues(this);
    }

    public Tenders tenders() {
        return new Tenders(this);
    }

    /** The settings that durability hangs on, as the database itself tells them. */
    public Map<String, String> pragmas() {
        return guarded(file::pragmas);
    }

    @Override
    public void close() {
        file.close();
    }

    <T> T reading(Function<Handle, T> work) {
        return guarded(() -> file.reading(work));
    }

    <T> T inTransaction(Function<Handle, T> work) {
        return guarded(() -> file.inTransaction(work));
    }

    private static <T> T guarded(java.util.function.Supplier<T> work) {
        try {
            return work.get();
        } catch (JdbiException e) {
            throw new ShopBrokenException("shop.db refused", e);
        }
    }
}
