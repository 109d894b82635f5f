package dev.tidegate.gateway.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the payment HSM listens; with an empty host there is none. */
public record HsmSettings(
        @JsonProperty @Nullable String host, @JsonProperty int port) {
    public HsmSettings {
        if (host != null && !host.isEmpty()) {
            Checks.text(host, "hsm.host", 253);
            Checks.port(port, "hsm.port");
        }
    }

    /** Its address, looked up now. */
    public Optional<InetSocketAddress> address() {
        return host == null || host.isEmpty() ? Optional.empty() : Optional.of(new InetSocketAddress(host, port));
    }
}
