package dev.tidegate.certification.play;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.certification.evidence.ScenarioRun;
import dev.tidegate.certification.evidence.ScenarioRun.Check;
import dev.tidegate.certification.evidence.ScenarioRun.FieldSeen;
import dev.tidegate.certification.evidence.ScenarioRun.FrameSeen;
import dev.tidegate.certification.evidence.ScenarioRun.Move;
import dev.tidegate.certification.evidence.ScenarioRun.Standing;
import dev.tidegate.certification.evidence.ScenarioRun.StepSeen;
import dev.tidegate.certification.evidence.ScenarioRun.Verdict;
import dev.tidegate.certification.plant.Host;
import dev.tidegate.certification.plant.Page;
import dev.tidegate.certification.plant.Till;
import dev.tidegate.certification.scenario.Dialect;
import dev.tidegate.certification.scenario.Scenario;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One scenario on its terminal: what is seen of it while it is played, and the record that is made of it. */
final class Stage implements AutoCloseable {
    /** That it was shown a till may tell before or after the host's answer. */
    private static final String WHENEVER = "SHOWN";

    private final Scenario scenario;
    private final String sectionTitle;
    private final Dialect dialect;
    private final Host host;
    private final Page page;
    private final Till till;
    private final Judge judge;
    private final Standing before;
    private final long framesBefore;
    private final long connectionsBefore;
    private final Map<String, Long> amounts = new HashMap<>();
    private final List<StepSeen> steps = new ArrayList<>();
    private final List<Check> stepChecks = new ArrayList<>();
    private long framesUpTo = Long.MAX_VALUE;

    Stage(
            Scenario scenario,
            String sectionTitle,
            String profile,
            Dialect dialect,
            int scale,
            Host host,
            Page page,
            Till till) {
        this.scenario = scenario;
        this.sectionTitle = sectionTitle;
        this.dialect = dialect;
        this.host = host;
        this.page = page;
        this.till = till;
        this.judge = new Judge(scenario, profile, dialect, scale);
        this.before = standing();
        this.connectionsBefore = accepted();
        List<JsonNode> frames = host.framesAfter(0);
        this.framesBefore = frames.isEmpty() ? 0 : frames.getLast().path("n").asLong();
    }

    Scenario scenario() {
        return scenario;
    }

    Till till() {
        return till;
    }

    /** A payment of that name has this amount. */
    void amount(String payment, long minor) {
        amounts.put(payment, minor);
    }

    /** A step was done. */
    void done(String who, String what, String display) {
        steps.add(new StepSeen(steps.size() + 1, who, what, display));
    }

    /** Something was to be seen after a step. */
    void check(Check check) {
        stepChecks.add(check);
    }

    /** How things stand at this moment. */
    Judge.Judged judged() {
        Map<String, String> states = new TreeMap<>();
        Map<String, String> told = new TreeMap<>();
        Map<String, String> next = new TreeMap<>();
        till.payments().forEach((name, id) -> {
            page.payment(id.toString()).ifPresent(view -> {
                states.put(name, state(view));
                next.put(name, view.path("next").path("word").asText());
            });
            told.put(name, till.display(name));
        });
        return judge.judge(
                new Judge.Seen(till.tid(), host.isSeen(), flow(), ledger(), amounts, till.sold(), states, told, next));
    }

    /** Where a payment stands at the gateway; empty while it knows none. */
    String state(String payment) {
        return Optional.ofNullable(till.payments().get(payment))
                .flatMap(id -> page.payment(id.toString()))
                .map(view -> view.path("state").asText())
                .orElse("");
    }

    private static String state(JsonNode view) {
        String reason = view.path("reason").asText();
        return view.path("state").asText() + (reason.equals("NONE") ? "" : " " + reason);
    }

    /** The scenario's messages so far. */
    List<Frame> flow() {
        return host.framesAfter(framesBefore).stream()
                .map(Frame::of)
                .filter(frame -> frame.n() <= framesUpTo)
                .filter(frame -> frame.isOf(till.tid()) || isNamed(frame))
                .toList();
    }

    /** How many messages of a type, network messages among them, were seen. */
    long count(String type) {
        return host.framesAfter(framesBefore).stream()
                .map(Frame::of)
                .filter(frame -> frame.is(type) && (frame.isNetwork() || frame.isOf(till.tid())))
                .count();
    }

    /** The flow ends with the n-th message of a type. */
    void endWith(String type, int n) {
        framesUpTo = host.framesAfter(framesBefore).stream()
                .map(Frame::of)
                .filter(frame -> frame.is(type) && (frame.isNetwork() || frame.isOf(till.tid())))
                .skip(n - 1L)
                .findFirst()
                .orElseThrow()
                .n();
    }

    /** How many connections the host has let in since this began. */
    long connections() {
        return accepted() - connectionsBefore;
    }

    private long accepted() {
        return host.connections().path("acceptedConnections").asLong();
    }

    /** Network messages that come later belong to others. */
    void endNetwork() {
        if (framesUpTo < Long.MAX_VALUE) {
            return;
        }
        List<JsonNode> frames = host.framesAfter(framesBefore);
        framesUpTo = frames.isEmpty() || !scenario.alone()
                ? Long.MAX_VALUE
                : frames.getLast().path("n").asLong();
    }

