package dev.tidegate.gateway.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tidegate.crypto.TillParameters.Ceiling;
import java.time.Duration;

/**
 * What each till of a merchant takes offline at most, whatever its own limits are; minor units of its currency.
 *
 * @param count accepted sales without a result
 * @param window how long after the first of them more are taken; whole seconds
 */
record CeilingSettings(
        @JsonProperty(required = true) int count,
        @JsonProperty(required = true) Duration window,
        @JsonProperty(required = true) long saleMax,
        @JsonProperty(required = true) long sumMax,
        @JsonProperty(required = true) long cardSumMax) {
    CeilingSettings {
        try {
            if (window.getNano() != 0) {
                throw new IllegalArgumentException("not whole seconds");
            }
            var ignored = new Ceiling(count, window, saleMax, sumMax, cardSumMax);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("merchants.offline: " + e.getMessage(), e);
        }
    }

    Ceiling toCeiling() {
        return new Ceiling(count, window, saleMax, sumMax, cardSumMax);
    }
}
