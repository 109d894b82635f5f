package dev.tidegate.cards;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidegate.cards.Recording.UnusableException;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.HostAnswer;
import dev.tidegate.core.emv.MalformedTlvException;
import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.emv.apdu.CardChannel;
import dev.tidegate.emv.trace.CardTrace;
import dev.tidegate.emv.trace.RecordedTransaction;
import dev.tidegate.emv.trace.RecordedTransaction.Sale;
import dev.tidegate.emv.trace.RecordedTransaction.Terminal;
import dev.tidegate.emv.trace.TraceFile;
import dev.tidegate.emv.trace.TraceReplay;
import dev.tidegate.simulator.card.Drawer;
import dev.tidegate.simulator.card.SimulatedCard;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tidegate card trace}: a transaction, step by step. */
@Command(
        name = "trace",
        mixinStandardHelpOptions = true,
        description = {
            "Tells a transaction step by step: each command and answer, tags named, bits in words. Card numbers but "
                    + "their last four digits, tracks, names, expiry dates and PINs are not shown.",
            "Of a test card of the drawer, played now through the kernel; or of a trace file, played as recorded."
        },
        footer = {
            "",
            "  card trace --list                            the test cards",
            "  card trace chip-approves --amount 75.00      inserted; the host approves",
            "  card trace chip-approves --offline           nobody can be asked",
            "  card trace tap-visa --tap                    tapped",
            "  card trace stripe-only --swipe               swiped",
            "  card trace chip-approves --record sale.trace  and then:  card replay sale.trace",
            "",
            "Exit codes: 0 told, however the sale ended; 2 wrong options, or no such card;",
            "3 a file cannot be read or written."
        })
