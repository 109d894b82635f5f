package dev.tidegate.gateway.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tidegate.core.payment.TillId;
import java.util.Currency;

/**
 * One till of a merchant.
 *
 * @param till its UUID
 * @param tid DE 41, up to 8 characters
 */
record TerminalSettings(
        @JsonProperty(required = true) String till,
        @JsonProperty(required = true) String tid,
        @JsonProperty(required = true) String currency) {
    public TerminalSettings {
        Checks.text(tid, "terminals.tid", 8);
        if (Checks.text(till, "terminals.till", 36).length() != 36) {
            throw new IllegalArgumentException("terminals.till is no UUID");
        }
        if (TillId.of(till).value().version() == 0
                || Currency.getInstance(currency).getNumericCode() == 0) {
            throw new IllegalArgumentException("terminals.till or terminals.currency is none");
        }
    }
}
