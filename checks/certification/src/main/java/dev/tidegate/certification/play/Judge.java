package dev.tidegate.certification.play;

import dev.tidegate.certification.evidence.ScenarioRun.Check;
import dev.tidegate.certification.scenario.ByProfile;
import dev.tidegate.certification.scenario.Dialect;
import dev.tidegate.certification.scenario.Scenario;
import dev.tidegate.certification.scenario.Scenario.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Compares what was seen with what a scenario expects in one profile. Pure. */
final class Judge {
    static final String PRESENT = "present";
    static final String ABSENT = "absent";
    /** As in the request that it answers. */
    static final String ECHO = "echo";
    /** As in the first message about the same payment that the gateway sent. */
    static final String SAME = "same";

    private static final Duration SLACK = Duration.ofMillis(100);
    private static final Set<Integer> OWN_TO_A_SENDING = Set.of(7, 64, 128);

    private final Scenario scenario;
    private final String profile;
    private final Dialect dialect;
    private final int scale;

    Judge(Scenario scenario, String profile, Dialect dialect, int scale) {
        this.scale = scale;
        this.scenario = scenario;
        this.profile = profile;
        this.dialect = dialect;
    }

    /**
     * What was seen.
     *
     * @param isHostSeen whether messages and books can be looked at
     * @param flow the scenario's messages
     * @param amounts of its payments
     * @param sold when they were sold
     * @param states at the gateway, by payment
     * @param told at the till, by payment
     * @param next what the gateway does with each by itself
     */
    record Seen(
            String tid,
            boolean isHostSeen,
            List<Frame> flow,
            List<String> ledger,
            Map<String, Long> amounts,
            Map<String, Instant> sold,
            Map<String, String> states,
            Map<String, String> told,
            Map<String, String> next) {}

    /**
     * The verdict.
     *
     * @param hopeless whether waiting longer cannot mend it
     */
    record Judged(List<Check> checks, boolean hopeless) {
        boolean held() {
            return checks.stream().allMatch(Check::held);
        }
    }

    Judged judge(Seen seen) {
        List<Check> checks = new ArrayList<>();
        boolean hopeless = false;
        if (seen.isHostSeen() && scenario.expect().flow() != null) {
            hopeless = flow(Objects.requireNonNull(scenario.expect().flow()), seen, checks);
        }
        if (seen.isHostSeen() && scenario.expect().ledger() != null) {
            ledger(Objects.requireNonNull(scenario.expect().ledger()), seen, checks);
        }
        times(seen.flow(), checks);
        each("state of ", scenario.expect().states(), seen.states(), checks);
        each("the till's words of ", scenario.expect().told(), seen.told(), checks);
        each("what happens next to ", scenario.expect().next(), seen.next(), checks);
        return new Judged(List.copyOf(checks), hopeless);
    }

    private void each(String about, Map<String, ByProfile> wanted, Map<String, String> found, List<Check> checks) {
        wanted.forEach((name, value) -> value.in(profile)
                .ifPresent(text -> checks.add(check(about + name, text, found.getOrDefault(name, "nothing")))));
    }

    private void times(List<Frame> frames, List<Check> checks) {
        scenario.expect()
                .within()
                .forEach((name, most) -> most.in(profile).ifPresent(text -> {
                    for (int i = 1; i < frames.size(); i++) {
                        if (isOf(frames.get(i), name)) {
                            Duration took = between(frames.get(i - 1), frames.get(i));
                            boolean held = took.compareTo(Duration.parse(text)) <= 0;
                            checks.add(new Check(
                                    name + " comes soon",
                                    "within " + text,
                                    held ? "within " + text : "" + took,
                                    held,
                                    false));
                        }
                    }
                }));
        scenario.expect()
                .apart()
                .forEach((name, least) -> least.in(profile).ifPresent(text -> {
                    List<Frame> all = frames.stream()
                            .filter(f -> f.fromGateway() && isOf(f, name))
                            .toList();
                    Duration scaled = Duration.parse(text).dividedBy(scale);
                    for (int i = 1; i < all.size(); i++) {
                        Duration gap = between(all.get(i - 1), all.get(i));
                        // Clocks of two processes, and what a message takes.
                        boolean held = gap.plus(SLACK).compareTo(scaled) >= 0;
                        checks.add(new Check(
                                name + " not too soon",
                                "not within " + text,
                                held ? "not within " + text : "" + gap,
                                held,
                                false));
                    }
                }));
    }