    private boolean isNamed(Frame frame) {
        return frame.isNetwork()
                && scenario.network().stream()
                        .anyMatch(name -> dialect.kind(name)
                                .filter(kind ->
                                        kind.code() != null && frame.fields().containsValue(kind.code()))
                                .filter(kind ->
                                        frame.is(dialect.type(frame.fromGateway() ? kind.request() : kind.answer())))
                                .isPresent());
    }

    private List<String> ledger() {
        List<String> rows = new ArrayList<>();
        for (JsonNode entry : host.entries(till.tid())) {
            long amount = entry.path("amount").asLong();
            long standing = entry.path("standing").asLong();
            boolean isPart = standing != amount && entry.path("state").asText().equals("live");
            rows.add(entry.path("kind").asText() + " " + money(amount) + " "
                    + entry.path("state").asText()
                    + (isPart ? ", standing " + money(standing) : "")
                    + counted(", repeats ", entry.path("repeats").asLong())
                    + counted(", reversals ", entry.path("reversals").asLong()));
        }
        for (JsonNode stone : host.tombstones(till.tid())) {
            rows.add("reversal of nothing"
                    + counted(", reversals ", stone.path("reversals").asLong()));
        }
        return rows;
    }

    private static String counted(String what, long count) {
        return count == 0 ? "" : what + count;
    }

    static String money(long minor) {
        return String.format(java.util.Locale.ROOT, "%d.%02d", minor / 100, minor % 100);
    }

    private Standing standing() {
        int sales = 0;
        long salesAmount = 0;
        int refunds = 0;
        long refundsAmount = 0;
        int reversed = 0;
        for (JsonNode entry : host.entries(till.tid())) {
            String state = entry.path("state").asText();
            long standing = entry.path("standing").asLong();
            if (state.equals("reversed")) {
                reversed++;
            } else if (state.equals("live") && entry.path("kind").asText().equals("refund")) {
                refunds++;
                refundsAmount += standing;
            } else if (state.equals("live")) {
                sales++;
                salesAmount += standing;
            }
        }
        return new Standing(sales, salesAmount, refunds, refundsAmount, reversed, ledger());
    }

    /** The record of it, as everything stands now. */
    ScenarioRun run() {
        List<Check> checks = new ArrayList<>(stepChecks);
        // So that its slips say what the gateway says.
        boolean ignored = till.settle();
        try {
            checks.addAll(judged().checks());
        } catch (IllegalArgumentException e) {
            checks.add(Judge.check("what is expected", "words of the dialect", "" + e.getMessage()));
        }
        return new ScenarioRun(
                scenario.id(),
                sectionTitle,
                scenario.title(),
                scenario.proves(),
                verdict(checks),
                because(checks),
                scenario.given(),
                List.copyOf(steps),
                frames(),
                List.copyOf(checks),
                before,
                standing(),
                moves(),
                till.payments().keySet().stream()
                        .flatMap(name -> till.slips(name).stream())
                        .toList());
    }

    static Verdict verdict(List<Check> checks) {
        return checks.stream().allMatch(Check::held) ? Verdict.PASSED : Verdict.FAILED;
    }

    /** The first check that failed; empty where none did. */
    static String because(List<Check> checks) {
        return checks.stream()
                .filter(check -> !check.held())
                .findFirst()
                .map(check -> check.about() + ": expected " + check.expected() + ", seen " + check.seen())
                .orElse("");
    }

    private List<FrameSeen> frames() {
        List<Frame> flow = flow();
        List<FrameSeen> frames = new ArrayList<>();
        for (Frame frame : flow) {
            List<FieldSeen> fields = frame.fields().entrySet().stream()
                    .map(field -> new FieldSeen(
                            field.getKey(),
                            Fields.name(field.getKey()),
                            field.getValue(),
                            Fields.isTime(field.getKey())))
                    .toList();
            frames.add(new FrameSeen(
                    frames.size() + 1,
                    (frame.nanos() - flow.getFirst().nanos()) / 1000,
                    frame.fromGateway(),
                    frame.mti(),
                    frame.hex(),
                    fields));
        }
        return frames;
    }

    private List<Move> moves() {
        List<Move> moves = new ArrayList<>();
        till.payments()
                .forEach((name, id) -> page.payment(id.toString()).ifPresent(view -> {
                    String from = "";
                    Instant first = null;
                    for (JsonNode event : view.path("events")) {
                        Instant at = Instant.parse(event.path("at").asText());
                        first = first == null ? at : first;
                        String to = event.path("state").asText();
                        boolean isWhenever = WHENEVER.equals(event.path("event").asText());
                        if (isWhenever && from.equals(to)) {
                            continue;
                        }
                        String why = (event.path("event").asText() + " "
                                        + event.path("detail").asText())
                                .strip();
                        moves.add(new Move(
                                name, from, to, why, Duration.between(first, at).toNanos() / 1000));
                        from = to;
                    }
                }));
        return moves;
    }

    @Override
    public void close() {
        till.close();
    }
}