final class TraceCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            paramLabel = "CARD|FILE",
            arity = "0..1",
            description = "A card of the drawer, or a trace file (docs/card-trace-v1.md).")
    private @Nullable String target;

    @Option(names = "--list", description = "List the cards of the drawer, and how each can be read.")
    private boolean list;

    @Option(names = "--tap", description = "Tap it; else it is inserted.")
    private boolean tap;

    @Option(names = "--swipe", description = "Swipe it: tells what its stripe may be used for.")
    private boolean swipe;

    @Option(names = "--chip-failures", description = "Swiped after so many failures to read the chip.")
    private int chipFailures;

    @Option(names = "--amount", paramLabel = "UNITS", description = "What is sold for, in EUR (${DEFAULT-VALUE}).")
    private BigDecimal amount = new BigDecimal("12.50");

    @Option(names = "--offline", description = "The host cannot be asked: the card has the last word.")
    private boolean offline;

    @Option(
            names = "--host",
            paramLabel = "CODE",
            description =
                    "What the host answers, where it is asked: 00 approves, all else declines " + "(${DEFAULT-VALUE}).")
    private String host = "00";

    @Option(
            names = "--issuer-data",
            paramLabel = "HEX",
            description = "Tags 91, 71 and 72 of the host's answer, as TLV.")
    private String issuerData = "";

    @Option(names = "--number", paramLabel = "HEX", description = "The unpredictable number, four bytes.")
    private String number = Till.anyNumber().hex();

    @Option(names = "--at", paramLabel = "DATETIME", description = "When, as 2026-11-22T12:00:00; else now.")
    private @Nullable LocalDateTime at;

    @Option(names = "--record", paramLabel = "FILE", description = "Also write it as a trace file; not over another.")
    private @Nullable Path record;

    @Option(names = "--json", description = "One object of JSON instead of text.")
    private boolean json;

    @Override
    public Integer call() {
        PrintWriter out = spec().commandLine().getOut();
        String name = target == null ? "" : target;
        try (Drawer drawer = list ? Drawer.passing() : Drawer.passing(name)) {
            Optional<SimulatedCard> card = drawer.card(name);
            if (list) {
                list(out, drawer);
            } else if (name.isEmpty()) {
                throw wrong("Name a card or a trace file; --list tells the cards.");
            } else if (card.isPresent() && swipe) {
                SwipeTrace.tell(out, card.get().tracks(), chipFailures, json);
            } else if (card.isPresent()) {
                card(out, drawer, name);
            } else {
                file(out, Path.of(name));
            }
            return CardCommand.GOOD;
        } catch (UnusableException e) {
            spec().commandLine().getErr().println("card trace: " + e.getMessage());
            return CardCommand.CANNOT_READ;
        } catch (IllegalArgumentException | ArithmeticException | MalformedTlvException e) {
            throw wrong(String.valueOf(e.getMessage()));
        } finally {
            out.flush();
        }
    }

    private void card(PrintWriter out, Drawer drawer, String name) throws UnusableException {
        Terminal terminal = Till.standard();
        Sale sale = sale(terminal.settings().currency());
        Recorder recorder = new Recorder(JvmCard.of(drawer, name, tap));
        play(out, terminal, sale, recorder);
        Path to = record;
        if (to != null) {
            write(to, new RecordedTransaction(terminal, sale, recorder.exchanges()));
        }
    }

    private void file(PrintWriter out, Path file) throws UnusableException {
        if (!Files.exists(file)) {
            throw wrong("There is no such card and no such file; --list tells the cards.");
        }
        Recording recording = Recording.read(file);
        play(
                out,
                recording.transaction().terminal(),
                recording.sale(),
                new TraceReplay(recording.transaction().exchanges()));
    }

    private void play(PrintWriter out, Terminal terminal, Sale sale, CardChannel card) {
        List<String> lines = new ArrayList<>();
        CardTrace trace = new CardTrace(card, json ? lines::add : out::println, System::nanoTime);
        long before = System.nanoTime();
        Ending ending = new Till(terminal, InstantSource.system()).play(sale, trace);
        long ours = System.nanoTime() - before - trace.cardNanos();
        if (json) {
            ObjectNode whole = new ObjectMapper().createObjectNode();
            lines.forEach(whole.putArray("lines")::add);
            whole.put("commands", trace.commands());
            whole.put("cardMillis", trace.cardNanos() / 1e6);
            Told.json(whole.putObject("end"), ending);
            out.println(whole.toPrettyString());
            return;
        }
        out.println();
        Told.text(out, ending);
        Told.line(
                out,
                "commands",
                String.format(
                        Locale.ROOT,
                        "%d, card %.1f ms, kernel and telling %.1f ms",
                        trace.commands(),
                        trace.cardNanos() / 1e6,
                        ours / 1e6));
    }

    private Sale sale(Currency currency) {
        LocalDateTime when = at == null ? LocalDateTime.now(ZoneId.systemDefault()) : at;
        return new Sale(
                tap,
                new Amount(
                        amount.movePointRight(currency.getDefaultFractionDigits())
                                .longValueExact(),
                        currency),
                when.truncatedTo(ChronoUnit.SECONDS),
                Octets.ofHex(number),
                50,
                offline ? new HostAnswer.Unable() : new HostAnswer.Answered(host.equals("00"), host, issuer()));
    }

    private TlvSet issuer() {
        return issuerData.isEmpty() ? TlvSet.empty() : TlvSet.read(Octets.ofHex(issuerData));
    }

    private static void write(Path file, RecordedTransaction transaction) throws UnusableException {
        try {
            Files.writeString(
                    file,
                    TraceFile.write(transaction),
                    StandardCharsets.US_ASCII,
                    java.nio.file.StandardOpenOption.CREATE_NEW);
        } catch (IOException e) {
            throw new UnusableException(file + " cannot be written, or is there already");
        }
    }

    private static void list(PrintWriter out, Drawer drawer) {
        for (SimulatedCard card : drawer.cards()) {
            String ways = SwipeTrace.ways(card).stream().collect(Collectors.joining(", "));
            Told.line(out, card.name(), ways);
        }
    }

    private CommandSpec spec() {
        return Objects.requireNonNull(spec);
    }

    private ParameterException wrong(String why) {
        return new ParameterException(spec().commandLine(), why);
    }
}
