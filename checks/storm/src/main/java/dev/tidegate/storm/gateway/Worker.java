package dev.tidegate.storm.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One process of the product or of a simulator, started on this process's own class path. For one thread. */
public final class Worker implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String READY = "READY ";
    private static final long STOP_SECONDS_MAX = 20;

    private final Process process;
    private final JsonNode ready;

    private Worker(Process process, JsonNode ready) {
        this.process = process;
        this.ready = ready;
    }

    /**
     * How to start one; the same again after a kill.
     *
     * @param inFront folders of classes before those of this process
     */
    public record Recipe(
            String main, Path log, Map<String, String> environment, List<String> options, List<Path> inFront) {
        /** On this process's own classes alone. */
        public Recipe(String main, Path log, Map<String, String> environment, List<String> options) {
            this(main, log, environment, options, List.of());
        }

        private String classPath() {
            return Stream.concat(inFront.stream().map(Path::toString), Stream.of(System.getProperty("java.class.path")))
                    .collect(Collectors.joining(File.pathSeparator));
        }
    }

    /**
     * Starts it and waits until it serves.
     *
     * @throws IllegalStateException it ended first
     */
    public static Worker start(Recipe recipe) {
        return startOrDie(recipe)
                .orElseThrow(
                        () -> new IllegalStateException(recipe.main() + " did not get ready, see " + recipe.log()));
    }

    /** As {@link #start}; empty where it ended first. */
    public static Optional<Worker> startOrDie(Recipe recipe) {
        try {
            Process process = builder(recipe).start();
            BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.startsWith(READY)) {
                    // Nobody reads on: none of them says more than fits a pipe.
                    return Optional.of(new Worker(process, JSON.readTree(line.substring(READY.length()))));
                }
            }
            process.destroyForcibly();
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Runs a command to its end.
     *
     * @return what it printed
     * @throws IllegalStateException it failed
     */
    public static String run(Recipe recipe) throws InterruptedException {
        try {
            Process process = builder(recipe).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(recipe.main() + " failed, see " + recipe.log());
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ProcessBuilder builder(Recipe recipe) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xss512k",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                recipe.classPath(),
                recipe.main()));
        command.addAll(recipe.options());
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(recipe.environment());
        return builder.redirectError(
                ProcessBuilder.Redirect.appendTo(recipe.log().toFile()));
    }

    /** What it said when it began to serve. */
    public JsonNode ready() {
        return ready;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Its resident memory; none where the machine does not tell it (/proc). */
    public OptionalLong kilobytes() {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst();
        } catch (IOException | UncheckedIOException unknown) {
            return OptionalLong.empty();
        }
    }

    /** Waits until it is gone, and says whether it is. */
    public boolean ends(long millis) throws InterruptedException {
        return process.waitFor(millis, TimeUnit.MILLISECONDS);
    }

    /** SIGKILL: no goodbye. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException stopping) {
            kill();
            Thread.currentThread().interrupt();
        }
    }
}
