package dev.tidegate.gateway.profile;

import dev.tidegate.gateway.profile.FieldRule.Chip;
import dev.tidegate.gateway.profile.FieldRule.Condition;
import dev.tidegate.gateway.profile.FieldRule.Filled;
import dev.tidegate.gateway.profile.FieldRule.Literal;
import dev.tidegate.gateway.profile.Profile.DeferredMark;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the messages of a profile, and asks of each what the gateway cannot do without. A field is {@code =text}, a
 * source, or a table of the chip's tags; {@code ?} after it leaves the field out where there is nothing to fill in, and
 * {@code when CONDITION…} where none of the conditions holds.
 */
final class MessageReader {
    private static final String WHEN = " when ";
    private static final String CHIP = "chip.";

    /** Without these a message cannot be told from another, or says too little. */
    private static final Set<FieldSource> OF_A_SALE =
            EnumSet.of(FieldSource.AMOUNT, FieldSource.STAN, FieldSource.RRN, FieldSource.TERMINAL);

    private static final Set<FieldSource> OF_AN_ORIGINAL =
            EnumSet.of(FieldSource.ORIGINAL, FieldSource.ORIGINAL_1993, FieldSource.ORIGINAL_HOST);
    private static final FieldRule AUTHORISED = new Filled(FieldSource.AUTHORISATION_CODE, true, Set.of());
    private static final Set<FieldSource> OF_SUMS = EnumSet.of(
            FieldSource.STAN,
            FieldSource.TERMINAL,
            FieldSource.BATCH_NUMBER,
            FieldSource.CREDITS,
            FieldSource.DEBITS,
            FieldSource.CREDIT_AMOUNT,
            FieldSource.DEBIT_AMOUNT);
    private static final Set<FieldSource> OF_THE_NETWORK = EnumSet.of(FieldSource.STAN, FieldSource.NETWORK_CODE);

    private final Dialect dialect;
    private final ChipTables chip;
    private final @Nullable DeferredMark mark;

    MessageReader(Dialect dialect, ChipTables chip, @Nullable DeferredMark mark) {
        this.dialect = dialect;
        this.chip = chip;
        this.mark = mark;
    }

    Map<MessageKind, MessageMap> messages(Section s) {
        Map<MessageKind, MessageMap> found = new EnumMap<>(MessageKind.class);
        for (MessageKind kind : MessageKind.values()) {
            boolean needed = kind == MessageKind.DEFERRED ? mark != null : !kind.isOptional();
            if (needed || s.has(kind.key())) {
                found.put(kind, message(kind, s.section(kind.key())));
            }
        }
        s.end();
        return found;
    }

    private MessageMap message(MessageKind kind, Section s) {
        String repeat = kind.repeats() ? type(s, "repeat") : "";
        MessageMap map = new MessageMap(
                type(s, "request"), repeat, answers(s), s.fields("answerHolds"), fields(s.section("fields")));
        needed(kind, map, s);
        s.end();
        return map;
    }

    private void needed(MessageKind kind, MessageMap map, Section s) {
        Set<FieldSource> sources = new HashSet<>();
        map.fields().values().forEach(rule -> {
            if (rule instanceof Filled(var source, var optional, var when) && !optional && when.isEmpty()) {
                sources.add(source);
            }
        });
        Set<FieldSource> all = switch (kind) {
            case NETWORK -> OF_THE_NETWORK;
            case RECONCILIATION -> OF_SUMS;
            default -> OF_A_SALE;
        };
        for (FieldSource needed : all) {
            if (!sources.contains(needed)) {
                throw s.hole("fields", "no field holds " + needed);
            }
        }
        if (kind == MessageKind.COMPLETION && !map.fields().containsValue(AUTHORISED)) {
            throw s.hole("fields", "no field holds " + FieldSource.AUTHORISATION_CODE);
        }
        if (kind == MessageKind.VOICE) {
            voice(map, sources, s);
        }
        if (kind == MessageKind.REVERSAL && sources.stream().noneMatch(OF_AN_ORIGINAL::contains)) {
            throw s.hole("fields", "no field holds " + FieldSource.ORIGINAL);
        }
        if (kind != MessageKind.SALE && map.fields().values().stream().anyMatch(MessageReader::ofAPin)) {
            throw s.hole("fields", "a PIN goes with a live sale alone: it is never kept");
        }
        boolean marked = mark != null
                && map.fields().get(mark.field()) instanceof Filled(var source, var optional, var when)
                && source == FieldSource.DEFERRED_MARK
                && !optional
                && when.isEmpty();
        if (kind == MessageKind.DEFERRED && !marked) {
            throw s.hole("fields", "no field holds " + FieldSource.DEFERRED_MARK);
        }
    }

    // Nothing else of the card is kept for it.
    private static void voice(MessageMap map, Set<FieldSource> sources, Section s) {
        if (!sources.contains(FieldSource.AUTHORISATION_CODE)) {
            throw s.hole("fields", "no field holds " + FieldSource.AUTHORISATION_CODE);
        }
        boolean more = map.fields().values().stream().anyMatch(rule -> rule instanceof Chip)
                || sources.contains(FieldSource.CARD_TRACK2);
        if (more) {
            throw s.hole("fields", "an approval by telephone has neither a chip's tags nor a track");
        }
    }

    private static boolean ofAPin(FieldRule rule) {
        return rule.when().contains(Condition.PIN)
                || rule instanceof Filled filled && filled.source() == FieldSource.PIN_BLOCK;
    }

    private String type(Section s, String key) {
        String type = s.text(key);
        if (!dialect.isRequest(type)) {
            throw s.hole(key, "is no message type of a request of " + dialect.year());
        }
        return type;
    }

    private Set<String> answers(Section s) {
        List<String> types = s.words("answers");
        if (!types.stream().allMatch(dialect::isAnswer)) {
            throw s.hole("answers", "holds what is no message type of an answer of " + dialect.year());
        }
        return Set.copyOf(types);
    }

    private SortedMap<Integer, FieldRule> fields(Section s) {
        SortedMap<Integer, FieldRule> rules = new TreeMap<>();
        for (String key : s.keys()) {
            rules.put(s.field(key, key), rule(s, key, s.text(key)));
        }
        return rules;
    }

    private FieldRule rule(Section s, String key, String whole) {
        int at = whole.lastIndexOf(WHEN);
        Set<Condition> when = at < 0 ? Set.of() : conditions(s, key, whole.substring(at + WHEN.length()));
        String text = at < 0 ? whole : whole.substring(0, at).strip();
        if (text.startsWith("=")) {
            return new Literal(text.substring(1), when);
        }
        boolean optional = text.endsWith("?");
        String word = optional ? text.substring(0, text.length() - 1) : text;
        if (word.startsWith(CHIP)) {
            String table = word.substring(CHIP.length());
            if (!chip.has(table)) {
                throw s.hole(key, table + " is no table of chip");
            }
            return new Chip(table, optional, when);
        }
        return new Filled(
                FieldSource.named(word).orElseThrow(() -> s.hole(key, word + " is nothing to fill in")),
                optional,
                when);
    }

    private static Set<Condition> conditions(Section s, String key, String words) {
        Set<Condition> when = EnumSet.noneOf(Condition.class);
        for (String word : words.strip().split("\\s+")) {
            try {
                when.add(Condition.valueOf(word.toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                throw s.hole(key, word + " is no condition");
            }
        }
        return when;
    }
}
