package dev.tidegate.gateway.http;

import dev.tidegate.crypto.SignedBundle;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Base64;
import java.util.function.Supplier;

/** The keys that tills seal to, signed. */
@Path("/v1/recipient-bundle")
@Produces(MediaType.APPLICATION_JSON)
@ForTills
public final class BundleResource {
    private final Supplier<SignedBundle> bundle;

    public BundleResource(Supplier<SignedBundle> bundle) {
        this.bundle = bundle;
    }

    @GET
    public Wire.Bundle bundle() {
        SignedBundle now = bundle.get();
        return new Wire.Bundle(
                now.bundle().version(),
                Base64.getEncoder().encodeToString(now.raw().toByteArray()));
    }
}
