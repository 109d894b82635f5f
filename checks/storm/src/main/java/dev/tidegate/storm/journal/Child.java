package dev.tidegate.storm.journal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** A JVM of its own with a {@link WorkingChild} in it. What it says goes to a ledger in this process. */
final class Child implements AutoCloseable {
    private static final int WARM_UP_SALES = 20;

    private final Process process;
    private final BufferedReader output;
    private final Ledger ledger;
    private String last = "";
    private boolean done;

    private Child(Process process, Ledger ledger) {
        this.process = process;
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.ledger = ledger;
    }

    /**
     * Lets one work for a moment and end in order, which leaves an archive of its classes for the others: most of what
     * a child does until it is killed is to start. Without effect where the classes are in folders.
     */
    static void warmUp(Engine engine, Path home) throws IOException, InterruptedException {
        Ledger ledger = new Ledger();
        String making = "-XX:ArchiveClassesAtExit=" + classes(home);
        try (Child child = start(List.of(), List.of(making), engine, home, ledger, 1, WARM_UP_SALES)) {
            child.hear(child::isDone);
            child.tell("close");
            child.hearLine("CLOSED");
            int ignored = child.process.waitFor();
        }
    }

    private static Path classes(Path home) {
        return home.resolveSibling(home.getFileName() + ".classes");
    }

    /**
     * Starts one with this JVM's flags and class path.
     *
     * @param under another program, which is given the command; empty for none
     */
    static Child start(List<String> under, Engine engine, Path home, Ledger ledger, int callers, int salesEach)
            throws IOException {
        List<String> using =
                Files.exists(classes(home)) ? List.of("-XX:SharedArchiveFile=" + classes(home)) : List.of();
        return start(under, using, engine, home, ledger, callers, salesEach);
    }

    private static Child start(
            List<String> under, List<String> flags, Engine engine, Path home, Ledger ledger, int callers, int salesEach)
            throws IOException {
        List<String> command = new ArrayList<>(under);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags());
        command.addAll(flags);
        command.add("-cp");
        command.add(classPath());
        command.add(WorkingChild.class.getName());
        command.addAll(arguments(engine, home, ledger, callers, salesEach));
        return of(command, ledger);
    }

    /** The flags of this JVM that another needs as well. */
    static List<String> flags() {
        List<String> flags = new ArrayList<>();
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> flag.startsWith("--") || flag.startsWith("-Dchronicle"))
                .forEach(flags::add);
        // The JVM's own warnings go to the standard output, too, and nobody reads them while it ends.
        flags.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-Xlog:disable"));
        return flags;
    }

    static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    /** What a {@link WorkingChild} is told. */
    static List<String> arguments(Engine engine, Path home, Ledger ledger, int callers, int salesEach) {
        return List.of(
                engine.name(),
                home.toString(),
                String.valueOf(ledger.next()),
                String.valueOf(callers),
                String.valueOf(salesEach));
    }

    /** Starts whatever has one in it, and takes its standard output for the child's. */
    static Child of(List<String> command, Ledger ledger) throws IOException {
        return new Child(
                new ProcessBuilder(command)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start(),
                ledger);
    }

    /**
     * Hears lines until something is the case.
     *
     * @throws IOException it has ended by itself, which none should
     */
    void hear(BooleanSupplier isEnough) throws IOException {
        while (!isEnough.getAsBoolean()) {
            String line = output.readLine();
            if (line == null) {
                throw new IOException("a child has ended by itself");
            }
            hear(line);
        }
    }

    /** Hears lines until one is said. */
    void hearLine(String line) throws IOException {
        hear(() -> last.equals(line));
    }

    /** Whether all its callers have come to their end. */
    boolean isDone() {
        return done;
    }

    private void hear(String line) {
        last = line;
        String[] words = line.split(" ");
        switch (words[0]) {
            case "TRY" -> ledger.submitted(Long.parseLong(words[1]));
            case "ACK" -> ledger.acknowledged(sale(words));
            case "SEEN" -> ledger.seen(sale(words));
            case "SETTLING" -> ledger.settling(Long.parseLong(words[1]));
            case "LETGO" -> ledger.letGo();
            case "ASTRAY" -> ledger.astray();
            case "FORWARDING" -> ledger.forwarding(Long.parseLong(words[1]));
            case "FORWARDED" -> ledger.forwarded(Long.parseLong(words[1]));
            case "STUCK" -> ledger.stuck();
            case "FULL" -> ledger.full();
            case "DONE" -> done = true;
            default -> {}
        }
    }

    private static Sighting sale(String[] words) {
        return new Sighting(
                Long.parseLong(words[1]), Long.parseLong(words[2]), Long.parseLong(words[3]), Long.parseLong(words[4]));
    }

    void tell(String order) throws IOException {
        process.getOutputStream().write((order + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    /** SIGKILL to it and what it runs under, and hears what it had said before. */
    void kill() throws IOException, InterruptedException {
        // By its handle: the process itself would close our end of the pipe.
        List<ProcessHandle> under = process.descendants().toList();
        under.forEach(ProcessHandle::destroyForcibly);
        boolean ignored = process.toHandle().destroyForcibly();
        String half = "";
        for (int c = output.read(); c >= 0; c = output.read()) {
            if (c == '\n') {
                hear(half);
                half = "";
            } else {
                half += (char) c;
            }
        }
        ignored &= process.waitFor() != 0;
        // Its end of the pipe closes before the locks it held do.
        for (ProcessHandle each : under) {
            ignored &= !each.onExit().join().isAlive();
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        Process ignored = process.destroyForcibly();
    }
}
