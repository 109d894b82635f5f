package dev.tidegate.gateway.profile;

import dev.tidegate.core.card.Brand;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.FrozenTags;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.core.emv.Tlv;
import dev.tidegate.core.emv.TlvSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which tags DE 55 holds, in which order, by message and scheme. Values are those of the card's own command: none is
 * computed here.
 *
 * @param bytesMax what the field may hold, its wrapper included
 * @param wrapper what stands around the tags
 * @param forbidden tags that must not even be among the frozen ones: a message with one is not made
 */
public record ChipTables(int bytesMax, Wrapper wrapper, Set<Tag> forbidden, Map<String, Map<Brand, List<Row>>> tables) {
    /** Never in DE 55: track data, number, name, expiry, PIN (iso8583.md C8). No profile allows them. */
    public static final Set<Tag> NEVER = Set.of(
            new Tag(0x56),
            new Tag(0x57),
            new Tag(0x5A),
            new Tag(0x5F20),
            new Tag(0x5F24),
            new Tag(0x99),
            new Tag(0x9F0B),
            new Tag(0x9F1F),
            new Tag(0x9F20));

    private static final int WRAPPER_BYTES = 3;

    /** What stands around the tags. */
    public enum Wrapper {
        NONE,
        /** Dataset 01, then two bytes of length, as the VSDC form of the field has it. */
        DATASET_01
    }

    /** Whether a tag is sent. */
    public enum Presence {
        /** There must be one. */
        M,
        /** Sent where there is one. */
        C,
        /** Sent where there is one, and left out first where the field would be too long. */
        O,
        /** Never sent in this message. */
        P
    }

    /** One tag. */
    public record Row(Tag tag, Presence presence) {}

    public ChipTables {
        forbidden = Set.copyOf(forbidden);
        tables = Map.copyOf(tables);
    }

    /** Whether there is a table of this name. */
    boolean has(String table) {
        return tables.containsKey(table);
    }

    /**
     * The field, out of what was frozen.
     *
     * @return empty where a tag that must be sent is missing, one is forbidden, or all are too long together
     */
    public Optional<Octets> select(String table, Brand scheme, FrozenTags frozen) {
        TlvSet tags = frozen.tags();
        // None of NEVER can be frozen at all.
        if (!forbidden.isEmpty() && tags.tags().stream().anyMatch(forbidden::contains)) {
            return Optional.empty();
        }
        List<Row> rows = rows(table, scheme);
        @Nullable Octets[] values = new Octets[rows.size()];
        int bytes = wrapper == Wrapper.NONE ? 0 : WRAPPER_BYTES;
        for (int i = 0; i < values.length; i++) {
            Row row = rows.get(i);
            if (row.presence != Presence.P && tags.has(row.tag)) {
                Octets value = tags.value(row.tag);
                values[i] = value;
                bytes += bytes(row.tag, value);
            } else if (row.presence == Presence.M) {
                return Optional.empty();
            }
        }
        for (int i = values.length - 1; i >= 0 && bytes > bytesMax; i--) {
            Octets value = values[i];
            if (value != null && rows.get(i).presence == Presence.O) {
                bytes -= bytes(rows.get(i).tag, value);
                values[i] = null;
            }
        }
        return bytes > bytesMax ? Optional.empty() : Optional.of(encoded(rows, values, bytes));
    }

    /**
     * The tags of a field as it came, without what stands around them.
     *
     * @return empty where the wrapper is not this one's
     */
    public Optional<Octets> unwrapped(Octets field) {
        if (wrapper == Wrapper.NONE) {
            return Optional.of(field);
        }
        boolean whole = field.length() >= WRAPPER_BYTES
                && field.at(0) == 1
                && (field.at(1) << 8 | field.at(2)) == field.length() - WRAPPER_BYTES;
        return whole ? Optional.of(field.slice(WRAPPER_BYTES, field.length())) : Optional.empty();
    }

    private List<Row> rows(String table, Brand scheme) {
        Map<Brand, List<Row>> schemes = tables.get(table);
        if (schemes == null) {
            throw new IllegalStateException("a profile without the table it names");
        }
        return schemes.getOrDefault(scheme, List.of());
    }

    private static int bytes(Tag tag, Octets value) {
        int length = value.length();
        return tag.length() + (length < 0x80 ? 1 : length < 0x100 ? 2 : 3) + length;
    }

    private Octets encoded(List<Row> rows, @Nullable Octets[] values, int bytes) {
        byte[] out = new byte[bytes];
        int at = 0;
        if (wrapper == Wrapper.DATASET_01) {
            out[at++] = 1;
            out[at++] = (byte) (bytes - WRAPPER_BYTES >> 8);
            out[at++] = (byte) (bytes - WRAPPER_BYTES);
        }
        for (int i = 0; i < values.length; i++) {
            Octets value = values[i];
            if (value != null) {
                byte[] one = new Tlv(rows.get(i).tag, value).encode().toByteArray();
                System.arraycopy(one, 0, out, at, one.length);
                at += one.length;
            }
        }
        return Octets.of(out);
    }
}
