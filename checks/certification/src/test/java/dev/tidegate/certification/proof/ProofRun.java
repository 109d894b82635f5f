package dev.tidegate.certification.proof;

import dev.tidegate.certification.evidence.ScenarioRun;
import dev.tidegate.certification.evidence.ScenarioRun.Verdict;
import dev.tidegate.certification.plant.Plant;
import dev.tidegate.certification.play.Player;
import dev.tidegate.certification.scenario.Scenario;
import dev.tidegate.certification.scenario.Suite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Plays some scenarios of {@code iso87-generic} with something broken. */
final class ProofRun {
    static final Path PROJECT = Path.of("..", "..").toAbsolutePath().normalize();

    private static final String PROFILE = "iso87-generic";
    /** The scale of a certification, for what waits for timers. */
    static final int DIVIDED = 60;
    /** Real timers, which a busy machine does not meet: for what waits for none. */
    static final int PLAIN = 1;

    private ProofRun() {}

    /**
     * Plays them.
     *
     * @param folder an empty one
     * @param scale of timers, {@link #DIVIDED} or {@link #PLAIN}
     * @param inFront classes that the gateway takes before its own
     * @param change of the profile's text
     * @return why each that failed did, by its id
     */
    static Map<String, String> failures(
            Path folder, Collection<String> ids, int scale, List<Mutation> inFront, UnaryOperator<String> change)
            throws IOException, InterruptedException {
        Suite suite = Suite.read(PROJECT.resolve("checks/certification/scenarios"));
        List<Scenario> chosen =
                suite.scenarios().stream().filter(one -> ids.contains(one.id())).toList();
        if (chosen.size() != ids.size()) {
            throw new AssertionError("not all of these are scenarios: " + ids);
        }
        Path profiles = changed(folder.resolve("profiles"), change);
        List<Path> classes = new java.util.ArrayList<>();
        for (Mutation mutation : inFront) {
            classes.add(mutation.compileIn(PROJECT, folder.resolve("broken" + classes.size())));
        }
        Map<String, String> failures = new TreeMap<>();
        try (Player player = new Player(
                suite,
                PROFILE,
                chosen,
                List.of(),
                false,
                terminals -> new Plant(new Plant.Layout(
                        PROJECT,
                        folder.resolve("plant"),
                        PROFILE,
                        profiles,
                        Objects.requireNonNull(suite.dialects().get(PROFILE)).simulator(),
                        terminals,
                        scale,
                        null,
                        classes)),
                scale,
                false)) {
            for (ScenarioRun run : player.play(over -> {})) {
                if (run.verdict() == Verdict.FAILED) {
                    failures.put(run.id(), run.because());
                }
            }
        }
        return failures;
    }

    private static Path changed(Path to, UnaryOperator<String> change) throws IOException {
        Path from = PROJECT.resolve("config/acquirers").resolve(PROFILE);
        Path folder = Files.createDirectories(to.resolve(PROFILE));
        for (String file : List.of("packager.xml", "golden.yml")) {
            Files.copy(from.resolve(file), folder.resolve(file));
        }
        Files.writeString(folder.resolve("profile.yml"), change.apply(Files.readString(from.resolve("profile.yml"))));
        return to;
    }
}
