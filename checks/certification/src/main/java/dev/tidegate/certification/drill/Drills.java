package dev.tidegate.certification.drill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidegate.certification.evidence.ScenarioRun.Check;
import dev.tidegate.certification.plant.Plant;
import dev.tidegate.certification.plant.Till;
import dev.tidegate.certification.scenario.Scenario.Drill.Kind;
import dev.tidegate.certification.scenario.Scenario.Drill.Size;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * The drills: each ends with a comparison of the acquirer's books with what the tills have heard, payment by payment.
 * One thread.
 */
public final class Drills {
    /** How long everything may take to come to an end after a drill. */
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    /** A new start of the host, and the gateway's way back to it. */
    private static final Duration RESTART_TAKES = Duration.ofSeconds(4);

    private static final Duration BETWEEN_SALES = Duration.ofMillis(100);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Plant plant;
    private final List<Till> tills;
    private final SplittableRandom chance;

    /**
     * The tills are closed with the drill that they were opened for.
     *
     * @param seed of the moments at which something is killed
     */
    public Drills(Plant plant, List<Till> tills, long seed) {
        this.plant = plant;
        this.tills = tills;
        this.chance = new SplittableRandom(seed);
    }

    /** Plays one. */
    public List<Check> play(Kind kind, Size size) throws InterruptedException {
        try (Crew crew = new Crew(tills.subList(0, size.tills()), kind.ordinal())) {
            long mark = newestFrame();
            List<Check> checks = new ArrayList<>(
                    switch (kind) {
                        case DRAIN -> drain(crew, size, mark);
                        case KILLS -> kills(crew, size);
                        case LOAD -> load(crew, size);
                        case SLOW_HOST -> slowHost(crew, size);
                        case HOST_RESTARTS -> hostRestarts(crew, size);
                    });
            plant.host().clearRules();
            checks.add(Crew.must("every payment has come to its end", crew.settles(PATIENCE)));
            checks.addAll(crew.books(plant.host()));
            return List.copyOf(checks);
        }
    }

    private List<Check> drain(Crew crew, Size size, long mark) throws InterruptedException {
        rule("x20x", "delay", Map.of("millis", 40));
        crew.each(member -> {
            for (int i = 0; i < size.sales(); i++) {
                member.stores();
            }
        });
        Crew.Member first = crew.members().getFirst();
        var drained = CompletableFuture.runAsync(() -> crew.each(Crew.Member::brings));
        drained.join();
        long live = first.sells();
        boolean over = crew.settles(PATIENCE);
        Lines lines = new Lines(plant.host().framesAfter(mark));
        return List.of(
                Crew.must("the queues are empty", over),
                Crew.atMost("requests in flight on a terminal", 1, lines.mostInFlightOnATerminal()),
                Crew.must("terminals go side by side", lines.mostTerminalsInFlight() > 1),
                Crew.must(
                        "a live sale goes before what is stored on its terminal",
                        lines.storedAfter(first.tid(), live) > 0),
                Crew.atMost("requests within a second", 1000, lines.mostInASecond()));
    }

    private List<Check> kills(Crew crew, Size size) throws InterruptedException {
        rule("x20x", "delay", Map.of("millis", 20));
        for (int round = 0; round < size.rounds(); round++) {
            crew.each(member -> {
                for (int i = 0; i < size.sales(); i++) {
                    member.stores();
                }
                member.brings();
            });
            Thread.sleep(chance.nextInt(300));
            if (round % 2 == 1) {
                plant.host().doors("closed");
                plant.host().doors("open");
                Thread.sleep(chance.nextInt(100));
            }
            plant.killGateway();
            plant.startGateway(Map.of());
        }
        return List.of(Crew.figure("times the gateway was killed", size.rounds()));
    }

    private List<Check> load(Crew crew, Size size) {
        ConcurrentLinkedQueue<Long> times = new ConcurrentLinkedQueue<>();
        long begun = System.nanoTime();
        long end = begun + Duration.ofSeconds(size.rounds()).toNanos();
        crew.each(member -> {
            while (System.nanoTime() - end < 0) {
                long asked = System.nanoTime();
                long ignored = member.sells();
                times.add(System.nanoTime() - asked);
            }
        });
        double seconds = (System.nanoTime() - begun) / 1e9;
        long[] sorted =
                times.stream().mapToLong(time -> time / 1_000_000).sorted().toArray();
        List<Check> checks = new ArrayList<>(List.of(
                Crew.figure("live sales a second", Math.round(sorted.length / seconds)),
                Crew.figure("milliseconds at the till, half of them", at(sorted, 50)),
                Crew.figure("milliseconds at the till, 99 of 100", at(sorted, 99))));
        checks.addAll(memory());
        return checks;
    }

    private List<Check> slowHost(Crew crew, Size size) throws InterruptedException {
        rule("x20x", "delay", Map.of("millis", 500));
        crew.each(member -> times(size.sales(), member));
        plant.host().clearRules();
        plant.host().tell(JSON.createObjectNode().put("function", "echo").put("count", 100 * size.rounds()));
        crew.each(member -> times(size.sales(), member));
        rule("x20x", "stopReading", Map.of("millis", 1500, "times", 1));
        crew.each(member -> times(size.sales(), member));
        return memory();
    }

    private List<Check> hostRestarts(Crew crew, Size size) throws InterruptedException {
        for (int round = 0; round < size.rounds(); round++) {
            long end = System.nanoTime() + RESTART_TAKES.toNanos();
            var busy = CompletableFuture.runAsync(() -> crew.each(member -> sellsUntil(end, member)));
            Thread.sleep(chance.nextInt(300));
            plant.bounceHost();
            busy.join();
        }
        return List.of(Crew.figure("times the host was killed", size.rounds()));
    }

    private static void sellsUntil(long end, Crew.Member member) {
        while (System.nanoTime() - end < 0) {
            times(1, member);
            LockSupport.parkNanos(BETWEEN_SALES.toNanos());
        }
    }

    private static void times(int sales, Crew.Member member) {
        for (int i = 0; i < sales; i++) {
            long ignored = member.sells();
            member.brings();
        }
    }

    private List<Check> memory() {
        return plant.gatewayKilobytes().stream()
                .mapToObj(kilobytes -> Crew.figure("megabytes of the gateway's process", kilobytes / 1024))
                .toList();
    }

    private static long at(long[] sorted, int percent) {
        return sorted.length == 0 ? 0 : sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
    }

    private long newestFrame() {
        List<JsonNode> frames = plant.host().framesAfter(0);
        return frames.isEmpty() ? 0 : frames.getLast().path("n").asLong();
    }

    private void rule(String type, String action, Map<String, Integer> numbers) {
        ObjectNode rule = JSON.createObjectNode().put("action", action);
        numbers.forEach(rule::put);
        ObjectNode ignored = rule.putObject("match").put("mti", type);
        plant.host().ruleForAll(rule);
    }
}
