package dev.tidegate.simulator.card;

import java.util.List;
import java.util.Optional;

/** The process: a drawer of cards, the slots of a reader, a control service. */
public final class CardSimulator implements AutoCloseable {
    private final Drawer drawer;
    private final ReaderSlot slot;
    private final Optional<ReaderSlot> antenna;
    private final ControlService control;

    private CardSimulator(Drawer drawer, ReaderSlot slot, Optional<ReaderSlot> antenna, ControlService control) {
        this.drawer = drawer;
        this.slot = slot;
        this.antenna = antenna;
        this.control = control;
    }

    /** Runs as {@code --help} says; ends with 2 and one line of why when it cannot. */
    public static void main(String[] arguments) {
        try {
            switch (Invocation.parse(List.of(arguments))) {
                case Invocation.Help() -> System.out.print(Invocation.USAGE);
                case Invocation.ListCards(var json) ->
                    System.out.print(json ? DrawerList.json(CardProfile.all()) : DrawerList.text(CardProfile.all()));
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
        List<CardProfile> cards = serve.cards().map(ProfileFile::read).orElseGet(CardProfile::all);
        Drawer drawer = Drawer.open(serve.state(), Bytes.hex(serve.issuerMasterKey()), serve.firstCounter(), cards);
        try {
            ReaderSlot slot = new ReaderSlot(transport(serve.contact()), Face.CONTACT);
            Optional<ReaderSlot> antenna =
                    serve.contactless().map(at -> new ReaderSlot(new VirtualReader(at), Face.CONTACTLESS));
            ControlService control = ControlService.start(
                    serve.control(), drawer, slot, antenna, serve.stripe().map(StripeLine::new));
            return new CardSimulator(drawer, slot, antenna, control);
        } catch (StartRefusedException e) {
            drawer.close();
            throw e;
        }
    }

    private static CardTransport transport(Invocation.Line line) {
        return switch (line) {
            case Invocation.Line.Reader(var address) -> new VirtualReader(address);
            case Invocation.Line.Serial(var device) -> SerialReader.open(device);
        };
    }

    int controlPort() {
        return control.port();
    }

    @Override
    public void close() {
        control.close();
        slot.close();
        antenna.ifPresent(ReaderSlot::close);
        drawer.close();
    }
}
