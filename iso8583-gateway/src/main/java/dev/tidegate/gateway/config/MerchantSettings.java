package dev.tidegate.gateway.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tidegate.core.payment.TillId;
import dev.tidegate.crypto.TillParameters.Ceiling;
import dev.tidegate.gateway.batch.CloseTime;
import dev.tidegate.gateway.profile.Terminal;
import dev.tidegate.gateway.store.LaneId;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One merchant at one acquirer, with its terminals.
 *
 * @param mid DE 42, up to 15 characters
 * @param name DE 43, up to 40 characters
 * @param category merchant category code, 4 digits
 * @param zone of the shop's own time
 * @param offline left out: the tills' own limits alone count
 * @param closeTime when its batches are closed by the clock, in that zone, such as 23:30; left out: as the profile says
 */
record MerchantSettings(
        @JsonProperty(required = true) String mid,
        @JsonProperty(required = true) String name,
        @JsonProperty(required = true) String category,
        @JsonProperty(required = true) String zone,
        @JsonProperty(required = true) String acquirer,
        @JsonProperty @Nullable CeilingSettings offline,
        @JsonProperty @Nullable String closeTime,
        @JsonProperty(required = true) List<TerminalSettings> terminals) {
    public MerchantSettings {
        Checks.text(mid, "merchants.mid", 15);
        Checks.text(name, "merchants.name", 40);
        Checks.text(acquirer, "merchants.acquirer", 32);
        if (!Checks.text(category, "merchants.category", 4).matches("[0-9]{4}")) {
            throw new IllegalArgumentException("merchants.category has 4 digits");
        }
        if (!ZoneId.getAvailableZoneIds().contains(zone)) {
            throw new IllegalArgumentException("merchants.zone is none that is known");
        }
        try {
            if (closeTime != null) {
                LocalTime.parse(closeTime);
            }
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("merchants.closeTime is no time such as 23:30", e);
        }
        terminals = List.copyOf(terminals);
    }

    /** The tills for which a ceiling is set. */
    Map<TillId, Ceiling> ceilings() {
        CeilingSettings most = offline;
        return most == null
                ? Map.of()
                : terminals.stream().collect(Collectors.toMap(t -> TillId.of(t.till()), t -> most.toCeiling()));
    }

    /** Its terminals' close times, none where the profile's count. */
    Stream<Map.Entry<LaneId, CloseTime>> closeTimes() {
        if (closeTime == null) {
            return Stream.empty();
        }
        CloseTime time = new CloseTime(LocalTime.parse(closeTime), ZoneId.of(zone));
        return all().map(terminal -> Map.entry(new LaneId(terminal.acquirer(), terminal.tid()), time));
    }

    Stream<Terminal> all() {
        return terminals.stream()
                .map(t -> new Terminal(
                        TillId.of(t.till()),
                        acquirer,
                        Checks.padded(t.tid(), 8),
                        Checks.padded(mid, 15),
                        Checks.padded(name, 40),
                        category,
                        Currency.getInstance(t.currency()),
                        ZoneId.of(zone)));
    }
}
