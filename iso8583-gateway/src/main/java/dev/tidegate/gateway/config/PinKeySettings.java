package dev.tidegate.gateway.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * The keys for PINs that an acquirer's issuers check, as blocks of the payment HSM (X9.143), for a profile that takes
 * them. With empty ones no PIN is taken.
 *
 * @param zone the PIN key shared with the acquirer, usage P0
 * @param exchange the key that the host sends new zone keys under, usage K0; empty: it sends none
 * @param pads the base derivation key of the tills' pads, usage B0
 */
public record PinKeySettings(
        @JsonProperty @Nullable String zone,
        @JsonProperty @Nullable String pads,
        @JsonProperty @Nullable String exchange) {
    /** The longest block of X9.143. */
    private static final int BLOCK_MAX = 9_999;

    public PinKeySettings {
        if (isThere(zone) != isThere(pads)) {
            throw new IllegalArgumentException("acquirers.pin: zone and pads are named together");
        }
        if (zone != null && pads != null && isThere(zone)) {
            Checks.text(zone, "acquirers.pin.zone", BLOCK_MAX);
            Checks.text(pads, "acquirers.pin.pads", BLOCK_MAX);
        }
        if (exchange != null && isThere(exchange)) {
            Checks.text(exchange, "acquirers.pin.exchange", BLOCK_MAX);
        }
    }

    /** Whether it names keys at all: placeholders of the environment may be empty. */
    boolean names() {
        return isThere(zone);
    }

    /** Whether the host changes the zone key. */
    public boolean isExchanged() {
        return names() && isThere(exchange);
    }

    private static boolean isThere(@Nullable String text) {
        return text != null && !text.isEmpty();
    }
}
