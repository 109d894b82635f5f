package dev.tidegate.gateway.profile;

import dev.tidegate.gateway.profile.FieldRule.Filled;
import dev.tidegate.gateway.profile.FieldRule.Literal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads the messages of a profile, and asks of each what the gateway cannot do without. */
final class MessageReader {
    private static final Pattern REQUEST = Pattern.compile("0[12468][024][0-9]");
    private static final Pattern ANSWER = Pattern.compile("0[12468][13][0-9]");
    private static final int FIELD_MAX = 128;

    /** Without these a message cannot be told from another, or says too little. */
    private static final Map<MessageKind, Set<FieldSource>> NEEDED = needed();

    private MessageReader() {}

    private static Map<MessageKind, Set<FieldSource>> needed() {
        Map<MessageKind, Set<FieldSource>> needed = new EnumMap<>(MessageKind.class);
        for (MessageKind kind : MessageKind.values()) {
            needed.put(kind, EnumSet.of(FieldSource.AMOUNT, FieldSource.STAN, FieldSource.RRN, FieldSource.TERMINAL));
        }
        needed.put(MessageKind.NETWORK, EnumSet.of(FieldSource.STAN, FieldSource.NETWORK_CODE));
        more(needed, MessageKind.DEFERRED, FieldSource.DEFERRED_MARK);
        more(needed, MessageKind.REVERSAL, FieldSource.ORIGINAL);
        more(needed, MessageKind.COMPLETION, FieldSource.AUTHORISATION_CODE);
        return needed;
    }

    private static void more(Map<MessageKind, Set<FieldSource>> needed, MessageKind kind, FieldSource source) {
        Set<FieldSource> all = EnumSet.of(source);
        all.addAll(needed.getOrDefault(kind, Set.of()));
        needed.put(kind, all);
    }

    static Map<MessageKind, MessageMap> messages(Section s) {
        Map<MessageKind, MessageMap> found = new EnumMap<>(MessageKind.class);
        for (MessageKind kind : MessageKind.values()) {
            if (kind.isOptional() && !s.has(kind.key())) {
                continue;
            }
            found.put(kind, message(kind, s.section(kind.key())));
        }
        s.end();
        return found;
    }

    private static MessageMap message(MessageKind kind, Section s) {
        String repeat = kind.repeats() ? type(s, "repeat") : "";
        MessageMap map = new MessageMap(type(s, "request"), repeat, answers(s), held(s), fields(s.section("fields")));
        Set<FieldSource> sources = new HashSet<>();
        map.fields().values().forEach(rule -> {
            if (rule instanceof Filled(var source, var ignored)) {
                sources.add(source);
            }
        });
        NEEDED.getOrDefault(kind, Set.of()).forEach(needed -> {
            if (!sources.contains(needed)) {
                throw s.hole("fields", "no field holds " + needed);
            }
        });
        s.end();
        return map;
    }

    private static String type(Section s, String key) {
        String type = s.text(key);
        if (!REQUEST.matcher(type).matches()) {
            throw s.hole(key, "is no message type of a request of 1987");
        }
        return type;
    }

    private static Set<String> answers(Section s) {
        List<String> types = s.words("answers");
        if (!types.stream().allMatch(type -> ANSWER.matcher(type).matches())) {
            throw s.hole("answers", "holds what is no message type of an answer of 1987");
        }
        return Set.copyOf(types);
    }

    private static List<Integer> held(Section s) {
        List<Integer> held = new ArrayList<>();
        s.words("answerHolds").forEach(word -> held.add(field(s, "answerHolds", word)));
        return held;
    }

    private static SortedMap<Integer, FieldRule> fields(Section s) {
        SortedMap<Integer, FieldRule> rules = new TreeMap<>();
        for (String key : s.keys()) {
            rules.put(field(s, key, key), rule(s, key, s.text(key)));
        }
        return rules;
    }

    private static FieldRule rule(Section s, String key, String text) {
        if (text.startsWith("=")) {
            return new Literal(text.substring(1));
        }
        boolean optional = text.endsWith("?");
        String word = optional ? text.substring(0, text.length() - 1) : text;
        return new Filled(
                FieldSource.named(word).orElseThrow(() -> s.hole(key, word + " is nothing to fill in")), optional);
    }

    private static int field(Section s, String key, String word) {
        if (!word.matches("[0-9]{1,3}") || Integer.parseInt(word) < 2 || Integer.parseInt(word) > FIELD_MAX) {
            throw s.hole(key, word + " is no field");
        }
        return Integer.parseInt(word);
    }
}
