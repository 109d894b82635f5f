package dev.tidegate.till;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tidegate.till.config.TillSettings;
import io.dropwizard.core.Configuration;
import org.jspecify.annotations.Nullable;

/** {@code config/till.yml}: the till's own settings under {@code till}, the web server's and the log's beside them. */
public final class TillConfiguration extends Configuration {
    private final TillSettings till;

    @JsonCreator
    TillConfiguration(@JsonProperty("till") @Nullable TillSettings till) {
        if (till == null) {
            throw new IllegalArgumentException("till is missing");
        }
        this.till = till;
    }

    TillSettings till() {
        return till;
    }
}
