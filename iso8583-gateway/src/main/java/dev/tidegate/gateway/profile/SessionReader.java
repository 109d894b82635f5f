package dev.tidegate.gateway.profile;

import dev.tidegate.gateway.profile.Session.HostRequests;
import dev.tidegate.gateway.profile.Session.Interim;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads how a profile's connections are kept. */
final class SessionReader {
    /** What every host of 1987 gives back. */
    private static final String TERMINAL_AND_STAN = "11 41";
    /** Fields by which answers may be told apart: none may hold card data. */
    private static final Set<Integer> MATCHABLE = Set.of(4, 7, 11, 12, 13, 37, 41, 42);

    private static final int STAN = 11;
    private static final int FIELD_MAX = 128;

    private SessionReader() {}

    static Session session(Section s) {
        String echo = s.text("echo");
        Session session = new Session(
                textOr(s, "signOn", ""),
                textOr(s, "signOff", ""),
                echo,
                Set.copyOf(wordsOr(s, "accepted", "00")),
                s.span("echoEvery"),
                s.has("echoLeast") ? s.span("echoLeast") : s.span("echoEvery"),
                s.number("unansweredMax", 1, 10),
                new Repeats(s.span("reconnectFirst"), s.span("reconnectMost"), Integer.MAX_VALUE),
                s.has("failBack") ? s.span("failBack") : s.span("reconnectMost"),
                matchOn(s),
                s.has("interim") ? interim(s.section("interim")) : Interim.NONE,
                s.has("host")
                        ? host(s.section("host"))
                        : new HostRequests(Set.of(echo), Set.of(), Set.of(), Set.of(), "00", "96", List.of(), 0));
        if (session.echoLeast().compareTo(session.echoEvery()) > 0) {
            throw s.hole("echoEvery", "is shorter than echoLeast");
        }
        s.end();
        return session;
    }

    private static List<Integer> matchOn(Section s) {
        List<Integer> fields = fields(s, "matchOn", TERMINAL_AND_STAN);
        if (!fields.contains(STAN) || !MATCHABLE.containsAll(fields)) {
            throw s.hole(
                    "matchOn",
                    "names 11, and beside it only fields of "
                            + MATCHABLE.stream().sorted().toList());
        }
        return fields;
    }

    private static Interim interim(Section s) {
        Interim interim = new Interim(Set.copyOf(s.words("codes")), s.span("extend"), s.span("most"));
        s.end();
        return interim;
    }

    private static HostRequests host(Section s) {
        HostRequests requests = new HostRequests(
                Set.copyOf(wordsOr(s, "echo", "")),
                Set.copyOf(wordsOr(s, "signOn", "")),
                Set.copyOf(wordsOr(s, "signOff", "")),
                Set.copyOf(wordsOr(s, "keyChange", "")),
                s.text("accept"),
                s.text("refuse"),
                fields(s, "keyFields", ""),
                s.has("checkField") ? s.number("checkField", 2, FIELD_MAX) : 0);
        if (!requests.keyChange().isEmpty() && requests.keyFields().isEmpty()) {
            throw s.hole("keyFields", "is missing: no field holds the new key");
        }
        s.end();
        return requests;
    }

    private static List<Integer> fields(Section s, String key, String otherwise) {
        List<Integer> fields = new ArrayList<>();
        for (String word : wordsOr(s, key, otherwise)) {
            if (!word.matches("[0-9]{1,3}") || Integer.parseInt(word) < 2 || Integer.parseInt(word) > FIELD_MAX) {
                throw s.hole(key, word + " is no field");
            }
            fields.add(Integer.parseInt(word));
        }
        return fields;
    }

    private static String textOr(Section s, String key, String otherwise) {
        return s.has(key) ? s.text(key) : otherwise;
    }

    private static List<String> wordsOr(Section s, String key, String otherwise) {
        if (s.has(key)) {
            return s.words(key);
        }
        return otherwise.isEmpty() ? List.of() : List.of(otherwise.split(" "));
    }
}
