package dev.tidegate.gateway.codec;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.MalformedTlvException;
import dev.tidegate.core.emv.Tlv;
import dev.tidegate.gateway.codec.Explained.Disagreement;
import dev.tidegate.gateway.codec.Explained.Line;
import dev.tidegate.gateway.codec.Explained.TagLine;
import dev.tidegate.gateway.codec.FieldShape.Part;
import dev.tidegate.gateway.profile.FieldRule;
import dev.tidegate.gateway.profile.Framing;
import dev.tidegate.gateway.profile.Mac;
import dev.tidegate.gateway.profile.MessageKind;
import dev.tidegate.gateway.profile.MessageMap;
import dev.tidegate.gateway.profile.Profile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Explains frames of a profile field by field, ours and the host's, for people. It needs no key and checks no code. */
public final class Explainer {
    private static final int CHIP = 55;
    private static final int BEFORE = -1;

    private final Profile profile;
    private final Layout layout;

    /** @throws dev.tidegate.gateway.profile.ProfileHoleException the profile's packager cannot be read */
    public Explainer(Profile profile) {
        this.profile = profile;
        this.layout = Layout.read(profile.packager());
    }

    /** Reads as far as it goes. */
    public Explained explain(byte[] given) {
        List<Line> lines = new ArrayList<>();
        int start = before(given, lines);
        byte[] message = Arrays.copyOfRange(given, start, given.length);
        List<Part> parts = new ArrayList<>();
        @Nullable Disagreement found = null;
        String type = "";
        try {
            type = layout.read(message, parts);
        } catch (MalformedMessageException e) {
            found = new Disagreement(start + e.offset(), e.field(), String.valueOf(e.getMessage()));
        }
        if (type.isEmpty() && !parts.isEmpty() && parts.getFirst().field() == 0) {
            type = new String(layout.type().value(message, parts.getFirst()), StandardCharsets.US_ASCII);
        }
        for (Part part : parts) {
            Line line = line(message, part, start);
            lines.add(line);
            if (found == null && part.field() == CHIP && line.tags().isEmpty()) {
                found = new Disagreement(line.offset(), CHIP, "field 55: no tags that can be read");
            }
            for (TagLine tag : line.tags()) {
                if (found == null && Shown.isNever(tag.tag())) {
                    found = new Disagreement(line.offset(), CHIP, "field 55: tag " + tag.tag() + " must never be sent");
                }
            }
        }
        if (found == null) {
            found = against(type, parts, start, given.length);
        }
        return new Explained(given.length, start > 0, type, meaning(type), lines, found);
    }

    /** What stands before the message, where it is all there and says the right length. */
    private int before(byte[] given, List<Line> lines) {
        Framing framing = profile.framing();
        int bytes = framing.length().bytes();
        int start = bytes + framing.tpdu().length() + framing.header().length();
        if (given.length < start || said(framing, given) != framing.lengthOf(given.length - start)) {
            return 0;
        }
        lines.add(new Line(0, bytes, BEFORE, "Length", String.valueOf(said(framing, given)), List.of()));
        if (!framing.tpdu().isEmpty()) {
            Octets tpdu = Octets.of(given, bytes, Framing.TPDU_BYTES);
            lines.add(new Line(bytes, Framing.TPDU_BYTES, BEFORE, "TPDU", tpdu.hex(), List.of()));
        }
        if (!framing.header().isEmpty()) {
            int at = start - framing.header().length();
            lines.add(new Line(at, start - at, BEFORE, "Header", (start - at) + " bytes", List.of()));
        }
        return start;
    }

    private static int said(Framing framing, byte[] given) {
        Prefix.Form form = switch (framing.length()) {
            case BINARY_2 -> Prefix.Form.BINARY;
            case ASCII_4 -> Prefix.Form.ASCII;
        };
        return new Prefix(form, framing.length().bytes()).read(given, 0);
    }

