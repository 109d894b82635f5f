package dev.tidegate.certification;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidegate.certification.evidence.CardNumberFoundException;
import dev.tidegate.certification.evidence.EvidencePack;
import dev.tidegate.certification.evidence.PackComparison;
import dev.tidegate.certification.evidence.PackFacts;
import dev.tidegate.certification.evidence.PackKey;
import dev.tidegate.certification.evidence.PackVerification;
import dev.tidegate.certification.evidence.ScenarioRun;
import dev.tidegate.certification.evidence.ScenarioRun.Verdict;
import dev.tidegate.certification.plant.Plant;
import dev.tidegate.certification.play.Player;
import dev.tidegate.certification.scenario.Scenario;
import dev.tidegate.certification.scenario.ScenarioHoleException;
import dev.tidegate.certification.scenario.Suite;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tidegate certify}: plays the suite against an acquirer and writes the evidence. */
@Command(
        name = "tidegate certify",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Plays the scenarios that an acquirer asks for before a gateway may go live,",
            "compares every message, the acquirer's books and what the cashier is told with",
            "what is expected, and writes the evidence into target/certification.",
            "Exit code 0: all that apply passed; 1: one did not; 2: nothing could be played."
        })
public final class Certify implements Callable<Integer> {
    private static final int FAILED = 1;
    private static final int UNPLAYED = 2;
    private static final String INDEX = "index.html";

    @Option(
            names = "--profile",
            paramLabel = "P",
            split = ",",
            description = "Folders of config/acquirers (default: all that the suite knows).")
    private List<String> profiles = List.of();

    @Option(names = "--only", paramLabel = "ID", split = ",", description = "These scenarios alone, such as C06,D01.")
    private List<String> only = List.of();

    @Option(
            names = "--host",
            paramLabel = "H:P",
            description = {
                "A test host instead of the simulator. Timers are not divided. Scenarios that need",
                "something done at the host's side are skipped, and its books are not seen. Keys and",
                "certificates come from the gateway's variables (GATEWAY_ACQUIRER_TLS and the like)."
            })
    private @Nullable String host;

    @Option(
            names = "--terminal",
            paramLabel = "TID",
            split = ",",
            description = "With --host: the acquirer's test terminals, one for each scenario that is played.")
    private List<String> terminals = List.of();

    @Option(
            names = "--time-scale",
            paramLabel = "N",
            description = "Timers of both sides are divided by this (default: 60; with --host always 1).")
    private int scale = 60;

    @Option(
            names = "--full",
            description = "Drills (E10, E11, H01 to H03) in full: an hour or so, instead of a minute.")
    private boolean full;

    @Option(
            names = "--verify",
            paramLabel = "FOLDER",
            description = "Plays nothing: whether an evidence pack is whole and as it was signed.")
    private @Nullable Path verified;

    @Option(
            names = "--compare",
            paramLabel = "FOLDER",
            arity = "2",
            description = "Plays nothing: whether two packs are equal but for their times.")
    private List<Path> compared = List.of();

