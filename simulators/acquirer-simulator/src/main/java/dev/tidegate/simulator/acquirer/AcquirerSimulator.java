package dev.tidegate.simulator.acquirer;

import dev.tidegate.simulator.acquirer.books.Ledger;
import dev.tidegate.simulator.acquirer.books.LedgerBrokenException;
import dev.tidegate.simulator.acquirer.issuer.Issuer;
import dev.tidegate.simulator.acquirer.issuer.PinCheck;
import dev.tidegate.simulator.acquirer.issuer.TripleDesKey;
import dev.tidegate.simulator.acquirer.tls.LineTls;
import dev.tidegate.simulator.acquirer.wire.IsoCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The acquirer simulator as a process: wires the parts, prints {@code READY} and serves until it is told to stop.
 *
 * <p>Start: {@code java -jar <module>/target/lib/acquirer-simulator-<version>.jar --state DIR}.
 */
public final class AcquirerSimulator implements AutoCloseable {
    /** The published test key that the simulated cards' issuer derives theirs from. */
    private static final String ISSUER_MASTER_KEY = "0123456789ABCDEFFEDCBA9876543210";

    private static final int EXIT_WRONG_OPTIONS = 2;
    private static final int EXIT_KILLED = 137;

    private final Ledger ledger;
    private final Optional<FrameFile> record;
    private final HostServer host;
    private final ControlServer control;

    private AcquirerSimulator(Ledger ledger, Optional<FrameFile> record, HostServer host, ControlServer control) {
        this.ledger = ledger;
        this.record = record;
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
            System.out.print(Options.help());
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
     * @throws UncheckedIOException when a port is taken, or the state folder refuses
     */
    static AcquirerSimulator start(
            Options options, InstantSource clock, LongSupplier monotonicNanos, Later later, KillPlan killPlan) {
        Ledger ledger = Ledger.open(options.state());
        Optional<FrameFile> record = Optional.empty();
        try {
            LineOptions line = options.line();
            record = line.recorded() ? Optional.of(new FrameFile(options.state().resolve("frames.jsonl"))) : record;
            Optional<LineTls> tls = tls(options, clock);
            var codec = new IsoCodec(line.dialect());
            var trace = new FrameTrace(codec, monotonicNanos, copy(record));
            var keys = new LineKeys(
                    TripleDesKey.ofHex(line.exchangeKey()), LineMac.key(line.macKey()), new SecureRandom());
            var pinKeys = new LineKeys(
                    LineKeys.PIN,
                    TripleDesKey.ofHex(line.exchangeKey()),
                    TripleDesKey.ofHex(line.pinKey()),
                    new SecureRandom());
            var books = new Bookkeeper(ledger, clock, killPlan);
            var network = new NetworkDesk(line.dialect(), books, keys);
            var mac = new LineMac(line.mac(), keys, codec);
            var issuer = new Issuer(TripleDesKey.ofHex(ISSUER_MASTER_KEY), new PinCheck(pinKeys::accepted));
            boolean trackInAdvice = line.dialect().needsTrackInAdvice() && !line.adviceWithoutTrack();
            var acquirer = new Acquirer(line.dialect(), trackInAdvice, books, issuer, network);
            var rules = new RuleBook(StandardFaults.rules(line.faults(), line.dialect()));
            Later waits = (after, task) -> later.run(after.dividedBy(options.timeScale()), task);
            var hostLine = new HostLine(codec, line.frames(), mac, network, trace, tls);
            var host = new HostServer(options.port(), hostLine, new RuledAcquirer(acquirer, rules), waits);
            host.openDoors();
            var ledgerRoutes = new LedgerRoutes(books);
            var routes = new ControlRoutes(
                    ledgerRoutes,
                    new LineRoutes(host, network, keys, pinKeys, tls, ledgerRoutes),
                    trace,
                    rules,
                    new RuleReader(line.dialect()));
            return new AcquirerSimulator(ledger, record, host, new ControlServer(options.control(), routes));
        } catch (IOException taken) {
            record.ifPresent(FrameFile::close);
            ledger.close();
            throw new UncheckedIOException("a port cannot be taken", taken);
        }
    }

    private static Optional<LineTls> tls(Options options, InstantSource clock) throws IOException {
        LineOptions line = options.line();
        return line.tls().isPresent()
                ? Optional.of(
                        LineTls.of(options.state().resolve("tls"), line.tls().get(), line.mutual(), clock.instant()))
                : Optional.empty();
    }

    private static Consumer<FrameRecord> copy(Optional<FrameFile> record) {
        return record.<Consumer<FrameRecord>>map(file -> file::write).orElse(frame -> {});
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
            record.ifPresent(FrameFile::close);
            ledger.close();
        }
    }
}
