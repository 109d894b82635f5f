package dev.tidegate.simulator.acquirer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The acquirer simulator as a process: wires the parts, prints {@code READY} and serves until it is told to stop.
 *
 * <p>Start: {@code java -cp '<module>/target/lib/*' dev.tidegate.simulator.acquirer.AcquirerSimulator --state DIR}.
 */
public final class AcquirerSimulator implements AutoCloseable {
    /** The published test key that the simulated cards' issuer derives theirs from. */
    private static final String ISSUER_MASTER_KEY = "0123456789ABCDEFFEDCBA9876543210";

    private static final int EXIT_WRONG_OPTIONS = 2;
    private static final int EXIT_KILLED = 137;

    private final Ledger ledger;
    private final HostServer host;
    private final ControlServer control;

    private AcquirerSimulator(Ledger ledger, HostServer host, ControlServer control) {
        this.ledger = ledger;
        this.host = host;
        this.control = control;
    }

    /**
     * Runs the process.
     *
     * @param arguments {@code --help} says which
     */
    public static void main(String... arguments) throws InterruptedException {
        if (List.of(arguments).contains("--help")) {
            System.out.print(Options.HELP);
            return;
        }
        Options options;
        try {
            options = Options.of(arguments);
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.exit(EXIT_WRONG_OPTIONS);
            return;
        }
        // Halting leaves buffers unwritten and hooks unrun, as a power cut does.
        var killPlan = new KillPlan(options.kills(), () -> Runtime.getRuntime().halt(EXIT_KILLED));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        Later later = (after, task) -> CompletableFuture.delayedExecutor(after.toNanos(), TimeUnit.NANOSECONDS, threads)
                .execute(task);
        AcquirerSimulator simulator = start(options, InstantSource.system(), System::nanoTime, later, killPlan);
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            simulator.close();
            stopped.countDown();
        }));
        System.out.println("READY {\"host\":" + simulator.hostPort() + ",\"control\":" + simulator.controlPort() + "}");
        stopped.await();
    }

    /**
     * Starts everything; the doors are open.
     *
     * @throws LedgerBrokenException when the ledger cannot be opened
     * @throws UncheckedIOException when a port is taken
     */
    static AcquirerSimulator start(
            Options options, InstantSource clock, LongSupplier monotonicNanos, Later later, KillPlan killPlan) {
        Ledger ledger = Ledger.open(options.state());
        try {
            var issuer = new Issuer(TripleDesKey.ofHex(ISSUER_MASTER_KEY));
            var rules = new RuleBook();
            var trace = new FrameTrace(monotonicNanos);
            var acquirer = new RuledAcquirer(new Acquirer(ledger, issuer, clock, killPlan), rules);
            var host = new HostServer(options.port(), acquirer, trace, later);
            host.openDoors();
            var control = new ControlServer(options.control(), new ControlRoutes(ledger, trace, rules, host));
            return new AcquirerSimulator(ledger, host, control);
        } catch (IOException taken) {
            ledger.close();
            throw new UncheckedIOException("a port cannot be taken", taken);
        }
    }

    int hostPort() {
        return host.port();
    }

    int controlPort() {
        return control.port();
    }

    /** Refuses new calls, ends every connection and lets the ledger go. */
    @Override
    public void close() {
        control.close();
        try {
            host.close();
        } catch (IOException refused) {
            throw new UncheckedIOException("the host's port cannot be let go", refused);
        } finally {
            ledger.close();
        }
    }
}
