package dev.tidegate.gateway.capture;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One payment: what the host does, what the shop does, and how it ends on both sides.
 *
 * @param rules of the simulator, without the amount that they are for
 * @param ends how the story of the payment reads in the end
 * @param otherwise where a dialect ends otherwise
 * @param in the dialects that have it
 * @param reversals what the reversal says of the original, where that is looked at
 */
record Case(
        String name,
        List<String> rules,
        Play play,
        String ends,
        Map<Speech, String> otherwise,
        Set<Speech> in,
        Map<Speech, String> reversals) {
    /** What the shop does. */
    @FunctionalInterface
    interface Play {
        void at(Counter counter) throws Exception;
    }

    static Case of(String name, Play play, String ends, String... rules) {
        return new Case(name, List.of(rules), play, ends, Map.of(), Set.of(Speech.values()), Map.of());
    }

    Case but(Speech speech, String end) {
        Map<Speech, String> more = new EnumMap<>(Speech.class);
        more.putAll(otherwise);
        more.put(speech, end);
        return new Case(name, rules, play, ends, more, in, reversals);
    }

    Case only(Speech... speeches) {
        return new Case(name, rules, play, ends, otherwise, Set.of(speeches), reversals);
    }

    /** What its reversal says. */
    Case says(String of1987, String ofElavon, String ofIfsf) {
        return new Case(
                name,
                rules,
                play,
                ends,
                otherwise,
                in,
                Map.of(Speech.ISO_87, of1987, Speech.ELAVON, ofElavon, Speech.IFSF, ofIfsf));
    }

    Optional<String> reversal(Speech speech) {
        return Optional.ofNullable(reversals.get(speech));
    }

    String end(Speech speech) {
        return otherwise.getOrDefault(speech, ends);
    }

    /** The rules of this payment's amount, as JSON. */
    String rules(long amount) {
        return rules.stream()
                .map(rule -> rule.replace("{\"match\":{", "{\"match\":{\"amount\":" + amount + ","))
                .reduce((one, next) -> one + "," + next)
                .orElse("");
    }

    /**
     * A rule for the first messages of a type.
     *
     * @param mti with x for any digit
     * @param action and its properties
     */
    static String first(int times, String mti, String action) {
        return "{\"match\":{\"mti\":\"" + mti + "\"},\"times\":" + times + ",\"action\":" + action + "}";
    }

    static String always(String mti, String action) {
        return "{\"match\":{\"mti\":\"" + mti + "\"},\"action\":" + action + "}";
    }
}
