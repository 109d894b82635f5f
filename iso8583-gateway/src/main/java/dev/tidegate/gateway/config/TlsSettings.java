package dev.tidegate.gateway.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the connection to an acquirer is secured.
 *
 * @param mode {@code on} or {@code off}: nobody turns it off by leaving a file out
 * @param trust PEM file of the authorities that the acquirer's certificate may come from
 * @param name the name in the acquirer's certificate, where it is not the host that is called
 * @param own PKCS #12 file with our certificate, where the acquirer asks for one
 * @param passwordFile holds its password
 */
public record TlsSettings(
        @JsonProperty(required = true) String mode,
        @JsonProperty @Nullable String trust,
        @JsonProperty @Nullable String name,
        @JsonProperty @Nullable String own,
        @JsonProperty @Nullable String passwordFile) {
    public TlsSettings {
        if (!mode.equals("on") && !mode.equals("off")) {
            throw new IllegalArgumentException("acquirers.tls.mode is on or off");
        }
        if (mode.equals("on")) {
            Checks.text(trust, "acquirers.tls.trust", 4096);
            if (isThere(own) != isThere(passwordFile)) {
                throw new IllegalArgumentException("acquirers.tls.own and passwordFile come together");
            }
        }
    }

    boolean isOn() {
        return mode.equals("on");
    }

    /** The file of authorities. */
    public Path authorities() {
        return Path.of(Checks.text(trust, "acquirers.tls.trust", 4096));
    }

    /** The name that the certificate has to have; empty for the host that is called. */
    public String expectedName() {
        return name == null ? "" : name;
    }

    /** Our certificate's file. */
    public Optional<Path> ownStore() {
        return Optional.ofNullable(own).filter(TlsSettings::isThere).map(Path::of);
    }

    /** The file of its password. */
    public Optional<Path> ownPassword() {
        return Optional.ofNullable(passwordFile).filter(TlsSettings::isThere).map(Path::of);
    }

    private static boolean isThere(@Nullable String value) {
        return value != null && !value.isBlank();
    }
}
