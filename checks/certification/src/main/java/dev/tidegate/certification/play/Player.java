package dev.tidegate.certification.play;

import dev.tidegate.certification.evidence.ScenarioRun;
import dev.tidegate.certification.evidence.ScenarioRun.Standing;
import dev.tidegate.certification.evidence.ScenarioRun.Verdict;
import dev.tidegate.certification.plant.Plant;
import dev.tidegate.certification.plant.Till;
import dev.tidegate.certification.scenario.Dialect;
import dev.tidegate.certification.scenario.Scenario;
import dev.tidegate.certification.scenario.Suite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Plays scenarios of one profile on one plant: first side by side those that cannot disturb each other, then the others
 * one by one, then looks once more at all of them, so that what came too late is seen.
 */
public final class Player implements AutoCloseable {
    /** More at once would wait for each other on a small machine. */
    private static final int SIDE_BY_SIDE = 6;

    private static final Duration LAST_LOOK = Duration.ofMillis(1500);

    private final Suite suite;
    private final String profile;
    private final Dialect dialect;
    private final List<Scenario> chosen;
    private final Map<String, String> skipped = new TreeMap<>();
    private final List<Scenario> played = new ArrayList<>();
    private final Plant plant;
    private final int scale;
    private final List<String> terminals;
    private final boolean isReal;
    private final DrillGround drills;

    /** How a plant is made for these terminals. */
    @FunctionalInterface
    public interface PlantMaker {
        Plant make(List<String> terminals) throws InterruptedException;
    }

    /**
     * Makes the plant for those of the scenarios that apply.
     *
     * @param given terminals of a real host, one for each scenario that is played; of the simulator none
     * @param isReal whether the host is a real one
     * @param isFull whether drills are played in full
     * @throws IllegalArgumentException there are too few terminals
     */
    public Player(
            Suite suite,
            String profile,
            List<Scenario> chosen,
            List<String> given,
            boolean isReal,
            PlantMaker maker,
            int scale,
            boolean isFull)
            throws InterruptedException {
        this.isReal = isReal;
        this.suite = suite;
        this.profile = profile;
        this.dialect = Objects.requireNonNull(suite.dialects().get(profile));
        this.chosen = List.copyOf(chosen);
        this.scale = scale;
        for (Scenario scenario : chosen) {
            String why = whyNot(scenario);
            if (why.isEmpty()) {
                played.add(scenario);
            } else {
                skipped.put(scenario.id(), why);
            }
        }
        if (isReal && given.size() < played.size()) {
            throw new IllegalArgumentException(played.size() + " scenarios apply, and there are " + given.size()
                    + " terminals (--terminal); choose fewer with --only");
        }
        this.terminals = isReal
                ? given.subList(0, played.size())
                : played.stream().map(Player::terminal).toList();
        this.drills = new DrillGround(suite, played, isFull);
        this.plant = maker.make(
                Stream.concat(terminals.stream(), drills.terminals().stream()).toList());
    }

    /** DE 41 of a scenario's terminal: the same in each run. */
    static String terminal(Scenario scenario) {
        return "CERT0" + scenario.id();
    }

    private String whyNot(Scenario scenario) {
        if (isReal && scenario.needsHost()) {
            return "Needs something done at the host's side, which a real host does not take from here.";
        }
        if (isReal && scenario.steps().stream().anyMatch(step -> step.gateway() != null)) {
            return "Kills or stops the gateway where only a drill may.";
        }
        for (String need : scenario.needs()) {
            String why = dialect.lacks().getOrDefault(need, suite.lacks().getOrDefault(need, ""));
            if (!why.isEmpty()) {
                return why;
            }
        }
        return "";
    }

    /**
     * Plays them.
     *
     * @param told hears of each that is over, from several threads
     * @return in the order in which they were chosen
     */
    public List<ScenarioRun> play(Consumer<Scenario> told) throws InterruptedException {
        Map<String, Stage> stages = new TreeMap<>();
        try {
            play(stages, told);
            Thread.sleep(LAST_LOOK);
            Map<String, ScenarioRun> done = new TreeMap<>();
            stages.forEach((id, stage) -> done.put(id, stage.run()));
            // Last of all: their cards' counters are ahead of everybody's.
            drills.play(plant, done, told);
            return chosen.stream()
                    .map(scenario -> {
                        ScenarioRun run = done.get(scenario.id());
                        return run == null ? skipped(scenario) : run;
                    })
                    .toList();
        } finally {
            stages.values().forEach(Stage::close);
        }
    }

    private void play(Map<String, Stage> stages, Consumer<Scenario> told) throws InterruptedException {
        try (ExecutorService shops = Executors.newFixedThreadPool(SIDE_BY_SIDE)) {
            List<Future<?>> playing = new ArrayList<>();
            for (Scenario scenario : played.stream()
                    .filter(one -> !one.alone() && one.drill() == null)
                    .toList()) {
                Stage stage = stage(scenario);
                stages.put(scenario.id(), stage);
                playing.add(shops.submit(() -> {
                    new Walk(stage, plant, profile, dialect, scale).play();
                    told.accept(scenario);
                    return null;
                }));
            }
            for (Future<?> one : playing) {
                one.get();
            }
            for (Scenario scenario : played.stream().filter(Scenario::alone).toList()) {
                Stage stage = stage(scenario);
                stages.put(scenario.id(), stage);
                new Walk(stage, plant, profile, dialect, scale).play();
                told.accept(scenario);
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a scenario could not be played", e.getCause());
        }
    }

    private Stage stage(Scenario scenario) {
        int number = played.indexOf(scenario);
        Till till = new Till(
                plant.till(number),
                terminals.get(number),
                plant.door(),
                suite.scenarios().indexOf(scenario));
        return new Stage(
                scenario,
                Objects.requireNonNull(suite.sections().get(scenario.section())),
                profile,
                dialect,
                scale,
                plant.host(),
                plant.page(),
                till);
    }

    private ScenarioRun skipped(Scenario scenario) {
        Standing nothing = new Standing(0, 0, 0, 0, 0, List.of());
        return new ScenarioRun(
                scenario.id(),
                Objects.requireNonNull(suite.sections().get(scenario.section())),
                scenario.title(),
                scenario.proves(),
                Verdict.SKIPPED,
                Objects.requireNonNull(skipped.get(scenario.id())),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                nothing,
                nothing,
                List.of(),
                List.of());
    }

    @Override
    public void close() {
        plant.close();
    }
}
