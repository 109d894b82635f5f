package dev.tidegate.simulator.hsm;

import dev.tidegate.simulator.hsm.Cipherer.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * The payment HSM simulator as a process: wires the parts, prints {@code READY} and serves until it is told to stop.
 *
 * <p>Start: {@code java -cp '<module>/target/lib/*' dev.tidegate.simulator.hsm.PaymentHsmSimulator}.
 */
public final class PaymentHsmSimulator implements AutoCloseable {
    private static final int EXIT_WRONG_OPTIONS = 2;

    private final CallServer calls;
    private final ControlServer control;

    /** @throws UncheckedIOException when a port is taken */
    PaymentHsmSimulator(Options options) {
        try {
            calls = new CallServer(
                    options.port(), new Commands(new Cipherer(Kind.AES, Bytes.ofHex(options.masterKey()))));
            control = new ControlServer(options.control(), calls);
        } catch (IOException taken) {
            throw new UncheckedIOException("a port cannot be taken", taken);
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
        var simulator = new PaymentHsmSimulator(options);
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            simulator.close();
            stopped.countDown();
        }));
        System.out.println("READY {\"port\":" + simulator.port() + ",\"control\":" + simulator.controlPort() + "}");
        stopped.await();
    }

    int port() {
        return calls.port();
    }

    int controlPort() {
        return control.port();
    }

    /** Refuses new calls, ends every connection and lets the ports go. */
    @Override
    public void close() {
        control.close();
        try {
            calls.close();
        } catch (IOException refused) {
            throw new UncheckedIOException("a port cannot be let go", refused);
        }
    }
}
