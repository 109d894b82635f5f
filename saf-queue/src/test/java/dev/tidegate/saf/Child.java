package dev.tidegate.saf;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM of its own with an {@link AppendingChild} in it. */
final class Child implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;

    private Child(Process process) {
        this.process = process;
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Started with this JVM's flags and class path. */
    static Child start(Path home, long firstNumber, int callers, String killAt) throws IOException {
        return start(List.of(), home, firstNumber, callers, killAt);
    }

    /** Under another program, which is given the command. */
    static Child start(List<String> under, Path home, long firstNumber, int callers, String killAt) throws IOException {
        List<String> command = new ArrayList<>(under);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> flag.startsWith("--") || flag.startsWith("-Dchronicle"))
                .forEach(command::add);
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-cp"));
        command.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        command.addAll(List.of(
                AppendingChild.class.getName(),
                home.toString(),
                String.valueOf(firstNumber),
                String.valueOf(callers),
                killAt));
        return new Child(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    /** Its next line, empty at its end. */
    String line() throws IOException {
        String line = output.readLine();
        return line == null ? "" : line;
    }

    /** Everything it said before it died. */
    List<String> rest() throws IOException {
        return output.lines().toList();
    }

    /** SIGKILL; what it said before can still be read. */
    void kill() {
        boolean ignored = process.toHandle().destroyForcibly();
    }

    void letGo() throws IOException {
        process.getOutputStream().close();
    }

    int exit() throws InterruptedException {
        return process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