    @Option(
            names = "--sign-off",
            paramLabel = "FILE",
            description = {
                "Plays nothing: writes the pack of one --profile anew with what reviewers said, as the",
                "gateway's page exported it."
            })
    private @Nullable Path signOff;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "Signs the evidence; made where there is none (default: ${DEFAULT-VALUE}).")
    private Path key = Path.of("target/certification-key.pem");

    @Option(names = "--json", description = "One line of JSON for each profile instead of words.")
    private boolean json;

    @Option(names = "--project", hidden = true)
    private Path project = Path.of("");

    @Option(names = "--profiles", hidden = true, description = "Where profiles are, if not in config/acquirers.")
    private Path folder = Path.of("config/acquirers");

    @Option(names = "--out", hidden = true)
    private Path out = Path.of("target/certification");

    private final PrintStream words;

    private Certify(PrintStream words) {
        this.words = words;
    }

    public static void main(String[] arguments) {
        System.exit(run(new PrintStream(System.out, true, StandardCharsets.UTF_8), arguments));
    }

    /** As the command, with its words elsewhere; gives the exit code. */
    static int run(PrintStream words, String... arguments) {
        return new CommandLine(new Certify(words)).execute(arguments);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (verified != null) {
            return verify(verified);
        }
        if (!compared.isEmpty()) {
            return compare();
        }
        if (signOff != null) {
            return signOff(signOff);
        }
        Suite suite;
        List<Scenario> chosen;
        try {
            suite = Suite.read(project.resolve("checks/certification/scenarios"));
            chosen = chosen(suite);
        } catch (ScenarioHoleException | IllegalArgumentException e) {
            System.err.println(e.getMessage());
            return UNPLAYED;
        }
        String refused = refusal();
        if (!refused.isEmpty()) {
            System.err.println(refused);
            return UNPLAYED;
        }
        List<String> wanted = profiles.isEmpty() ? List.copyOf(suite.dialects().keySet()) : profiles;
        for (String profile : wanted) {
            if (!suite.dialects().containsKey(profile)) {
                System.err.println("The suite knows no profile " + profile + "; it knows "
                        + suite.dialects().keySet());
                return UNPLAYED;
            }
        }
        return playAll(suite, wanted, chosen);
    }

    /** Each profile has processes of its own and mostly waits, so they play side by side; told in order. */
    private int playAll(Suite suite, List<String> wanted, List<Scenario> chosen)
            throws IOException, InterruptedException {
        int code = 0;
        PackKey signer = PackKey.readOrMake(project.resolve(key));
        try (ProgressBar bar = bar(wanted, chosen.size());
                ExecutorService players = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<ScenarioRun>>> playing = new ArrayList<>();
            for (String profile : wanted) {
                playing.add(players.submit(() -> play(suite, profile, chosen, signer, bar)));
            }
            for (int i = 0; i < wanted.size(); i++) {
                code = Math.max(code, ended(wanted.get(i), playing.get(i)));
            }
        }
        return code;
    }

    private int ended(String profile, Future<List<ScenarioRun>> playing) throws IOException, InterruptedException {
        try {
            List<ScenarioRun> runs = playing.get();
            return runs.stream().anyMatch(run -> run.verdict() == Verdict.FAILED) ? FAILED : 0;
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IllegalArgumentException unplayed -> {
                    System.err.println(profile + ": " + unplayed.getMessage());
                    return UNPLAYED;
                }
                case CardNumberFoundException found -> {
                    System.err.println(profile + ": " + found.getMessage());
                    return FAILED;
                }
                case null, default -> throw new IOException(profile + " could not be played to its end", e.getCause());
            }
        }
    }

    private int verify(Path folder) throws IOException {
        PackVerification said = PackVerification.of(folder);
        if (json) {
            words.println(new ObjectMapper()
                    .createObjectNode()
                    .put("holds", said.holds())
                    .put("run", said.run())
                    .put("signer", said.signer())
                    .put("files", said.files())
                    .set("problems", new ObjectMapper().valueToTree(said.problems())));
        } else if (said.holds()) {
            words.printf(
                    Locale.ROOT,
                    "The pack holds: %d files, as they were signed. Compare the signer with what you were told:%n%s%n",
                    said.files(),
                    said.signer());
        } else {
            said.problems().forEach(words::println);
        }
        return said.holds() ? 0 : FAILED;
    }

    private int compare() throws IOException {
        List<String> differences = PackComparison.differences(compared.getFirst(), compared.getLast());
        if (json) {
            words.println(new ObjectMapper()
                    .createObjectNode()
                    .put("equal", differences.isEmpty())
                    .set("differences", new ObjectMapper().valueToTree(differences)));
        } else if (differences.isEmpty()) {
            words.println("The packs are equal but for their times, and the figures of section H.");
        } else {
            differences.forEach(words::println);
        }
        return differences.isEmpty() ? 0 : FAILED;
    }

    private int signOff(Path file) throws IOException {
        if (profiles.size() != 1) {
            System.err.println("--sign-off wants the one --profile whose run was reviewed.");
            return UNPLAYED;
        }
        Path pack = project.resolve(out).resolve(profiles.getFirst());
        try {
            EvidencePack.signOff(pack, file, PackKey.readOrMake(project.resolve(key)));
        } catch (IllegalArgumentException | CardNumberFoundException e) {
            System.err.println(e.getMessage());
            return UNPLAYED;
        }
        words.println("Written: " + pack.resolve(INDEX));
        return 0;
    }

    /** Why a real host is not called as things are; empty where nothing stands against it. */
    private String refusal() throws IOException {
        if (scale < 1) {
            return "--time-scale is 1 or more.";
        }
        if (host == null) {
            return "";
        }
        scale = 1;
        if (profiles.size() != 1 || !host.matches("[^:]+:[0-9]{1,5}")) {
            return "--host is HOST:PORT, and wants one --profile.";
        }
        Path profile = project.resolve(folder).resolve(profiles.getFirst()).resolve("profile.yml");
        if (Files.exists(profile) && Files.readString(profile).contains("deferredMark: {name: sample")) {
            return "The profile's deferred mark is an invented one, which no real host may see: agree on one with the"
                    + " acquirer, or say deferredMark: none.";
        }
        return "";
    }

    private List<Scenario> chosen(Suite suite) {
        for (String id : only) {
            if (suite.scenarios().stream().noneMatch(one -> one.id().equals(id))) {
                throw new IllegalArgumentException("There is no scenario " + id + ".");
            }
        }
        return suite.scenarios().stream()
                .filter(one -> only.isEmpty() || only.contains(one.id()))
                .toList();
    }

    private List<ScenarioRun> play(Suite suite, String profile, List<Scenario> chosen, PackKey signer, ProgressBar bar)
            throws IOException, InterruptedException {
        Path home = project.resolve(out).resolve(profile).toAbsolutePath();
        clear(home);
        Instant start = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Path plantHome = project.resolve(out)
                .resolveSibling("certification-plant")
                .resolve(profile)
                .toAbsolutePath();
        clear(plantHome);
        List<ScenarioRun> runs;
        try (Player player = new Player(
                suite,
                profile,
                chosen,
                terminals,
                host != null,
                tids -> new Plant(new Plant.Layout(
                        project.toAbsolutePath(),
                        plantHome,
                        profile,
                        project.resolve(folder).toAbsolutePath(),
                        Objects.requireNonNull(suite.dialects().get(profile)).simulator(),
                        tids,
                        scale,
                        host)),
                scale,
                full)) {
            runs = player.play(scenario -> bar.step());
        }
        PackFacts facts = new PackFacts(
                "Tidegate 0.1.0-SNAPSHOT",
                commit(),
                profile,
                Digest.of(project.resolve(folder).resolve(profile)),
                host == null ? "acquirer simulator" : host,
                start,
                "Europe/Berlin",
                scale);
        Path first = home.resolve(INDEX);
        synchronized (words) {
            report(profile, runs, first);
        }
        EvidencePack.write(facts, runs, home, signer);
        return runs;
    }

    // Of the build, where it comes from a repository; what is changed and not committed is told.
    private String commit() throws InterruptedException {
        try {
            Process git = new ProcessBuilder(
                            "git",
                            "-C",
                            project.toAbsolutePath().toString(),
                            "describe",
                            "--always",
                            "--exclude=*",
                            "--abbrev=40",
                            "--dirty")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            return git.waitFor() == 0 ? said : "unknown";
        } catch (IOException noGit) {
            return "unknown";
        }
    }

    private static ProgressBar bar(List<String> profiles, int count) {
        return new ProgressBarBuilder()
                .setTaskName(profiles.size() == 1 ? profiles.getFirst() : profiles.size() + " profiles")
                .setInitialMax((long) count * profiles.size())
                .setStyle(ProgressBarStyle.ASCII)
                .setConsumer(new ConsoleProgressBarConsumer(System.err))
                .build();
    }

    private void report(String profile, List<ScenarioRun> runs, Path first) {
        if (json) {
            ObjectNode line = new ObjectMapper().createObjectNode().put("profile", profile);
            for (Verdict verdict : Verdict.values()) {
                line.put(verdict.name().toLowerCase(Locale.ROOT), count(runs, verdict));
            }
            var rows = line.putArray("scenarios");
            runs.forEach(run -> rows.addObject()
                    .put("id", run.id())
                    .put("verdict", run.verdict().name())
                    .put("because", run.because()));
            words.println(line.put("evidence", first.toString()));
            return;
        }
        for (ScenarioRun run : runs) {
            words.printf(
                    Locale.ROOT,
                    "%s  %-7s  %s%s%n",
                    run.id(),
                    run.verdict().name().toLowerCase(Locale.ROOT),
                    run.title(),
                    run.because().isEmpty() ? "" : " – " + run.because());
        }
        words.printf(
                Locale.ROOT,
                "%s: %d passed, %d failed, %d do not apply. Evidence: %s%n",
                profile,
                count(runs, Verdict.PASSED),
                count(runs, Verdict.FAILED),
                count(runs, Verdict.SKIPPED),
                first);
    }

    private static long count(List<ScenarioRun> runs, Verdict verdict) {
        return runs.stream().filter(run -> run.verdict() == verdict).count();
    }

    // What an earlier run left.
    private static void clear(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> all = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(all::add);
        }
        for (Path file : all) {
            Files.delete(file);
        }
    }
}
