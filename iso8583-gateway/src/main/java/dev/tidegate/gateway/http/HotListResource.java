package dev.tidegate.gateway.http;

import dev.tidegate.crypto.SignedHotList;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The cards that tills refuse, signed. */
@Path("/v1/hot-list")
@Produces(MediaType.APPLICATION_JSON)
@ForTills
public final class HotListResource {
    /** Where the list is; absent where none was published. */
    @FunctionalInterface
    public interface Source {
        @Nullable
        SignedHotList current();
    }

    private final Source lists;

    public HotListResource(Source lists) {
        this.lists = lists;
    }

    /** @param newer what the till has: a list is told only where it is newer, else there is nothing to say (204) */
    @GET
    public Response hotList(@QueryParam("newer") @DefaultValue("0") long newer) {
        SignedHotList now = lists.current();
        if (now == null || now.list().version() <= newer) {
            return Response.noContent().build();
        }
        String list = Base64.getEncoder().encodeToString(now.raw().toByteArray());
        return Response.ok(new Wire.HotList(now.list().version(), list)).build();
    }
}