    private boolean isOf(Frame frame, String name) {
        return dialect.kind(name)
                .filter(kind -> frame.is(dialect.type(frame.fromGateway() ? kind.request() : kind.answer())))
                .isPresent();
    }

    private static Duration between(Frame one, Frame next) {
        return Duration.ofNanos(next.nanos() - one.nanos());
    }

    private void ledger(List<ByProfile> wanted, Seen seen, List<Check> checks) {
        List<String> rows = wanted.stream()
                .flatMap(row -> row.in(profile).stream())
                .filter(row -> !row.isEmpty())
                .toList();
        for (int i = 0; i < Math.max(rows.size(), seen.ledger().size()); i++) {
            checks.add(check("the acquirer's books, row " + (i + 1), at(rows, i), at(seen.ledger(), i)));
        }
    }

    private static String at(List<String> rows, int i) {
        return i < rows.size() ? rows.get(i) : "nothing";
    }

    private record Wanted(Message message, Dialect.Kind kind, String mti) {
        String text() {
            return mti + (message.isFromGateway() ? " to the host" : " to the gateway");
        }
    }

    private List<Wanted> wanted(List<Message> flow) {
        List<Wanted> all = new ArrayList<>();
        for (Message message : flow) {
            Optional<Dialect.Kind> kind = dialect.kind(message.kind());
            if (!message.isIn(profile) || kind.isEmpty()) {
                continue;
            }
            String type = message.mti() == null
                    ? message.isFromGateway()
                            ? kind.get().request()
                            : kind.get().answer()
                    : Objects.requireNonNull(message.mti()).in(profile).orElseThrow();
            String mti = dialect.type(message.repeat() ? type.substring(0, 3) + "1" : type);
            for (int i = 0; i < message.timesIn(profile); i++) {
                all.add(new Wanted(message, kind.get(), mti));
            }
        }
        return all;
    }

    private boolean flow(List<Message> flow, Seen seen, List<Check> checks) {
        List<Wanted> wanted = wanted(flow);
        List<Frame> frames = seen.flow();
        boolean hopeless = frames.size() > wanted.size();
        Map<String, Frame> firsts = new TreeMap<>();
        for (int i = 0; i < Math.max(wanted.size(), frames.size()); i++) {
            String about = "message " + (i + 1);
            if (i >= wanted.size() || i >= frames.size()) {
                checks.add(check(
                        about,
                        i < wanted.size() ? wanted.get(i).text() : "nothing",
                        i < frames.size() ? frames.get(i).text() : "nothing"));
                continue;
            }
            Wanted one = wanted.get(i);
            Frame frame = frames.get(i);
            Check type = check(about + ", " + one.message().kind(), one.text(), frame.text());
            checks.add(type);
            if (!type.held()) {
                return true;
            }
            hopeless |= !fields(about, one, frame, asked(wanted, frames, i), firsts, seen, checks);
            if (frame.fromGateway()) {
                String payment = "of " + one.message().about();
                for (String name :
                        List.of(one.message().kind(), payment, one.message().kind() + " " + payment)) {
                    Frame ignored = firsts.putIfAbsent(name, frame);
                }
            } else {
                Frame ignored = firsts.putIfAbsent(one.message().kind() + "Answer", frame);
            }
        }
        return hopeless;
    }

    // An answer may come late: it is to the last message of its own kind about its payment, where there was one.
    private static Optional<Frame> asked(List<Wanted> wanted, List<Frame> frames, int i) {
        Message answer = wanted.get(i).message();
        for (int k = i - 1; k >= 0 && !answer.isFromGateway(); k--) {
            Message one = wanted.get(k).message();
            if (one.isFromGateway()
                    && one.kind().equals(answer.kind())
                    && one.about().equals(answer.about())) {
                return Optional.of(frames.get(k));
            }
        }
        return before(frames, i);
    }

