package dev.tidegate.gateway.profile;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.FrozenTags;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.core.emv.TlvSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which tags DE 55 holds, in which order. Values are those of the card's own command: none is computed here.
 *
 * @param bytesMax what the field may hold
 */
public record ChipTable(List<Row> request, List<Row> advice, int bytesMax) {
    /** One tag. */
    public record Row(Tag tag, boolean optional) {}

    public ChipTable {
        request = List.copyOf(request);
        advice = List.copyOf(advice);
    }

    /**
     * The tags of a table, out of those that were frozen.
     *
     * @return empty where a tag that must be sent is missing, or all are too long together
     */
    public Optional<Octets> select(List<Row> rows, FrozenTags frozen) {
        Map<Tag, Octets> chosen = new LinkedHashMap<>();
        for (Row row : rows) {
            if (frozen.tags().has(row.tag())) {
                chosen.put(row.tag(), frozen.tags().value(row.tag()));
            } else if (!row.optional()) {
                return Optional.empty();
            }
        }
        Octets run = TlvSet.of(chosen).encode();
        return run.length() > bytesMax ? Optional.empty() : Optional.of(run);
    }
}
