package dev.tidegate.emv.reader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.emv.EndReason;
import dev.tidegate.core.emv.FinalOutcome;
import dev.tidegate.core.emv.HostAnswer;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.port.CardRead;
import dev.tidegate.core.port.CardSession;
import dev.tidegate.core.port.TransactionParameters;
import dev.tidegate.emv.apdu.CardChannel.Transmission;
import dev.tidegate.emv.contact.ContactKernel;
import dev.tidegate.emv.reader.CardReader.Insertion;
import dev.tidegate.emv.reader.ReaderEvent.Loss;
import dev.tidegate.emv.testcard.Hex;
import dev.tidegate.emv.testcard.SocketCard;
import dev.tidegate.emv.testcard.Terminals;
import dev.tidegate.emv.testcard.TestCard;
import dev.tidegate.emv.testcard.TestIssuer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of an open reader while the real service stops, crashes, hangs, comes late, and loses the reader. */
@Timeout(60)
final class PcscSupervisionTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    /** The product waits for ten seconds. */
    private static final Duration SILENCE = Duration.ofSeconds(3);

    private static final TransactionParameters SALE =
            new TransactionParameters(Amount.of(7_500, "EUR"), Terminals.NOW, LONG);
    private static final ReaderEvent PRESENT = new ReaderEvent.Present();
    private static final ReaderEvent NO_SERVICE = new ReaderEvent.Lost(Loss.NO_SERVICE);
    private static final ReaderEvent NO_READER = new ReaderEvent.Lost(Loss.NO_READER);

    private final List<ReaderEvent> events = new CopyOnWriteArrayList<>();
    private PcscService service;
    private PcscReader reader;

    @BeforeEach
    void openReader() {
        service = PcscService.installed();
        reader = PcscReader.open(PcscService.CONTACT, CardInterface.CONTACT, events::add);
    }

    @AfterEach
    void closeReader() {
        if (reader != null) {
            reader.close();
            service.stop();
        }
    }

    @Test
    void open_serviceThatComesLater_isFound() throws IOException {
        awaitEvents(NO_SERVICE);
        assertThat(reader.await(LONG, () -> false)).isEqualTo(new Insertion.Lost());

        service.startWithReader();

        awaitEvents(NO_SERVICE, PRESENT);
        sell();
    }

    @Test
    void watch_serviceStoppedAndStarted_isLostAndFound() throws IOException {
        service.startWithReader();
        awaitPresent();
        sell();

        service.stop();
        awaitLast(NO_SERVICE);
        service.startWithReader();

        awaitPresent();
        sell();
    }

    @Test
    void watch_serviceKilledAndStartedFiveTimes_isFoundEachTime() throws IOException {
        for (int i = 0; i < 5; i++) {
            service.startWithReader();
            awaitPresent();
            sell();
            service.kill();
            awaitLast(NO_SERVICE);
        }
    }

    @Test
    void await_serviceKilledMeanwhile_isLost() throws Exception {
        service.startWithReader();
        awaitPresent();
        CompletableFuture<Insertion> waiting = CompletableFuture.supplyAsync(() -> reader.await(LONG, () -> false));

        service.kill();

        assertThat(waiting.get(10, TimeUnit.SECONDS)).isEqualTo(new Insertion.Lost());
    }

    @Test
    void kernel_serviceKilledInTheMiddle_endsWithTheReaderLost() throws IOException {
        service.startWithReader();
        awaitPresent();
        int[] answers = {0};
        TestCard card = TestCard.visa().onTheWire(answer -> {
            if (++answers[0] == 5) {
                service.kill();
            }
            return answer;
        });

        try (SocketCard inserted = service.insert(card);
                CardSession session = kernel().begin(SALE)) {
            assertThat(session.read()).isEqualTo(new CardRead.Ended(EndReason.READER_LOST));
            assertThat(inserted.controls()).isNotEqualTo(List.of());
        }
    }

    @Test
    void finish_serviceRestartedWhileTheHostIsAsked_keepsTheArqc() throws IOException {
        service.startWithReader();
        awaitPresent();
        try (SocketCard card = service.insert(TestCard.visa());
                CardSession session = kernel().begin(SALE)) {
            assertThat(session.read()).isInstanceOf(CardRead.Answered.class);
            service.kill();
            awaitLast(NO_SERVICE);
            service.startWithReader();
            awaitPresent();

            assertThat(session.finish(new HostAnswer.Unable())).isInstanceOf(FinalOutcome.Deferrable.class);
            assertThat(card.controls()).isNotEqualTo(List.of());
        }
        sell();
    }

    @Test
    void transmit_serviceThatHangs_isSilentInTime() throws IOException {
        waitShorter();
        service.startWithReader();
        awaitPresent();
        try (SocketCard card = service.insert(TestCard.visa());
                CardReader.Connection connection = inserted()) {
            service.signal("STOP");

            assertThat(connection.transmit(ByteBuffer.wrap(Hex.bytes("00B2010C00")), ByteBuffer.allocate(258)))
                    .isEqualTo(Transmission.SILENT);
            service.signal("CONT");
            assertThat(card.controls()).isNotEqualTo(List.of());
        }
        sell();
    }

    @Test
    void transmit_cardThatSaysNothing_isSilentInTimeAndTheNextOneIsTaken() throws IOException {
        waitShorter();
        service.startWithReader();
        awaitPresent();
        try (SocketCard card = service.insert((command, response) -> Transmission.SILENT);
                CardReader.Connection connection = inserted()) {
            assertThat(connection.transmit(ByteBuffer.wrap(Hex.bytes("00B2010C00")), ByteBuffer.allocate(258)))
                    .isEqualTo(Transmission.SILENT);
            assertThat(connection.transmit(ByteBuffer.wrap(Hex.bytes("00B2010C00")), ByteBuffer.allocate(258)))
                    .isEqualTo(Transmission.SILENT);
            assertThat(card.controls()).isNotEqualTo(List.of());
        }
        sell();
    }

    @Test
    void watch_readerUnpluggedAndBack_isLostAndFound() throws IOException {
        service.startWithReader();
        awaitPresent();

        service.stop();
        awaitLast(NO_SERVICE);
        service.startWithoutReader();
        awaitLast(NO_READER);
        assertThat(reader.await(LONG, () -> false)).isEqualTo(new Insertion.Lost());
        service.stop();
        service.startWithReader();

        awaitPresent();
        sell();
    }

    private void waitShorter() {
        reader.close();
        events.clear();
        reader = PcscReader.open(PcscService.CONTACT, CardInterface.CONTACT, events::add, SILENCE);
    }

    /** A sale from insertion to removal, with the card's own approval behind the host's. */
    private void sell() throws IOException {
        service.awaitEmpty(PcscService.CONTACT);
        try (SocketCard card = service.insert(TestCard.visa());
                CardSession session = kernel().begin(SALE)) {
            assertThat(session.read()).as("%s %s", events, card.controls()).isInstanceOf(CardRead.Answered.class);
        }
    }

    private CardReader.Connection inserted() {
        if (reader.await(LONG, () -> false) instanceof Insertion.Inserted inserted) {
            return inserted.connection();
        }
        throw new AssertionError("no card came");
    }

    private ContactKernel kernel() {
        return new ContactKernel(
                reader, Terminals.settings(), TestIssuer.keys(), new SplittableRandom(5), InstantSource.system());
    }

    private void awaitEvents(ReaderEvent... expected) {
        PcscService.soon(() -> events.size() >= expected.length);
        assertThat(events).containsExactly(expected);
    }

    private void awaitPresent() {
        awaitLast(PRESENT);
    }

    private void awaitLast(ReaderEvent expected) {
        assertThat(PcscService.soon(() -> !events.isEmpty() && events.getLast().equals(expected)))
                .as("%s comes after %s", expected, events)
                .isTrue();
    }
}
