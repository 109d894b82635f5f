package dev.tidegate.gateway.profile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.tidegate.core.emv.EntryMode;
import dev.tidegate.core.emv.FrozenTags;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.gateway.profile.Profile.Deadlines;
import dev.tidegate.gateway.profile.Profile.DeferredMark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads {@code profile.yml} of a folder. Every key is known, every value possible, or the start is refused. */
public final class ProfileReader {
    /** DE 39 of a code that has no row of its own. */
    private static final String OTHER = "other";

    private ProfileReader() {}

    /**
     * Reads the profile of a folder.
     *
     * @param environment what a name in {@code ${NAME:-value}} stands for, null where it stands for nothing
     * @throws ProfileHoleException something is missing or impossible; the gateway refuses to start
     */
    public static Profile read(Path folder, UnaryOperator<@Nullable String> environment) {
        Path file = folder.resolve("profile.yml");
        Section top = new Section(
                String.valueOf(folder.getFileName()), tree(file, Placeholders.filled(text(file), environment::apply)));
        top.only("version", "1987");
        top.only("captureMode", "single");
        top.only("deferredUnknown", "repeat");
        Path packager = folder.resolve(top.text("packager"));
        if (!Files.isReadable(packager)) {
            throw top.hole("packager", "no such file");
        }
        Profile profile = new Profile(
                top.text("name"),
                packager,
                framing(top.section("framing")),
                top.flag("storeTrackBeforeAuthorisation"),
                mark(top.section("deferredMark")),
                entryModes(top.section("entryModes")),
                SessionReader.session(top.section("session")),
                timers(top.section("timers")),
                repeats(top.section("repeats")),
                retry(top.section("retry")),
                deadlines(top.section("deadlines")),
                chip(top.section("chip")),
                MessageReader.messages(top.section("messages")),
                responses(top));
        top.end();
        return profile;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new ProfileHoleException(file.toString(), "cannot be read");
        }
    }

    private static JsonNode tree(Path file, String text) {
        try {
            return new YAMLMapper()
                    .enable(com.fasterxml.jackson.core.JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                    .readTree(text);
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new ProfileHoleException(file.toString(), "is no YAML, see line " + line);
        }
    }

    private static Framing framing(Section s) {
        Framing.Length length = s.word("length", Framing.Length.class);
        int most = length == Framing.Length.ASCII_4 ? Framing.BYTES_MOST_IN_DIGITS : Framing.BYTES_MOST;
        Framing framing = new Framing(
                length,
                s.has("inclusive") && s.flag("inclusive"),
                s.bytes("tpdu", Framing.TPDU_BYTES, Framing.TPDU_BYTES),
                s.bytes("header", 1, Framing.HEADER_BYTES_MAX),
                s.has("headerSame") && s.flag("headerSame"),
                s.number("bytesMax", Framing.BYTES_LEAST, most));
        s.end();
        return framing;
    }

    private static DeferredMark mark(Section s) {
        DeferredMark mark = new DeferredMark(s.text("name"), s.number("field", 2, 128), s.text("value"));
        s.end();
        return mark;
    }

    private static Map<EntryMode, String> entryModes(Section s) {
        Map<EntryMode, String> modes = new EnumMap<>(EntryMode.class);
        for (EntryMode mode : EntryMode.values()) {
            if (s.has(mode.name())) {
                modes.put(mode, s.text(mode.name()));
            }
        }
        if (modes.isEmpty()) {
            throw s.hole("CHIP", "no way to read a card has a value");
        }
        s.end();
        return modes;
    }

    private static Timers timers(Section s) {
        Timers timers = new Timers(
                s.span("connect"),
                s.span("network"),
                s.span("live"),
                s.span("advice"),
                s.span("deferred"),
                s.span("reversal"),
                s.span("laneWait"),
                s.span("host"));
        s.end();
        return timers;
    }

    private static Map<MessageKind, Repeats> repeats(Section s) {
        Map<MessageKind, Repeats> rules = new EnumMap<>(MessageKind.class);
        for (MessageKind kind : MessageKind.values()) {
            if (kind.repeats()) {
                Section one = s.section(kind.key());
                rules.put(kind, new Repeats(one.span("first"), one.span("most"), one.number("max", 1, 1000)));
                one.end();
            }
        }
        s.end();
        return rules;
    }

    private static Repeats retry(Section s) {
        Repeats retry = new Repeats(s.span("first"), s.span("most"), Integer.MAX_VALUE);
        s.end();
        return retry;
    }

    private static Deadlines deadlines(Section s) {
        Section advice = s.section("advice");
        Section deferred = s.section("deferred");
        Deadlines deadlines =
                new Deadlines(advice.span("late"), advice.span("hold"), deferred.span("late"), deferred.span("hold"));
        if (deadlines.adviceLate().compareTo(deadlines.adviceHold()) > 0
                || deadlines.deferredLate().compareTo(deadlines.deferredHold()) > 0) {
            throw s.hole("late", "comes after hold");
        }
        advice.end();
        deferred.end();
        s.end();
        return deadlines;
    }

    private static ChipTable chip(Section s) {
        ChipTable table = new ChipTable(tags(s, "request"), tags(s, "advice"), s.number("bytesMax", 1, 999));
        s.end();
        return table;
    }

    private static List<ChipTable.Row> tags(Section s, String key) {
        List<ChipTable.Row> rows = new ArrayList<>();
        for (String word : s.words(key)) {
            boolean optional = word.endsWith("?");
            String hex = optional ? word.substring(0, word.length() - 1) : word;
            Tag tag;
            try {
                tag = new Tag(Integer.parseInt(hex, 16));
            } catch (IllegalArgumentException e) {
                throw s.hole(key, hex + " is no tag");
            }
            if (!FrozenTags.allows(tag)) {
                throw s.hole(key, "tag " + tag + " is never frozen, so it cannot be sent");
            }
            rows.add(new ChipTable.Row(tag, optional));
        }
        return rows;
    }

    private static ResponseTable responses(Section top) {
        Map<String, ResponseTable.Row> rows = new HashMap<>();
        for (Section s : top.sections("responses")) {
            ResponseTable.Row row = new ResponseTable.Row(
                    s.word("live", ResponseTable.Live.class),
                    s.word("advice", ResponseTable.Stored.class),
                    s.word("deferred", ResponseTable.Stored.class),
                    s.word("reversal", ResponseTable.Reversal.class));
            for (String code : s.words("codes")) {
                if (rows.put(code, row) != null) {
                    throw s.hole("codes", "code " + code + " has two rows");
                }
            }
            s.end();
        }
        ResponseTable.Row other = rows.remove(OTHER);
        if (other == null) {
            throw top.hole("responses", "no row for a code that is not listed");
        }
        if (rows.values().stream().noneMatch(row -> row.live() == ResponseTable.Live.APPROVED)) {
            throw top.hole("responses", "no code approves");
        }
        return new ResponseTable(rows, other);
    }
}
