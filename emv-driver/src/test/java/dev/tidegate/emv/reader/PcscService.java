package dev.tidegate.emv.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidegate.emv.apdu.CardChannel;
import dev.tidegate.emv.testcard.SocketCard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The real PC/SC service with the virtual reader of vsmartcard, for the tests alone: its own settings, its own ports,
 * and, where the system lets it have its own mounts, its own place for the socket. Where it cannot be started, who asks
 * is skipped and says so.
 *
 * <p>The reader has two slots.
 */
final class PcscService {
    static final String CONTACT = "Till reader 00 00";
    static final String CONTACTLESS = "Till reader 00 01";

    private static final Path FOLDER = Path.of("target/pcscd");
    private static final Path SOCKET = FOLDER.resolve("pcscd.comm");
    private static final Path SYSTEM = Path.of("/run/pcscd/pcscd.comm");
    private static final Path DAEMON = Path.of("/usr/sbin/pcscd");
    private static final List<Path> DRIVERS = List.of(
            Path.of("/usr/lib/pcsc/drivers/serial/libifdvpcd.so"),
            Path.of("/usr/lib/x86_64-linux-gnu/pcsc/drivers/serial/libifdvpcd.so"),
            Path.of("/usr/lib/aarch64-linux-gnu/pcsc/drivers/serial/libifdvpcd.so"));

    private static final Duration STEP = Duration.ofMillis(20);

    /** Whether a first test has seen it start. */
    private static final AtomicBoolean STARTS_HERE = new AtomicBoolean();

    private final int port;
    private final Path driver;
    private @Nullable Process process;

    private PcscService(Path driver, int port) {
        this.driver = driver;
        this.port = port;
    }

    /** A service that does not run yet. */
    static PcscService installed() {
        Path driver = DRIVERS.stream().filter(Files::exists).findFirst().orElse(null);
        if (driver == null || !Files.isExecutable(DAEMON)) {
            skip("pcscd or its virtual reader is not installed (packages pcscd, vsmartcard-vpcd)");
        }
        PcscService service = new PcscService(driver == null ? DAEMON : driver, twoFreePorts());
        if (!STARTS_HERE.get()) {
            service.start(true);
            boolean starts = service.isReady();
            service.stop();
            if (!starts) {
                skip("pcscd does not start here");
            }
            STARTS_HERE.set(true);
        }
        return service;
    }

    /** Puts a card into the first slot, which the service has seen when this returns. */
    SocketCard insert(CardChannel card, String... answersToReset) throws IOException {
        return put(port, card, answersToReset);
    }

    /** The same with the second slot. */
    SocketCard tap(CardChannel card, String... answersToReset) throws IOException {
        return put(port + 1, card, answersToReset);
    }

    // The driver may drop a card that comes in the moment in which the last one goes.
    private static SocketCard put(int port, CardChannel card, String... answersToReset) throws IOException {
        for (int i = 0; i < 5; i++) {
            SocketCard inserted = SocketCard.insert(port, card, answersToReset);
            if (soon(Duration.ofSeconds(2), () -> !inserted.controls().isEmpty())) {
                return inserted;
            }
            inserted.close();
        }
        throw new AssertionError("the service takes no card");
    }

    /** Starts the service and waits until it can be spoken with. */
    void startWithReader() {
        start(true);
        assertThat(isReady()).as("pcscd is ready").isTrue();
    }

    void startWithoutReader() {
        start(false);
        assertThat(isReady()).as("pcscd is ready").isTrue();
    }

    /** Ends the service as an update of the system does. */
    void stop() {
        end(false);
    }

    /** Ends the service as a crash does: its socket stays. */
    void kill() {
        end(true);
    }

