package dev.tidegate.gateway.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * The key of an acquirer's authentication codes, for a profile that has them: one that two people brought, or one of
 * the payment HSM.
 *
 * @param imported the id under which {@code import-key} keeps it
 * @param allowTdes whether an imported key may be triple DES, as almost every host's is
 * @param block the key as a block of the HSM (X9.143), the first one where the host changes them
 * @param exchange the key under which the host sends new ones, as a block; left out: it sends none
 */
public record MacKeySettings(
        @JsonProperty @Nullable String imported,
        @JsonProperty boolean allowTdes,
        @JsonProperty @Nullable String block,
        @JsonProperty @Nullable String exchange) {
    /** The longest block of X9.143. */
    private static final int BLOCK_MAX = 9_999;

    public MacKeySettings {
        if (isThere(imported) && (isThere(block) || isThere(exchange))) {
            throw new IllegalArgumentException("acquirers.mac: a key is imported or the HSM's, not both");
        }
        if (isThere(exchange) && !isThere(block)) {
            throw new IllegalArgumentException("acquirers.mac.exchange changes a key that acquirers.mac.block begins");
        }
        if (isThere(block)) {
            Checks.text(block, "acquirers.mac.block", BLOCK_MAX);
        }
    }

    /** Whether it names a key at all: placeholders of the environment may be empty. */
    boolean names() {
        return isThere(imported) || isThere(block);
    }

    /** Whether its key is in the HSM. */
    public boolean isInHsm() {
        return isThere(block);
    }

    /** Whether the host sends new ones. */
    public boolean isExchanged() {
        return isThere(exchange);
    }

    private static boolean isThere(@Nullable String text) {
        return text != null && !text.isEmpty();
    }
}
