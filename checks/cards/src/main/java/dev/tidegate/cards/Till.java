package dev.tidegate.cards;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.FinalOutcome;
import dev.tidegate.core.emv.HostAnswer;
import dev.tidegate.core.emv.Outcome;
import dev.tidegate.core.port.CardRead;
import dev.tidegate.core.port.CardSession;
import dev.tidegate.core.port.Kernel;
import dev.tidegate.core.port.TransactionParameters;
import dev.tidegate.emv.apdu.CardChannel;
import dev.tidegate.emv.authentication.CertificationAuthorityKeys;
import dev.tidegate.emv.contact.ContactKernel;
import dev.tidegate.emv.contact.People;
import dev.tidegate.emv.contact.TerminalFiles;
import dev.tidegate.emv.contactless.ContactlessKernel;
import dev.tidegate.emv.contactless.ContactlessSettings;
import dev.tidegate.emv.risk.CardHistory;
import dev.tidegate.emv.trace.RecordedTransaction.Sale;
import dev.tidegate.emv.trace.RecordedTransaction.Terminal;
import dev.tidegate.emv.trace.TraceFile;
import dev.tidegate.emv.trace.TraceReading;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** The product's kernels with a terminal's settings: a sale, and whatever card is there. */
public final class Till {
    private static final String STANDARD = "terminal.trace";
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    private final Terminal terminal;
    private final TerminalFiles files;
    private final InstantSource clock;

    public Till(Terminal terminal, InstantSource clock) {
        this.terminal = terminal;
        this.files = new TerminalFiles(new CertificationAuthorityKeys(terminal.authorities()), CardHistory.none());
        this.clock = clock;
    }

    /** The till of the demo, with the test cards' authorities. */
    public static Terminal standard() {
        try (InputStream stream = Till.class.getResourceAsStream(STANDARD)) {
            if (stream != null && TraceFile.read(stream.readAllBytes()) instanceof TraceReading.Read(var whole)) {
                return whole.terminal();
            }
            throw new IllegalStateException("the resource " + STANDARD + " is damaged or not in the jar");
        } catch (IOException e) {
            throw new UncheckedIOException("the resource " + STANDARD + " cannot be read", e);
        }
    }

    /** A transaction from the card to its last word; the host is asked where the kernel asks for it. */
    public Ending play(Sale sale, CardChannel card) {
        Kernel kernel = kernel(sale, card);
        try (CardSession session = kernel.begin(new TransactionParameters(sale.amount(), sale.at(), AT_ONCE))) {
            return switch (session.read()) {
                case CardRead.Ended(var reason) -> Ending.without(reason);
                case CardRead.Answered read -> Ending.of(read, last(session, read, sale.host()));
                case CardRead.Swiped read -> Ending.of(read);
            };
        }
    }

    private static String last(CardSession session, CardRead.Answered read, @Nullable HostAnswer host) {
        if (!(read.outcome() instanceof Outcome.AskHost) || host == null) {
            return "";
        }
        return switch (session.finish(host)) {
            case FinalOutcome.Approved ignored ->
                host instanceof HostAnswer.Unable ? "approved by the card, TC (Y3)" : "approved, the host said so";
            case FinalOutcome.Declined ignored -> "declined";
            case FinalOutcome.Deferrable ignored -> "not approved by the card (Z3); the ARQC may be asked about later";
        };
    }

    private Kernel kernel(Sale sale, CardChannel card) {
        GivenChance chance = new GivenChance(sale.number(), sale.chance());
        OneCardReader reader = new OneCardReader(card);
        return sale.tap()
                ? new ContactlessKernel(
                        reader, new ContactlessSettings(terminal.settings(), terminal.taps()), files, chance, clock)
                : new ContactKernel(reader, terminal.settings(), files, People.nobody(), chance, clock);
    }

    /** A number that nobody needs to be surprised by. */
    static Octets anyNumber() {
        return Octets.ofHex("A1B2C3D4");
    }
}
