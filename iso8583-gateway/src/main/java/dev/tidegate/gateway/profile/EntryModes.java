package dev.tidegate.gateway.profile;

import dev.tidegate.core.emv.EntryMode;
import dev.tidegate.core.emv.FrozenTags;
import dev.tidegate.core.emv.Tag;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * DE 22 from facts: how the card was read and how the cardholder was verified. Three digits in 1987, the twelve
 * characters of the point-of-service data code in 1993, in which {@code **} stands for the method of verification and
 * for who verified.
 *
 * @param rows one for each way a card may be read with this acquirer
 * @param methods what {@code **} becomes; empty where no row has it
 */
public record EntryModes(Map<EntryMode, String> rows, Map<Method, String> methods) {
    private static final String METHOD = "**";
    /** Cardholder verification method codes (EMV 4.4 Book 3, Annex C3), without the two high bits. */
    private static final int METHOD_BITS = 0x3F;

    private static final int FAILED = 1;

    /** How the cardholder was verified. */
    public enum Method {
        NONE,
        PIN_ONLINE,
        PIN_OFFLINE,
        SIGNATURE,
        /** By the cardholder's own device. */
        DEVICE
    }

    public EntryModes {
        rows = Map.copyOf(rows);
        methods = Map.copyOf(methods);
    }

    /**
     * The field's text; empty where this acquirer takes no card that was read in this way.
     *
     * @param withPin whether a PIN for the issuer goes with it
     */
    public Optional<String> code(EntryMode mode, @Nullable FrozenTags tags, boolean withPin) {
        String row = rows.get(mode);
        if (row == null || !row.contains(METHOD)) {
            return Optional.ofNullable(row);
        }
        return Optional.of(row.replace(METHOD, methods.getOrDefault(method(tags, withPin), "00")));
    }

    // Where no PIN goes with it a stripe's slip is signed; what else was done at the till is not said in its record.
    static Method method(@Nullable FrozenTags tags, boolean withPin) {
        if (tags == null) {
            return withPin ? Method.PIN_ONLINE : Method.SIGNATURE;
        }
        if (!tags.tags().has(Tag.CVM_RESULTS)
                || tags.tags().value(Tag.CVM_RESULTS).length() != 3
                || tags.tags().value(Tag.CVM_RESULTS).at(2) == FAILED) {
            return Method.NONE;
        }
        return switch (tags.tags().value(Tag.CVM_RESULTS).at(0) & METHOD_BITS) {
            case 0x01, 0x03, 0x04, 0x05 -> Method.PIN_OFFLINE;
            case 0x02 -> Method.PIN_ONLINE;
            case 0x1E -> Method.SIGNATURE;
            case 0x20 -> Method.DEVICE;
            default -> Method.NONE;
        };
    }

    static EntryModes read(Section top, Dialect dialect) {
        Section s = top.section("entryModes");
        Map<EntryMode, String> rows = s.map(EntryMode.class);
        if (rows.isEmpty()) {
            throw s.hole("CHIP", "no way to read a card has a value");
        }
        int length = dialect == Dialect.ISO_1987 ? 3 : 12;
        rows.forEach((mode, row) -> {
            if (row.length() != length) {
                throw s.hole(mode.name(), "has not " + length + " characters");
            }
        });
        s.end();
        Map<Method, String> methods = new EnumMap<>(Method.class);
        if (rows.values().stream().anyMatch(row -> row.contains(METHOD))) {
            Section m = top.section("verification");
            methods.putAll(m.map(Method.class));
            for (Method method : Method.values()) {
                if (methods.getOrDefault(method, "").length() != METHOD.length()) {
                    throw m.hole(method.name(), "is not two characters");
                }
            }
            m.end();
        }
        return new EntryModes(rows, methods);
    }
}
