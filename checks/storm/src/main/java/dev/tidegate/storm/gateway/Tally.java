package dev.tidegate.storm.gateway;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** The sum of all schedules so far. */
final class Tally {
    private final Map<Books.Break.Kind, Integer> breaks = new EnumMap<>(Books.Break.Kind.class);
    private int schedules;
    private int payments;
    private int disturbed;
    private int gatewayDeaths;
    private int acquirerDeaths;
    private int unmarked;
    private long forAPerson;

    void add(GatewayStorm.Ended ended) {
        schedules++;
        payments += ended.payments();
        disturbed += ended.disturbed();
        gatewayDeaths += ended.gatewayDeaths();
        acquirerDeaths += ended.acquirerDeaths();
        forAPerson += ended.forAPerson();
        unmarked += ended.unmarked().size();
        ended.breaks().forEach(b -> breaks.merge(b.kind(), 1, Integer::sum));
    }

    boolean held() {
        return breaks.isEmpty() && unmarked == 0;
    }

    private int of(Books.Break.Kind kind) {
        return breaks.getOrDefault(kind, 0);
    }

    String inWords(long seed) {
        return String.format(
                Locale.ROOT,
                "%,d schedules, %,d payments, %,d messages disturbed; the gateway died %,d times, the acquirer %,d:%n"
                        + "lost %d, doubled %d, invented %d, stuck %d, sent again without a mark %d; "
                        + "set aside for a person %d (seed %d)",
                schedules,
                payments,
                disturbed,
                gatewayDeaths,
                acquirerDeaths,
                of(Books.Break.Kind.LOST),
                of(Books.Break.Kind.DOUBLED),
                of(Books.Break.Kind.INVENTED),
                of(Books.Break.Kind.STUCK),
                unmarked,
                forAPerson,
                seed);
    }

    String asJson(long seed) {
        return String.format(
                Locale.ROOT,
                "{\"storm\":\"gateway\",\"seed\":%d,\"schedules\":%d,\"payments\":%d,\"disturbed\":%d,"
                        + "\"gatewayDeaths\":%d,\"acquirerDeaths\":%d,\"lost\":%d,\"doubled\":%d,\"invented\":%d,"
                        + "\"stuck\":%d,\"unmarked\":%d,\"forAPerson\":%d}",
                seed,
                schedules,
                payments,
                disturbed,
                gatewayDeaths,
                acquirerDeaths,
                of(Books.Break.Kind.LOST),
                of(Books.Break.Kind.DOUBLED),
                of(Books.Break.Kind.INVENTED),
                of(Books.Break.Kind.STUCK),
                unmarked,
                forAPerson);
    }

    /** What a person needs to play a schedule again and to see what was wrong. */
    static String story(long seed, GatewayCommand.Database database, GatewayStorm.Ended ended) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%nschedule %d of seed %d: storm gateway --database %s --seed %d --first %d --count 1%n",
                ended.schedule(),
                seed,
                database,
                seed,
                ended.schedule()));
        ended.breaks()
                .forEach(b -> text.append("  ")
                        .append(b.kind())
                        .append(": ")
                        .append(b.story())
                        .append('\n'));
        ended.unmarked()
                .forEach(m ->
                        text.append("  sent again without a mark: ").append(m).append('\n'));
        ended.weather().forEach(w -> text.append("    ").append(w).append('\n'));
        return text.toString();
    }
}
