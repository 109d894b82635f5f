package dev.tidegate.gateway.profile;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.tidegate.gateway.profile.Profile.Deadlines;
import dev.tidegate.gateway.profile.Profile.DeferredMark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads {@code profile.yml} of a folder. Every key is known, every value possible, or the start is refused. */
public final class ProfileReader {
    private static final String FILE = "profile.yml";

    private ProfileReader() {}

    /**
     * Reads the profile of a folder.
     *
     * @param environment what a name in {@code ${NAME:-value}} stands for, null where it stands for nothing
     * @throws ProfileHoleException something is missing or impossible; the gateway refuses to start
     */
    public static Profile read(Path folder, UnaryOperator<@Nullable String> environment) {
        Section top = top(folder, FILE, environment);
        Path packager = folder.resolve(top.text("packager"));
        if (!Files.isReadable(packager)) {
            throw top.hole("packager", "no such file");
        }
        Dialect dialect = Dialect.read(top, "version");
        Session session = SessionReader.session(top.section("session"));
        ChipTables chip = ChipReader.read(top.section("chip"));
        Rules rules = Rules.read(top);
        @Nullable DeferredMark mark = mark(top);
        MessageReader reader = new MessageReader(dialect, chip, mark);
        Map<MessageKind, MessageMap> messages = reader.messages(top.section("messages"));
        Profile profile = new Profile(
                top.text("name"),
                dialect,
                folder,
                packager,
                Framing.read(top.section("framing")),
                top.textOrNone("institution"),
                rules,
                mark,
                EntryModes.read(top, dialect),
                session,
                timers(top.section("timers")),
                repeats(top.section("repeats"), messages),
                retry(top.section("retry")),
                Deadlines.read(top.section("deadlines")),
                chip,
                messages,
                reasons(top),
                top.isNone("mac") ? null : Mac.read(top.section("mac")),
                top.isNone("pin") ? null : PinRules.read(top.section("pin")),
                top.isNone("batch") ? null : Batch.read(top.section("batch")),
                ResponseTable.read(top, "responses", dialect),
                CaptureRulesReader.read(top));
        CaptureRulesReader.check(profile, top);
        top.end();
        Fit.check(profile, top);
        return profile;
    }

    /** A file of the folder as its uppermost section. */
    static Section top(Path folder, String name, UnaryOperator<@Nullable String> environment) {
        Path file = folder.resolve(name);
        return new Section(
                String.valueOf(folder.getFileName()), tree(file, Placeholders.filled(text(file), environment::apply)));
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
                    .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                    .readTree(text);
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new ProfileHoleException(file.toString(), "is no YAML, see line " + line);
        } catch (RuntimeException e) {
            // The YAML library has failures of its own, for example for text that nests too deep.
            throw new ProfileHoleException(file.toString(), "is no YAML");
        }
    }

    private static @Nullable DeferredMark mark(Section top) {
        if (top.isNone("deferredMark")) {
            return null;
        }
        Section s = top.section("deferredMark");
        DeferredMark mark = new DeferredMark(s.text("name"), s.number("field", 2, 128), s.text("value"));
        s.end();
        return mark;
    }

    private static Map<ReversalReason, String> reasons(Section top) {
        if (top.isNone("reversalReasons")) {
            return Map.of();
        }
        Section s = top.section("reversalReasons");
        Map<ReversalReason, String> reasons = s.map(ReversalReason.class);
        for (ReversalReason reason : ReversalReason.values()) {
            if (!reasons.containsKey(reason)) {
                throw s.hole(reason.name(), "is missing");
            }
        }
        s.end();
        return reasons;
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

    private static Map<MessageKind, Repeats> repeats(Section s, Map<MessageKind, MessageMap> messages) {
        Map<MessageKind, Repeats> rules = new EnumMap<>(MessageKind.class);
        for (MessageKind kind : MessageKind.values()) {
            if (kind.repeats() && kind.rule() == kind && messages.containsKey(kind)) {
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
}
