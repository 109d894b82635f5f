package dev.tidegate.gateway.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One acquirer.
 *
 * @param profile the folder of its profile
 * @param secondary where it is called while the first address cannot be used; left out, or with an empty host: nowhere
 * @param tls left out: the connection is in clear, inside a tunnel or on loopback
 * @param mac for a profile whose messages are authenticated
 * @param pin for a profile that takes PINs
 */
public record AcquirerSettings(
        @JsonProperty(required = true) String name,
        @JsonProperty(required = true) String profile,
        @JsonProperty(required = true) String host,
        @JsonProperty(required = true) int port,
        @JsonProperty @Nullable Address secondary,
        @JsonProperty @Nullable TlsSettings tls,
        @JsonProperty @Nullable MacKeySettings mac,
        @JsonProperty @Nullable PinKeySettings pin) {
    /** Where a host listens. */
    public record Address(
            @JsonProperty @Nullable String host,
            @JsonProperty int port) {}

    public AcquirerSettings {
        Checks.text(name, "acquirers.name", 32);
        Checks.text(profile, "acquirers.profile", 64);
        Checks.text(host, "acquirers.host", 253);
        Checks.port(port, "acquirers.port");
        if (!profile.matches("[A-Za-z0-9_-]+")) {
            throw new IllegalArgumentException("acquirers.profile is the name of a folder, and no path");
        }
        if (secondary != null && isThere(secondary)) {
            Checks.text(secondary.host(), "acquirers.secondary.host", 253);
            Checks.port(secondary.port(), "acquirers.secondary.port");
        }
    }

    /** The first address, and the second where there is one. */
    public List<Address> addresses() {
        return Stream.concat(
                        Stream.of(new Address(host, port)),
                        Stream.ofNullable(secondary).filter(AcquirerSettings::isThere))
                .toList();
    }

    /** How the connection is secured; empty where it is not. */
    public Optional<TlsSettings> secured() {
        return Optional.ofNullable(tls).filter(TlsSettings::isOn);
    }

    private static boolean isThere(Address address) {
        return address.host() != null && !address.host().isBlank();
    }

    /** The keys for PINs, where they are named. */
    public Optional<PinKeySettings> pinKeys() {
        return Optional.ofNullable(pin).filter(PinKeySettings::names);
    }

    /** The key of authentication codes, where one is named. */
    public Optional<MacKeySettings> macKey() {
        return Optional.ofNullable(mac).filter(MacKeySettings::names);
    }
}