    private Line line(byte[] message, Part part, int start) {
        int offset = start + part.at();
        int bytes = part.to() - part.at();
        if (part.field() == 0) {
            String type = new String(layout.type().value(message, part), StandardCharsets.US_ASCII);
            return new Line(offset, bytes, 0, "Message type", type, List.of());
        }
        if (part.field() == 1) {
            return new Line(offset, bytes, 1, "Bitmap", part.units() == 16 ? "two" : "one", List.of());
        }
        FieldShape shape = layout.shape(part.field());
        if (shape == null) {
            throw new IllegalStateException("a field was read that has no shape");
        }
        byte[] value = shape.value(message, part);
        List<TagLine> tags = part.field() == CHIP ? tags(value, shape.kind()) : List.of();
        String shown = Shown.field(part.field(), value, shape.kind(), profile.deferredMark());
        Arrays.fill(value, (byte) 0);
        return new Line(offset, bytes, part.field(), shape.name(), shown, tags);
    }

    private List<TagLine> tags(byte[] value, Content.Kind kind) {
        try {
            Octets field = kind == Content.Kind.BYTES
                    ? Octets.of(value)
                    : Octets.ofHex(new String(value, StandardCharsets.US_ASCII));
            Optional<Octets> run = profile.chip().unwrapped(field);
            if (run.isEmpty()) {
                return List.of();
            }
            return Tlv.readAll(run.get()).stream()
                    .map(tlv -> new TagLine(
                            tlv.tag().toString(),
                            tlv.value().length(),
                            TagWords.of(tlv.tag()),
                            Shown.tag(tlv.tag(), tlv.value())))
                    .toList();
        } catch (MalformedTlvException | IllegalArgumentException e) {
            return List.of();
        }
    }

    private Set<MessageKind> kinds(String type) {
        return profile.messages().entrySet().stream()
                .filter(e ->
                        isRequest(e.getValue(), type) || e.getValue().answers().contains(type))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isRequest(MessageMap message, String type) {
        return message.request().equals(type) || message.repeat().equals(type);
    }

    private String meaning(String type) {
        boolean answer =
                profile.messages().values().stream().anyMatch(m -> m.answers().contains(type));
        String kinds = kinds(type).stream()
                .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" or "));
        return kinds.isEmpty() ? "" : answer ? "answer to " + kinds : kinds;
    }

    /** Holds what was read against the profile's messages: the one that it fits best says what is missing. */
    private @Nullable Disagreement against(String type, List<Part> parts, int start, int end) {
        Set<MessageKind> kinds = kinds(type);
        if (kinds.isEmpty()) {
            return new Disagreement(start, 0, "field 0: a message type that the profile does not have");
        }
        Set<Integer> there = parts.stream().map(Part::field).collect(Collectors.toSet());
        List<Disagreement> found = new ArrayList<>();
        for (MessageKind kind : kinds) {
            MessageMap message = profile.message(kind);
            Optional<Disagreement> one = isRequest(message, type)
                    ? request(message, parts, there, start, end)
                    : message.answerHolds().stream()
                            .filter(field -> !there.contains(field))
                            .findFirst()
                            .map(field -> missing(field, parts, start, end));
            if (one.isEmpty()) {
                return null;
            }
            found.add(one.get());
        }
        return found.stream()
                .max((a, b) -> Integer.compare(a.offset(), b.offset()))
                .orElse(null);
    }

    private Optional<Disagreement> request(
            MessageMap message, List<Part> parts, Set<Integer> there, int start, int end) {
        for (Map.Entry<Integer, FieldRule> e : message.fields().entrySet()) {
            if (!there.contains(e.getKey()) && isNeeded(e.getValue())) {
                return Optional.of(missing(e.getKey(), parts, start, end));
            }
        }
        return parts.stream()
                .filter(part -> part.field() > 1
                        && !message.fields().containsKey(part.field())
                        && part.field() != Mac.FIELD
                        && part.field() != Mac.FIELD_SECONDARY)
                .findFirst()
                .map(part -> new Disagreement(
                        start + part.at(), part.field(), "field " + part.field() + ": the profile does not send it"));
    }

    private static boolean isNeeded(FieldRule rule) {
        return rule.when().isEmpty()
                && switch (rule) {
                    case FieldRule.Literal ignored -> true;
                    case FieldRule.Filled filled -> !filled.optional();
                    case FieldRule.Chip chip -> !chip.optional();
                };
    }

    /** Where a field that is missing would begin. */
    private static Disagreement missing(int field, List<Part> parts, int start, int end) {
        int at = parts.stream()
                .filter(part -> part.field() > field)
                .findFirst()
                .map(part -> start + part.at())
                .orElse(end);
        return new Disagreement(at, field, "field " + field + ": is missing");
    }
}
