package dev.tidegate.gateway.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tidegate.gateway.profile.Terminal;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an operator writes down about the gateway.
 *
 * @param home the folder that {@code init} made
 * @param profiles the folder of the acquirers' profiles
 * @param keys where private keys are, and how recipient keys follow each other
 * @param hsm left out: there is none
 * @param demo whether fault drills work
 */
public record GatewaySettings(
        @JsonProperty(required = true) String home,
        @JsonProperty(required = true) String profiles,
        @JsonProperty(required = true) DatabaseSettings database,
        @JsonProperty(required = true) KeySettings keys,
        @JsonProperty @Nullable HsmSettings hsm,
        @JsonProperty(required = true) List<AcquirerSettings> acquirers,
        @JsonProperty(required = true) List<MerchantSettings> merchants,
        @JsonProperty(required = true) boolean demo) {
    public GatewaySettings {
        Checks.text(home, "gateway.home", 4096);
        Checks.text(profiles, "gateway.profiles", 4096);
        acquirers = List.copyOf(acquirers);
        merchants = List.copyOf(merchants);
        Set<String> names = new HashSet<>();
        for (AcquirerSettings acquirer : acquirers) {
            if (!names.add(acquirer.name())) {
                throw new IllegalArgumentException("gateway.acquirers: " + acquirer.name() + " is there twice");
            }
        }
        for (MerchantSettings merchant : merchants) {
            if (!names.contains(merchant.acquirer())) {
                throw new IllegalArgumentException(
                        "merchants.acquirer: " + merchant.acquirer() + " is none of gateway.acquirers");
            }
        }
    }

    /** Where the payment HSM is, if there is one. */
    public Optional<InetSocketAddress> hsmAddress() {
        return Optional.ofNullable(hsm).flatMap(HsmSettings::address);
    }

    public Path folder() {
        return Path.of(home);
    }

    /** All terminals of all merchants. */
    public List<Terminal> terminals() {
        return merchants.stream().flatMap(MerchantSettings::all).toList();
    }
}
