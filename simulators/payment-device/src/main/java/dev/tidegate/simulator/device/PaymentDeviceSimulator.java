package dev.tidegate.simulator.device;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * The payment device simulator as a process: wires the parts, prints {@code READY} and serves until it is told to stop.
 *
 * <p>Start: {@code java -cp '<module>/target/lib/*' dev.tidegate.simulator.device.PaymentDeviceSimulator}.
 */
public final class PaymentDeviceSimulator implements AutoCloseable {
    private static final int EXIT_WRONG_OPTIONS = 2;

    private final Options options;
    private final Certificates certificates;
    private final DeviceServer server;
    private final ControlServer control;

    /** @throws UncheckedIOException when a port is taken, or the home cannot be written */
    PaymentDeviceSimulator(Options options) {
        this.options = options;
        try {
            certificates = Certificates.in(options.home(), options.name());
            var device = new Device(options.poi(), options.home().resolve("ledger.jsonl"));
            var faults = new Faults();
            server = new DeviceServer(options.port(), certificates.context(), device, faults);
            control = new ControlServer(options.control(), device, faults, server);
        } catch (IOException refused) {
            throw new UncheckedIOException("a port is taken, or the home cannot be written", refused);
        }
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
        var simulator = new PaymentDeviceSimulator(options);
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            simulator.close();
            stopped.countDown();
        }));
        System.out.println("READY " + simulator.ready());
        stopped.await();
    }

    int port() {
        return server.port();
    }

    int controlPort() {
        return control.port();
    }

    private String ready() {
        var ready = new LinkedHashMap<String, Object>();
        ready.put("port", port());
        ready.put("control", controlPort());
        ready.put("poi", options.poi());
        ready.put("name", options.name());
        ready.put("authority", certificates.authority().toString());
        return Json.text(ready);
    }

    /** Ends every connection and lets the ports go. Its books stay. */
    @Override
    public void close() {
        control.close();
        server.close();
    }
}
