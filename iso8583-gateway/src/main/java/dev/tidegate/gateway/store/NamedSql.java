package dev.tidegate.gateway.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A statement as it is written here, with {@code :names}, and as JDBC takes it. Only texts that are fixed in the code:
 * each is read once and remembered for good.
 *
 * @param text with a question mark for each value
 * @param names in the order in which they are first said
 * @param places by name, which question marks are its own; the first is 1
 */
record NamedSql(String text, Map<String, Integer> names, List<int[]> places) {
    /** A set of names is kept in the bits of a long. */
    private static final int NAMES_MAX = 63;

    private static final Map<String, NamedSql> KNOWN = new ConcurrentHashMap<>();

    static NamedSql of(String written) {
        NamedSql known = KNOWN.get(written);
        return known == null ? KNOWN.computeIfAbsent(written, NamedSql::read) : known;
    }

    /** All names, a bit each. */
    long all() {
        return (1L << names.size()) - 1;
    }

    private static NamedSql read(String written) {
        StringBuilder text = new StringBuilder(written.length());
        Map<String, Integer> names = new HashMap<>();
        List<List<Integer>> places = new ArrayList<>();
        boolean quoted = false;
        int marks = 0;
        for (int at = 0; at < written.length(); at++) {
            char c = written.charAt(at);
            quoted ^= c == '\'';
            if (c != ':' || quoted) {
                text.append(c);
                continue;
            }
            int end = at + 1;
            while (end < written.length() && Character.isJavaIdentifierPart(written.charAt(end))) {
                end++;
            }
            int name = names.computeIfAbsent(written.substring(at + 1, end), ignored -> places.size());
            if (name == places.size()) {
                places.add(new ArrayList<>());
            }
            marks++;
            places.get(name).add(marks);
            text.append('?');
            at = end - 1;
        }
        if (names.size() > NAMES_MAX) {
            throw new IllegalArgumentException("a statement of more than " + NAMES_MAX + " values");
        }
        return new NamedSql(
                text.toString(),
                Map.copyOf(names),
                places.stream()
                        .map(its -> its.stream().mapToInt(Integer::intValue).toArray())
                        .toList());
    }
}
