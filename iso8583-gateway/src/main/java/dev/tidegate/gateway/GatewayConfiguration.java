package dev.tidegate.gateway;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tidegate.gateway.config.GatewaySettings;
import io.dropwizard.core.Configuration;

/** {@code gateway.yml}: our part, and Dropwizard's. */
final class GatewayConfiguration extends Configuration {
    private final GatewaySettings gateway;

    @JsonCreator
    GatewayConfiguration(@JsonProperty(value = "gateway", required = true) GatewaySettings gateway) {
        this.gateway = gateway;
    }

    GatewaySettings gateway() {
        return gateway;
    }
}
