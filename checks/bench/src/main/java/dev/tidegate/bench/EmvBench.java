package dev.tidegate.bench;

import dev.tidegate.cards.Ending;
import dev.tidegate.cards.JvmCard;
import dev.tidegate.cards.Till;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.HostAnswer;
import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.emv.trace.RecordedTransaction.Sale;
import dev.tidegate.emv.trace.RecordedTransaction.Terminal;
import dev.tidegate.simulator.card.Drawer;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Whole transactions with test cards in this process, by turns with the bare RSA powers that each needs. What is
 * measured is CPU time of the one thread, so that a busy machine gives the same figure as an idle one, and the card's
 * is taken from the kernel's.
 */
final class EmvBench {
    /**
     * How long.
     *
     * @param warmUps transactions of each kind that are not counted
     * @param transactions of each kind that are
     */
    record Length(int warmUps, int transactions) {
        /** A first impression. */
        static final Length QUICK = new Length(100, 100);

        /** What a figure is quoted from: one in a hundred is fifty. */
        static final Length WHOLE = new Length(5_000, 5_000);
    }

    /** What is measured: a card, how it is read, and what the design asks. */
    private enum Kind {
        CONTACT("contact", "contact, CDA, online, both cryptograms signed", "chip-cda", false, 7_500, 2_000),
        VISA("visa", "tap, Visa-like, fDDA, approved by the card", "tap-visa", true, 4_000, 1_000),
        MASTERCARD(
                "mastercard", "tap, Mastercard-like, CDA, approved by the card", "tap-mastercard", true, 4_000, 1_000);

        private final String name;
        private final String what;
        private final String card;
        private final boolean tap;
        private final long minor;
        private final int microsMax;

        Kind(String name, String what, String card, boolean tap, long minor, int microsMax) {
            this.name = name;
            this.what = what;
            this.card = card;
            this.tap = tap;
            this.minor = minor;
            this.microsMax = microsMax;
        }
    }

    /** More a cardholder would notice. */
    private static final int COMMANDS_MAX = 15;

    private static final LocalDateTime NOON = LocalDateTime.of(2026, 11, 22, 12, 0);

    private final Length length;
    private final Consumer<String> progress;
    private final Terminal terminal = Till.standard();
    private final Till till = new Till(terminal, InstantSource.system());
    private final LongSupplier cpu;

    EmvBench(Length length, Consumer<String> progress) {
        this.length = length;
        this.progress = progress;
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        this.cpu = threads::getCurrentThreadCpuTime;
    }

    List<DiskFigure> run() {
        List<DiskFigure> figures = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            progress.accept("Measuring " + kind.what + " …");
            figures.addAll(measure(kind));
        }
        return figures;
    }

    private List<DiskFigure> measure(Kind kind) {
        try (Drawer drawer = Drawer.passing(kind.card)) {
            JvmCard card = JvmCard.of(drawer, kind.card, kind.tap);
            Recoveries floor = new Recoveries(card);
            Ending ending = till.play(sale(kind), floor);
            if (!"passed".equals(ending.facts().get("data authentication"))) {
                throw new IllegalStateException(kind.card + " was not authenticated: " + ending.outcome());
            }
            int powers = floor.prepare(terminal.authorities());
            Times bare = new Times();
            Times kernel = new Times();
            Times simulated = new Times();
            int commands = 0;
            for (int i = -length.warmUps(); i < length.transactions(); i++) {
                long before = cpu.getAsLong();
                long bits = floor.run();
                long powersTook = cpu.getAsLong() - before;
                card.again();
                TimedCard timed = new TimedCard(card, cpu);
                before = cpu.getAsLong();
                Ending end = till.play(sale(kind), timed);
                long took = cpu.getAsLong() - before;
                if (bits == 0 || !end.outcome().equals(ending.outcome())) {
                    throw new IllegalStateException("transaction " + i + " ended otherwise: " + end.outcome());
                }
                if (i >= 0) {
                    bare.add(powersTook);
                    kernel.add(took - timed.taken());
                    simulated.add(timed.taken());
                    commands = Math.max(commands, timed.commands());
                }
            }
            return figures(kind, powers, commands, bare, kernel, simulated);
        }
    }

    private static List<DiskFigure> figures(
            Kind kind, int powers, int commands, Times bare, Times kernel, Times simulated) {
        DiskFigure floor = DiskFigure.of(
                kind.name + "Floor", "  floor: its " + powers + " RSA recoveries", "us", bare.median(), bare.high());
        return List.of(
                floor,
                DiskFigure.of(kind.name, kind.what, "us", kernel.median(), kernel.high())
                        .beside(floor),
                DiskFigure.of(kind.name + "High", "  99 of 100 of them", "us", kernel.high(), 0)
                        .atMost(kind.microsMax),
                DiskFigure.of(
                        kind.name + "Card",
                        "  the simulated card's own time",
                        "us",
                        simulated.median(),
                        simulated.high()),
                DiskFigure.of(kind.name + "Commands", "  commands", "commands", commands, 0)
                        .atMost(COMMANDS_MAX));
    }

    private static Sale sale(Kind kind) {
        return new Sale(
                kind.tap,
                Amount.of(kind.minor, "EUR"),
                NOON,
                Octets.ofHex("A1B2C3D4"),
                50,
                new HostAnswer.Answered(true, "00", TlvSet.empty()));
    }
}
