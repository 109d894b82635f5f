package dev.tidegate.gateway.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tidegate.crypto.InventoryRow;
import dev.tidegate.crypto.RecipientBundle;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The inventory of keys: everything about them but themselves. */
@Path("/api/v1/keys")
@Produces(MediaType.APPLICATION_JSON)
public final class KeysResource {
    private final Supplier<List<InventoryRow>> inventory;
    private final Supplier<RecipientBundle> bundle;

    public KeysResource(Supplier<List<InventoryRow>> inventory, Supplier<RecipientBundle> bundle) {
        this.inventory = inventory;
        this.bundle = bundle;
    }

    /** One key, as JSON; also what the command prints. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Key(
            String id,
            String algorithm,
            String purpose,
            String where,
            Instant created,
            @Nullable Instant expires,
            String state,
            @Nullable Instant destroyed,
            @Nullable String remark) {
        public static Key of(InventoryRow row) {
            return new Key(
                    row.id(),
                    row.algorithm(),
                    row.purpose().word(),
                    row.where(),
                    row.created(),
                    row.expires(),
                    row.state().name(),
                    row.destroyed(),
                    row.remark().isEmpty() ? null : row.remark());
        }
    }

    record Bundle(long version, Instant issuedAt, Instant notAfter) {}

    record Inventory(Bundle bundle, List<Key> keys) {}

    @GET
    public Inventory keys() {
        RecipientBundle now = bundle.get();
        return new Inventory(
                new Bundle(now.version(), now.issuedAt(), now.notAfter()),
                inventory.get().stream().map(Key::of).toList());
    }
}
