package dev.tidegate.gateway.config;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * One acquirer.
 *
 * @param profile the folder of its profile
 */
public record AcquirerSettings(
        @JsonProperty(required = true) String name,
        @JsonProperty(required = true) String profile,
        @JsonProperty(required = true) String host,
        @JsonProperty(required = true) int port) {
    public AcquirerSettings {
        Checks.text(name, "acquirers.name", 32);
        Checks.text(profile, "acquirers.profile", 64);
        Checks.text(host, "acquirers.host", 253);
        Checks.port(port, "acquirers.port");
        if (!profile.matches("[A-Za-z0-9_-]+")) {
            throw new IllegalArgumentException("acquirers.profile is the name of a folder, and no path");
        }
    }
}
