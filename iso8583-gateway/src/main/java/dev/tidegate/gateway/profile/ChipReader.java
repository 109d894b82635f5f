package dev.tidegate.gateway.profile;

import dev.tidegate.core.card.Brand;
import dev.tidegate.core.emv.FrozenTags;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.gateway.profile.ChipTables.Presence;
import dev.tidegate.gateway.profile.ChipTables.Row;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads the tables of DE 55. A word is a tag: {@code 9F26} must be there, {@code 84?} or {@code 84:C} is sent where the
 * card has one, {@code 9F41:O} is left out first where room is short, {@code 9F6E:P} is never sent.
 */
final class ChipReader {
    private static final Set<String> NO_TABLES = Set.of("bytesMax", "wrapper", "forbidden", "schemes");

    private ChipReader() {}

    static ChipTables read(Section s) {
        Map<String, List<Row>> common = new HashMap<>();
        for (String name : new TreeSet<>(s.keys())) {
            if (!NO_TABLES.contains(name)) {
                common.put(name, rows(s, name));
            }
        }
        Map<String, Map<Brand, List<Row>>> tables = new HashMap<>();
        common.forEach((name, rows) -> {
            Map<Brand, List<Row>> schemes = new EnumMap<>(Brand.class);
            for (Brand brand : Brand.values()) {
                schemes.put(brand, rows);
            }
            tables.put(name, schemes);
        });
        if (s.has("schemes")) {
            schemes(s.section("schemes"), tables);
        }
        Set<Tag> forbidden = new HashSet<>();
        if (s.has("forbidden")) {
            s.wordsOrNone("forbidden").forEach(word -> forbidden.add(tag(s, "forbidden", word)));
        }
        return new ChipTables(
                s.number("bytesMax", 1, 999),
                s.has("wrapper") ? s.word("wrapper", ChipTables.Wrapper.class) : ChipTables.Wrapper.NONE,
                forbidden,
                tables);
    }

    private static void schemes(Section s, Map<String, Map<Brand, List<Row>>> tables) {
        for (Brand brand : Brand.values()) {
            if (!s.has(brand.name())) {
                continue;
            }
            Section scheme = s.section(brand.name());
            for (String name : scheme.keys()) {
                Map<Brand, List<Row>> table = tables.get(name);
                if (table == null) {
                    throw scheme.hole(name, "is no table of this profile");
                }
                table.put(brand, with(table.getOrDefault(brand, List.of()), rows(scheme, name)));
            }
        }
        s.end();
    }

    /** A tag that is there keeps its place; another goes to the end. */
    private static List<Row> with(List<Row> rows, List<Row> others) {
        List<Row> joined = new ArrayList<>(rows);
        for (Row other : others) {
            int at = joined.stream().map(Row::tag).toList().indexOf(other.tag());
            if (at < 0) {
                joined.add(other);
            } else {
                joined.set(at, other);
            }
        }
        return List.copyOf(joined);
    }

    private static List<Row> rows(Section s, String key) {
        List<Row> rows = new ArrayList<>();
        Set<Tag> seen = new HashSet<>();
        for (String word : s.words(key)) {
            Presence presence = presence(s, key, word);
            String hex = word.endsWith("?") ? word.substring(0, word.length() - 1) : word.split(":", 2)[0];
            Tag tag = tag(s, key, hex);
            if (presence != Presence.P && !FrozenTags.allows(tag)) {
                throw s.hole(key, "tag " + tag + " is never frozen, so it cannot be sent");
            }
            if (!seen.add(tag)) {
                throw s.hole(key, "tag " + tag + " is there twice");
            }
            rows.add(new Row(tag, presence));
        }
        return List.copyOf(rows);
    }

    private static Presence presence(Section s, String key, String word) {
        if (word.endsWith("?")) {
            return Presence.C;
        }
        int colon = word.indexOf(':');
        if (colon < 0) {
            return Presence.M;
        }
        return switch (word.substring(colon + 1)) {
            case "M" -> Presence.M;
            case "C" -> Presence.C;
            case "O" -> Presence.O;
            case "P" -> Presence.P;
            default -> throw s.hole(key, word + " is none of M, C, O and P");
        };
    }

    private static Tag tag(Section s, String key, String hex) {
        try {
            return new Tag(Integer.parseInt(hex, 16));
        } catch (IllegalArgumentException e) {
            throw s.hole(key, hex + " is no tag");
        }
    }
}
