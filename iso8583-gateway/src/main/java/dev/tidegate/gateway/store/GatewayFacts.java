package dev.tidegate.gateway.store;

import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/** What a database knows of itself, one value a name. Only inside {@link Store#write}. */
public final class GatewayFacts {
    private final Handle handle;

    GatewayFacts(Handle handle) {
        this.handle = handle;
    }

    /**
     * The value of a name.
     *
     * @param fresh makes it where there is none yet
     */
    public String kept(String name, Supplier<String> fresh) {
        return of(name).orElseGet(() -> made(name, fresh.get()));
    }

    /** The value of a name, where there is one. */
    public Optional<String> of(String name) {
        return handle.createQuery("select value from gateway where name = :name")
                .bind("name", name)
                .mapTo(String.class)
                .findOne();
    }

    /** Puts another value in the place of a name's. */
    public void replace(String name, String value) {
        handle.createUpdate("update gateway set value = :value where name = :name")
                .bind("name", name)
                .bind("value", value)
                .execute();
    }

    private String made(String name, String value) {
        handle.createUpdate("insert into gateway (name, value) values (:name, :value)")
                .bind("name", name)
                .bind("value", value)
                .execute();
        return value;
    }
}