    private static Optional<Frame> before(List<Frame> frames, int i) {
        for (int k = i - 1; k >= 0; k--) {
            if (frames.get(k).fromGateway() != frames.get(i).fromGateway()) {
                return Optional.of(frames.get(k));
            }
        }
        return Optional.empty();
    }

    private boolean fields(
            String about,
            Wanted one,
            Frame frame,
            Optional<Frame> request,
            Map<String, Frame> firsts,
            Seen seen,
            List<Check> checks) {
        SortedMap<Integer, String> wanted =
                dialect.fields(one.message().kind(), one.message().isFromGateway());
        one.message()
                .fields()
                .forEach((number, value) -> value.in(profile).ifPresent(text -> wanted.put(number, text)));
        Meant meant = new Meant(
                dialect,
                seen.amounts(),
                seen.sold(),
                seen.tid(),
                (kind, number) -> Optional.ofNullable(firsts.getOrDefault(
                                kind + " of " + one.message().about(), firsts.get(kind)))
                        .map(f -> f.fields().get(number)));
        Frame first = firsts.get(one.message().kind() + " of " + one.message().about());
        if (one.message().repeat() && first != null) {
            return repeated(about, first, frame, checks);
        }
        boolean held = true;
        for (Map.Entry<Integer, String> field : wanted.entrySet()) {
            int number = field.getKey();
            String found = frame.fields().getOrDefault(number, ABSENT);
            String text = switch (field.getValue()) {
                case PRESENT -> found.equals(ABSENT) ? PRESENT : found;
                case ABSENT -> ABSENT;
                case ECHO -> request.map(r -> r.fields().get(number)).orElse("nothing to repeat");
                case SAME ->
                    Optional.ofNullable(firsts.get("of " + one.message().about()))
                            .map(f -> f.fields().get(number))
                            .orElse("nothing to repeat");
                default -> meant.text(field.getValue(), one.message().about());
            };
            boolean isPlain = field.getValue().equals(PRESENT);
            Check check = new Check(
                    about + ", DE " + number,
                    isPlain ? PRESENT : text,
                    isPlain && !found.equals(ABSENT) ? PRESENT : found,
                    text.equals(found) || matches(text, found),
                    !isPlain && Fields.isTime(number));
            checks.add(check);
            held &= check.held();
        }
        return held & nothingElse(about, wanted, frame, one, checks);
    }

    // A repeat says what its first sending said, but for when it is sent and the code that covers that.
    private static boolean repeated(String about, Frame first, Frame frame, List<Check> checks) {
        boolean held = true;
        SortedMap<Integer, String> all = new TreeMap<>(first.fields());
        all.putAll(frame.fields());
        for (int number : all.keySet()) {
            if (OWN_TO_A_SENDING.contains(number)) {
                continue;
            }
            String wanted = first.fields().getOrDefault(number, ABSENT);
            String found = frame.fields().getOrDefault(number, ABSENT);
            checks.add(new Check(
                    about + ", DE " + number + " as before",
                    wanted,
                    found,
                    wanted.equals(found),
                    Fields.isTime(number)));
            held &= wanted.equals(found);
        }
        return held;
    }

    // What the dialect does not name of the gateway's messages must not be there.
    private static boolean nothingElse(
            String about, SortedMap<Integer, String> wanted, Frame frame, Wanted one, List<Check> checks) {
        if (!one.message().isFromGateway()) {
            return true;
        }
        List<Integer> more = frame.fields().keySet().stream()
                .filter(number -> !wanted.containsKey(number))
                .toList();
        checks.add(check(about + ", other fields", "none", more.isEmpty() ? "none" : more.toString()));
        return more.isEmpty();
    }

    // A value in slashes is a pattern.
    private static boolean matches(String text, String found) {
        return text.length() > 2
                && text.startsWith("/")
                && text.endsWith("/")
                && found.matches(text.substring(1, text.length() - 1));
    }

    static Check check(String about, String expected, String seen) {
        return new Check(about, expected, seen, expected.equals(seen), false);
    }
}
