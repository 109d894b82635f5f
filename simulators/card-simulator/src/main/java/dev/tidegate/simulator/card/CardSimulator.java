package dev.tidegate.simulator.card;

import java.util.List;

/** The process: a drawer of cards, one slot of a reader, a control service. */
public final class CardSimulator implements AutoCloseable {
    private final Drawer drawer;
    private final ReaderSlot slot;
    private final ControlService control;

    private CardSimulator(Drawer drawer, ReaderSlot slot, ControlService control) {
        this.drawer = drawer;
        this.slot = slot;
        this.control = control;
    }

    /** Runs as {@code --help} says; ends with 2 and one line of why when it cannot. */
    public static void main(String[] arguments) {
        try {
            switch (Invocation.parse(List.of(arguments))) {
                case Invocation.Help() -> System.out.print(Invocation.USAGE);
                case Invocation.ExportKeys(var file) ->
                    AuthorityKey.export(KeyRing.load().authorityKeys(), file);
                case Invocation.Serve serve -> {
                    CardSimulator simulator = start(serve);
                    Runtime.getRuntime().addShutdownHook(new Thread(simulator::close));
                    System.out.println("READY {\"control\":" + simulator.controlPort() + "}");
                }
            }
        } catch (StartRefusedException e) {
            System.err.println("card-simulator: " + e.getMessage());
            System.exit(2);
        }
    }

    static CardSimulator start(Invocation.Serve serve) {
        // A caller that is silent in the middle of its request does not keep a thread for ever; in seconds.
        System.setProperty("sun.net.httpserver.maxReqTime", "10");
        Drawer drawer = Drawer.open(serve.state(), Bytes.hex(serve.issuerMasterKey()), serve.firstCounter());
        ReaderSlot slot = new ReaderSlot(serve.reader());
        try {
            return new CardSimulator(drawer, slot, ControlService.start(serve.control(), drawer, slot));
        } catch (StartRefusedException e) {
            drawer.close();
            throw e;
        }
    }

    int controlPort() {
        return control.port();
    }

    @Override
    public void close() {
        control.close();
        slot.close();
        drawer.close();
    }
}
