package dev.tidegate.certification.play;

import dev.tidegate.certification.drill.Drills;
import dev.tidegate.certification.evidence.ScenarioRun;
import dev.tidegate.certification.evidence.ScenarioRun.Check;
import dev.tidegate.certification.evidence.ScenarioRun.Standing;
import dev.tidegate.certification.evidence.ScenarioRun.StepSeen;
import dev.tidegate.certification.plant.Plant;
import dev.tidegate.certification.plant.Till;
import dev.tidegate.certification.scenario.Scenario;
import dev.tidegate.certification.scenario.Scenario.Drill;
import dev.tidegate.certification.scenario.Suite;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Plays the drills among the scenarios, on terminals of their own. */
final class DrillGround {
    /** A card's counters before it belong to scenarios. */
    private static final int PLACE = 200;
    /** Between two drills, so that a card's counter is not used twice; six sales each. */
    private static final int TURNS = 300;
    /** Of the moments at which a drill kills something. */
    private static final long SEED = 20_261_123;

    private static final Standing NOTHING = new Standing(0, 0, 0, 0, 0, List.of());

    private final Suite suite;
    private final List<Scenario> scenarios;
    private final List<Scenario> drills;
    private final boolean isFull;

    /** @param scenarios all that are played */
    DrillGround(Suite suite, List<Scenario> scenarios, boolean isFull) {
        this.suite = suite;
        this.scenarios = scenarios;
        this.drills =
                scenarios.stream().filter(scenario -> scenario.drill() != null).toList();
        this.isFull = isFull;
    }

    /** DE 41 of their terminals, which come behind those of the scenarios. */
    List<String> terminals() {
        int most = drills.stream()
                .mapToInt(scenario -> size(scenario).tills())
                .max()
                .orElse(0);
        return IntStream.range(0, most)
                .mapToObj(number -> String.format(Locale.ROOT, "DRILL%03d", number))
                .toList();
    }

    /** Plays them one after the other. */
    void play(Plant plant, Map<String, ScenarioRun> done, Consumer<Scenario> told) throws InterruptedException {
        for (Scenario scenario : drills) {
            List<Till> tills = new ArrayList<>();
            List<String> terminals = terminals();
            for (int number = 0; number < size(scenario).tills(); number++) {
                int place = PLACE + Drill.Size.TILLS_MAX * TURNS * drills.indexOf(scenario) + number;
                tills.add(new Till(plant.till(scenarios.size() + number), terminals.get(number), plant.door(), place));
            }
            List<Check> checks = new Drills(plant, tills, SEED)
                    .play(Objects.requireNonNull(scenario.drill()).kind(), size(scenario));
            done.put(scenario.id(), run(scenario, checks));
            told.accept(scenario);
        }
    }

    private Drill.Size size(Scenario scenario) {
        return Objects.requireNonNull(scenario.drill()).size(isFull);
    }

    private ScenarioRun run(Scenario scenario, List<Check> checks) {
        Drill.Size size = size(scenario);
        String what = size.tills() + " tills, each sells " + size.sales() + " in a round, " + size.rounds()
                + (size.rounds() == 1 ? " round" : " rounds or seconds");
        return new ScenarioRun(
                scenario.id(),
                Objects.requireNonNull(suite.sections().get(scenario.section())),
                scenario.title(),
                scenario.proves(),
                Stage.verdict(checks),
                Stage.because(checks),
                scenario.given(),
                List.of(new StepSeen(1, "till", what, "")),
                List.of(),
                checks,
                NOTHING,
                NOTHING,
                List.of(),
                List.of());
    }
}