    private void end(boolean forcibly) {
        Process running = process;
        if (running == null) {
            return;
        }
        try {
            if (forcibly) {
                running.destroyForcibly();
            } else {
                running.destroy();
            }
            assertThat(running.waitFor(10, TimeUnit.SECONDS)).as("pcscd ends").isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process = null;
    }

    /** Stops it where it stands, or lets it go on: a service that hangs. */
    void signal(String name) {
        Process running = process;
        assertThat(running).isNotNull();
        try {
            assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(running.pid()))
                            .start()
                            .waitFor())
                    .isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Waits until no card is in, as the service sees it: it looks every 400 ms, and takes two cards for one that change
     * places in between. It counts each card that comes and each that goes, so that an even number is none.
     */
    void awaitEmpty(String reader) {
        try (PcscContext context = PcscContext.establish()) {
            assertThat(soon(() -> {
                        PcscSlot now = context.change(reader, PcscSlot.UNAWARE, Duration.ZERO);
                        return !now.isCardIn() && (now.bits() >>> 16) % 2 == 0;
                    }))
                    .as("no card is in " + reader)
                    .isTrue();
        }
    }

    private void start(boolean withReader) {
        try {
            Path settings = FOLDER.resolve("reader.conf.d");
            Files.createDirectories(settings);
            Path reader = settings.resolve("vpcd");
            if (withReader) {
                Files.writeString(reader, String.format(Locale.ROOT, """
                        FRIENDLYNAME "Till reader"
                        DEVICENAME /dev/null:0x%1$X
                        LIBPATH %2$s
                        CHANNELID 0x%1$X
                        """, port, driver));
            } else {
                Files.deleteIfExists(reader);
            }
            Files.deleteIfExists(SOCKET);
            process = new ProcessBuilder(command(settings.toAbsolutePath()))
                    .redirectErrorStream(true)
                    .redirectOutput(FOLDER.resolve("pcscd.log").toFile())
                    .start();
            Process running = process;
            Runtime.getRuntime().addShutdownHook(new Thread(running::destroyForcibly));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With mounts of its own the service's folder is ours; without them it is the system's, and a link leads there. */
    private static List<String> command(Path settings) throws IOException {
        List<String> daemon = new ArrayList<>(List.of(DAEMON.toString(), "--foreground", "-c", settings.toString()));
        if (help().contains("--disable-polkit")) {
            daemon.add("--disable-polkit");
        }
        if (canMount()) {
            String bind = "mkdir -p /run/pcscd && mount --bind \"$0\" /run/pcscd && exec \"$@\"";
            daemon.addAll(
                    0,
                    List.of(
                            "unshare",
                            "--mount",
                            "sh",
                            "-c",
                            bind,
                            FOLDER.toAbsolutePath().toString()));
        } else if (Files.exists(SYSTEM)) {
            skip("another pcscd runs, and this system does not let the test have one of its own");
        } else {
            Files.createSymbolicLink(SOCKET, SYSTEM);
        }
        return daemon;
    }

    private boolean isReady() {
        return soon(() -> {
            try (PcscContext context = PcscContext.establish()) {
                return !context.readers().isEmpty() || !Files.exists(FOLDER.resolve("reader.conf.d/vpcd"));
            } catch (PcscException e) {
                return false;
            }
        });
    }

    /** Whether it becomes so within some seconds. */
    static boolean soon(BooleanSupplier condition) {
        return soon(Duration.ofSeconds(10), condition);
    }

    private static boolean soon(Duration most, BooleanSupplier condition) {
        for (long i = 0; i < most.dividedBy(STEP); i++) {
            if (condition.getAsBoolean()) {
                return true;
            }
            LockSupport.parkNanos(STEP.toNanos());
        }
        return condition.getAsBoolean();
    }

    private static boolean canMount() throws IOException {
        try {
            return new ProcessBuilder("unshare", "--mount", "true").start().waitFor() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String help() throws IOException {
        Process process = new ProcessBuilder(DAEMON.toString(), "--help")
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static int twoFreePorts() {
        for (int i = 0; i < 100; i++) {
            try (ServerSocket first = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                    ServerSocket second =
                            new ServerSocket(first.getLocalPort() + 1, 1, InetAddress.getLoopbackAddress())) {
                return second.getLocalPort() - 1;
            } catch (IOException e) {
                // The next one is taken: another pair.
            }
        }
        throw new AssertionError("no two free ports beside each other");
    }

    private static void skip(String why) {
        System.out.println("SKIPPED: tests of PC/SC: " + why);
        assumeTrue(false, why);
    }
}
