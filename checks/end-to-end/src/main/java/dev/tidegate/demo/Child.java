package dev.tidegate.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One process of the shop: started, awaited until it says READY, killed or stopped. Its words go to its own log file.
 */
final class Child {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String READY = "READY ";
    /** A command says a line. */
    private static final int SAID_BYTES_MAX = 65_536;

    private static final Duration GONE_LIMIT = Duration.ofSeconds(5);

    private final String name;
    private final Process process;
    private final CompletableFuture<JsonNode> ready = new CompletableFuture<>();

    private Child(String name, Process process) {
        this.name = name;
        this.process = process;
    }

    /** How to start one process; the same again after a kill. */
    record Recipe(String name, List<String> command, Map<String, String> environment, Path folder, Path log) {
        /** The same with one more environment variable. */
        Recipe with(String variable, String value) {
            Map<String, String> more = new HashMap<>(environment);
            more.put(variable, value);
            return new Recipe(name, command, more, folder, log);
        }

        /** The same with more options at the end. */
        Recipe with(List<String> options) {
            List<String> more = new ArrayList<>(command);
            more.addAll(options);
            return new Recipe(name, more, environment, folder, log);
        }
    }

    /** Starts the process; {@link #awaitReady} tells when it serves. */
    static Child start(Recipe recipe) {
        try {
            Files.createDirectories(recipe.log().toAbsolutePath().getParent());
            Child child = new Child(recipe.name(), builder(recipe).start());
            Thread.ofVirtual().name("out-" + recipe.name()).start(() -> child.read(recipe.log()));
            return child;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + recipe.name(), e);
        }
    }

    /**
     * Runs a command of one of the services to its end.
     *
     * @return the JSON that it printed, or nothing
     */
    static JsonNode run(Recipe recipe, Duration limit) {
        try {
            Files.createDirectories(recipe.log().toAbsolutePath().getParent());
            Process process = builder(recipe).start();
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException(recipe.name() + " failed, see " + recipe.log());
            }
            byte[] said = process.getInputStream().readNBytes(SAID_BYTES_MAX);
            String text = new String(said, StandardCharsets.UTF_8).strip();
            return text.startsWith("{") ? JSON.readTree(text) : JSON.createObjectNode();
        } catch (IOException e) {
            throw new UncheckedIOException(recipe.name() + " failed, see " + recipe.log(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static ProcessBuilder builder(Recipe recipe) {
        ProcessBuilder builder = new ProcessBuilder(recipe.command());
        builder.directory(recipe.folder().toFile());
        builder.environment().putAll(recipe.environment());
        return builder.redirectError(
                ProcessBuilder.Redirect.appendTo(recipe.log().toFile()));
    }

    /** What it said when it began to serve. */
    JsonNode awaitReady(Duration limit) {
        try {
            return ready.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(name + " did not get ready", e);
        }
    }

    /** As {@link #awaitReady}, for a process that may be told to die before it serves. */
    void awaitReadyOrEnd(Duration limit) {
        try {
            JsonNode ignored = awaitReady(limit);
        } catch (IllegalStateException e) {
            // Its words end a moment before it does.
            if (!endsWithin(GONE_LIMIT)) {
                throw e;
            }
        }
    }

    private boolean endsWithin(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    long pid() {
        return process.pid();
    }

    boolean alive() {
        return process.isAlive();
    }

    /** Completes when the process has ended. */
    CompletableFuture<Integer> ended() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /** SIGKILL: no goodbye. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** SIGTERM, without waiting: several may end at the same time. */
    void end() {
        process.destroy();
    }

    /** SIGTERM, and SIGKILL when it takes too long. */
    void stop(Duration limit) {
        end();
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
        }
    }

    private void read(Path log) {
        try (BufferedReader out =
                        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
                BufferedWriter to = Files.newBufferedWriter(
                        log.resolveSibling(log.getFileName() + ".out"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                to.write(line);
                to.newLine();
                to.flush();
                if (line.startsWith(READY)) {
                    ready.complete(JSON.readTree(line.substring(READY.length())));
                }
            }
        } catch (IOException e) {
            ready.completeExceptionally(e);
        }
        ready.completeExceptionally(new IllegalStateException(name + " ended before it was ready, see " + log));
    }
}
