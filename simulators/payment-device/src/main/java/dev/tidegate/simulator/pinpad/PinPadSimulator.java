package dev.tidegate.simulator.pinpad;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * The PIN pad simulator as a process: wires the parts, prints {@code READY} and serves until it is told to stop.
 *
 * <p>Start: {@code java -cp '<module>/target/lib/*' dev.tidegate.simulator.pinpad.PinPadSimulator}.
 */
public final class PinPadSimulator implements AutoCloseable {
    private static final int EXIT_WRONG_OPTIONS = 2;

    private final CardSlot slot;
    private final Keypad keypad;
    private final PadControl control;

    /** @throws UncheckedIOException when a port is taken, or the home refuses */
    PinPadSimulator(PadOptions options) {
        try {
            slot = new CardSlot(options.slot(), options.reader());
            keypad = new Keypad(
                    options.port(), slot, options.holder(), options.keys().map(OnlinePins::open));
            control = new PadControl(options.control(), keypad);
        } catch (IOException refused) {
            throw new UncheckedIOException("a port is taken", refused);
        }
    }

    /**
     * Runs the process.
     *
     * @param arguments {@code --help} says which
     */
    public static void main(String... arguments) throws InterruptedException {
        if (List.of(arguments).contains("--help")) {
            System.out.print(PadOptions.HELP);
            return;
        }
        PadOptions options;
        try {
            options = PadOptions.of(arguments);
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.exit(EXIT_WRONG_OPTIONS);
            return;
        }
        PinPadSimulator simulator = new PinPadSimulator(options);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            simulator.close();
            stopped.countDown();
        }));
        System.out.println("READY {\"slot\":" + simulator.slotPort() + ",\"port\":" + simulator.port() + ",\"control\":"
                + simulator.controlPort() + "}");
        stopped.await();
    }

    int slotPort() {
        return slot.port();
    }

    int port() {
        return keypad.port();
    }

    int controlPort() {
        return control.port();
    }

    /** Lets the card and the ports go. */
    @Override
    public void close() {
        control.close();
        keypad.close();
        slot.close();
    }
}
