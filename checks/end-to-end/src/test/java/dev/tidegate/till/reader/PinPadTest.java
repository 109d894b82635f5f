package dev.tidegate.till.reader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.CvmResult;
import dev.tidegate.core.emv.EndReason;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.port.CardRead;
import dev.tidegate.core.port.CardSession;
import dev.tidegate.core.port.Prompts.Prompt;
import dev.tidegate.core.port.TransactionParameters;
import dev.tidegate.emv.risk.CardHistory;
import dev.tidegate.house.Project;
import dev.tidegate.simulator.card.CardTransport;
import dev.tidegate.simulator.card.Drawer;
import dev.tidegate.simulator.card.Face;
import dev.tidegate.simulator.card.VirtualReader;
import dev.tidegate.till.config.PadAt;
import dev.tidegate.till.config.ReaderAt;
import dev.tidegate.till.config.TillSettings;
import dev.tidegate.till.sale.Questions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Currency;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Cards that want something of their holder: the till's own reader and kernel, a pad in another process. */
@Timeout(120)
final class PinPadTest {
    /** A busy machine computes a card's signatures for a while; nothing here waits for its end. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Currency EUR = Currency.getInstance("EUR");

    private static final Questions QUESTIONS = new Questions();
    private static PadProcess pad;
    private static OpenReaders readers;

    private final List<Prompt> shown = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void open(@TempDir Path folder) throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        pad = new PadProcess(port);
        readers = OpenReaders.of(
                new TillSettings.Reader(
                        new ReaderAt.Virtual(port),
                        new ReaderAt.None(),
                        new ReaderAt.None(),
                        new PadAt.AtPort(pad.port(), false),
                        PATIENCE,
                        1_000,
                        5_000,
                        Project.folder().resolve("config/kernel/aids"),
                        Project.folder().resolve("config/kernel/capks")),
                EUR,
                true,
                CardHistory.none(),
                QUESTIONS,
                new SecureRandom(),
                folder.resolve("sequence"),
                Clock.systemUTC(),
                new ReaderWatch((reads, why) -> {}));
    }

    @AfterAll
    static void close() {
        readers.close();
        pad.close();
    }

    @Test
    void pin_right_verifiesTheHolder() throws Exception {
        CardRead.Answered read = answered(sale("chip-pin", card -> pad.press("right")));

        assertThat(read.cvm()).isEqualTo(CvmResult.OFFLINE_PIN);
        assertThat(shown).containsExactly(Prompt.ENTER_PIN, Prompt.PROCESSING);
    }

    @Test
    void pin_enciphered_verifiesTheHolder() throws Exception {
        CardRead.Answered read = answered(sale("chip-pin-enciphered", card -> pad.press("right")));

        assertThat(read.cvm()).isEqualTo(CvmResult.OFFLINE_PIN);
    }

    @Test
    void pin_wrongThenRight_isAskedForAgain() throws Exception {
        CardRead.Answered read = answered(sale("chip-pin", card -> {
            pad.press("wrong");
            awaitShown(Prompt.PIN_WRONG);
            pad.press("right");
        }));

        assertThat(read.cvm()).isEqualTo(CvmResult.OFFLINE_PIN);
        assertThat(shown).containsExactly(Prompt.ENTER_PIN, Prompt.PROCESSING, Prompt.PIN_WRONG, Prompt.PROCESSING);
    }

    @Test
    void pin_wrongThreeTimes_isNotAskedForAgain() throws Exception {
        CardRead.Answered read = answered(sale("chip-pin", card -> {
            pad.press("wrong");
            awaitShown(Prompt.PIN_WRONG);
            pad.press("wrong");
            awaitShown(Prompt.PIN_LAST_TRY);
            pad.press("wrong");
        }));

        assertThat(read.tvr().has(3, 6)).as("try limit exceeded").isTrue();
    }

    @Test
    void pin_bypassed_goesOnWithTheNextMethod() throws Exception {
        CardRead.Answered read = answered(sale("chip-pin", card -> pad.press("bypass")));

        assertThat(read.tvr().has(3, 4)).as("PIN bypassed").isTrue();
        assertThat(read.cvm()).isEqualTo(CvmResult.SIGNATURE);
    }

    @Test
    void pin_cancelledOnThePad_isTheCardholdersWord() throws Exception {
        CardRead read = sale("chip-pin", card -> pad.press("cancel"));

        assertThat(read).isEqualTo(new CardRead.Ended(EndReason.CANCELLED_BY_CARDHOLDER));
    }

    @Test
    void pin_cancelledAtTheTill_isTheCashiersWord() throws Exception {
        CardRead read = sale("chip-pin", card -> {
            pad.awaitEntry();
            readers.kernel().cancel();
        });

        assertThat(read).isEqualTo(new CardRead.Ended(EndReason.CANCELLED));
    }

    @Test
    void pin_cardPulledMeanwhile_endsTheSale() throws Exception {
        CardRead read = sale("chip-pin", card -> {
            pad.awaitEntry();
            card.close();
            pad.press("right");
        });

        assertThat(read).isEqualTo(new CardRead.Ended(EndReason.REMOVED));
    }

    @Test
    void application_chosen_isTheOneThatPays() throws Exception {
        CardRead.Answered read = answered(sale("chip-two-brands", card -> choose(1)));

        assertThat(read.aid().value()).isEqualTo(Octets.ofHex("A0000000041010"));
        assertThat(shown).containsExactly(Prompt.CHOOSE_APPLICATION, Prompt.PROCESSING);
    }

    @Test
    void application_none_isTheCardholdersWord() throws Exception {
        CardRead read = sale("chip-two-brands", card -> choose(Questions.NONE));

        assertThat(read).isEqualTo(new CardRead.Ended(EndReason.CANCELLED_BY_CARDHOLDER));
    }

    private void choose(int place) {
        awaitShown(Prompt.CHOOSE_APPLICATION);
        Questions.Asked asked = QUESTIONS.asked();
        assertThat(asked).isNotNull();
        assertThat(QUESTIONS.answer(asked.number(), place)).isTrue();
    }

    /** One read of a card, and what its holder and the cashier do meanwhile. */
    private CardRead sale(String name, Consumer<CardTransport.Insertion> meanwhile) throws Exception {
        CompletableFuture<CardRead> read = CompletableFuture.supplyAsync(this::read);
        try (Drawer drawer = Drawer.passing(name);
                VirtualReader slot = new VirtualReader(pad.slot());
                CardTransport.Insertion card = slot.insert(drawer.card(name).orElseThrow(), Face.CONTACT)) {
            meanwhile.accept(card);
            return read.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } finally {
            pad.left();
        }
    }

    private CardRead read() {
        TransactionParameters parameters = new TransactionParameters(
                new Amount(2_000, EUR), LocalDateTime.now(Clock.systemUTC()), PATIENCE, this::show);
        try (CardSession session = readers.kernel().begin(parameters)) {
            return session.read();
        }
    }

    private void show(Prompt prompt) {
        synchronized (shown) {
            shown.add(prompt);
            shown.notifyAll();
        }
    }

    private void awaitShown(Prompt prompt) {
        synchronized (shown) {
            while (!shown.contains(prompt)) {
                try {
                    shown.wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException("waited in vain for " + prompt, e);
                }
            }
        }
    }

    private static CardRead.Answered answered(CardRead read) {
        if (read instanceof CardRead.Answered answered) {
            return answered;
        }
        throw new AssertionError("expected a cryptogram, not " + read);
    }
}
