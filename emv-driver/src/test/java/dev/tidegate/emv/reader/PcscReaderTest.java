package dev.tidegate.emv.reader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.emv.apdu.CardChannel;
import dev.tidegate.emv.apdu.CardChannel.Transmission;
import dev.tidegate.emv.reader.CardReader.Insertion;
import dev.tidegate.emv.reader.ReaderEvent.Loss;
import dev.tidegate.emv.testcard.Hex;
import dev.tidegate.emv.testcard.SocketCard;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A slot of the real service, with cards that come, go, and misbehave. */
@Timeout(60)
final class PcscReaderTest {
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final String CARD_OF_A_FIELD = "3B80800101";
    private static final String CONTACT_CARD = "3B6500002063CB6800";

    private static PcscService service;

    private final List<ReaderEvent> events = new CopyOnWriteArrayList<>();
    private PcscReader reader;

    @BeforeAll
    static void startService() {
        service = PcscService.installed();
        service.startWithReader();
    }

    @AfterAll
    static void stopService() {
        if (service != null) {
            service.stop();
        }
    }

    @BeforeEach
    void openReader() {
        service.awaitEmpty(PcscService.CONTACT);
        service.awaitEmpty(PcscService.CONTACTLESS);
        reader = PcscReader.open(PcscService.CONTACT, CardInterface.CONTACT, events::add);
    }

    @AfterEach
    void closeReader() {
        reader.close();
    }

    @Test
    void open_readerThatIsThere_isPresent() {
        assertThat(PcscService.soon(reader::isPresent)).isTrue();
        assertThat(events).containsExactly(new ReaderEvent.Present());
    }

    @Test
    void await_cardThatIsIn_isTaken() throws IOException {
        try (SocketCard card = insert(answering("9000"));
                CardReader.Connection connection = inserted(reader)) {
            assertThat(transmit(connection, "00B2010C00")).isEqualTo("9000");
            assertThat(card.controls()).contains("01", "04");
        }
    }

    @Test
    void await_cardThatComesLater_isWaitedFor() throws Exception {
        CompletableFuture<Insertion> waiting = CompletableFuture.supplyAsync(() -> reader.await(LONG, () -> false));

        try (SocketCard card = insert(answering("9000"))) {
            assertThat(get(waiting)).isInstanceOf(Insertion.Inserted.class);
            assertThat(card.controls()).contains("04");
        }
    }

    @Test
    void await_noCard_endsInTime() {
        assertThat(reader.await(SHORT, () -> false)).isEqualTo(new Insertion.NoCard());
    }

    @Test
    void await_cancelledMeanwhile_ends() throws Exception {
        AtomicBoolean cancelled = new AtomicBoolean();
        CompletableFuture<Insertion> waiting = CompletableFuture.supplyAsync(() -> reader.await(LONG, cancelled::get));

        cancelled.set(true);
        while (!waiting.isDone()) {
            reader.wake();
        }

        assertThat(get(waiting)).isEqualTo(new Insertion.Cancelled());
    }

    @Test
    void await_readerClosedMeanwhile_isLost() throws Exception {
        CompletableFuture<Insertion> waiting = CompletableFuture.supplyAsync(() -> reader.await(LONG, () -> false));

        reader.close();

        assertThat(get(waiting)).isEqualTo(new Insertion.Lost());
    }

    @Test
    void await_cardThatAnotherProgramHas_isWaitedFor() throws Exception {
        PcscReader other = PcscReader.open(PcscService.CONTACT, CardInterface.CONTACT, event -> {});
        try (SocketCard card = insert(answering("9000"))) {
            CardReader.Connection theirs = inserted(other);
            assertThat(reader.await(SHORT, () -> false)).isEqualTo(new Insertion.NoCard());

            theirs.close();

            assertThat(reader.await(LONG, () -> false)).isInstanceOf(Insertion.Inserted.class);
            assertThat(card.controls()).contains("00");
        }
        other.close();
    }

    @Test
    void await_cardOfTheLastSaleStillIn_isNotTakenAgain() throws IOException {
        try (SocketCard card = insert(answering("9000"))) {
            inserted(reader).close();

            assertThat(reader.await(Duration.ofSeconds(1), () -> false)).isEqualTo(new Insertion.NoCard());
            assertThat(card.controls()).contains("00");
        }
    }

    @Test
    void await_cardPulledAndPutInAgain_isTakenAgain() throws IOException {
        for (int i = 0; i < 4; i++) {
            try (SocketCard card = insert(answering("9000"));
                    CardReader.Connection connection = inserted(reader)) {
                assertThat(transmit(connection, "00B2010C00")).isEqualTo("9000");
                assertThat(card.controls()).contains("04");
            }
            service.awaitEmpty(PcscService.CONTACT);
        }
    }

    @Test
    void await_answerOfACardInAField_isUnreadableInAContactSlot() throws IOException {
        try (SocketCard card = service.insert(answering("9000"), CARD_OF_A_FIELD)) {
            assertThat(reader.await(LONG, () -> false)).isEqualTo(new Insertion.Unreadable());
            // One warm reset: what the service itself asks at power on is 01.
            assertThat(card.controls()).containsOnlyOnce("02");
        }
    }

    @Test
    void await_answerThatIsRightAfterAReset_isTaken() throws IOException {
        // The service reads the first answer at power on, and again when it lets a program have the card.
        String[] wrongUntilReset = {CARD_OF_A_FIELD, CARD_OF_A_FIELD, CARD_OF_A_FIELD, CARD_OF_A_FIELD, CONTACT_CARD};
        try (SocketCard card = service.insert(answering("9000"), wrongUntilReset)) {
            Insertion insertion = reader.await(LONG, () -> false);

            assertThat(insertion).as(card.controls().toString()).isInstanceOf(Insertion.Inserted.class);
            assertThat(card.controls()).containsOnlyOnce("02");
        }
    }

    @Test
    void await_cardOfAFieldInAContactlessSlot_isTaken() throws IOException {
        PcscReader field = PcscReader.open(PcscService.CONTACTLESS, CardInterface.CONTACTLESS, event -> {});
        try (SocketCard card = service.tap(answering("6A82"), CARD_OF_A_FIELD);
                CardReader.Connection connection = inserted(field)) {
            assertThat(transmit(connection, "00A404000E325041592E5359532E444446303100"))
                    .isEqualTo("6A82");
            assertThat(card.controls()).contains("04");
        }
        field.close();
    }

    @Test
    void transmit_bothSlotsAtOnce_areApart() throws IOException {
        PcscReader field = PcscReader.open(PcscService.CONTACTLESS, CardInterface.CONTACTLESS, event -> {});
        try (SocketCard chip = insert(answering("6F00"));
                SocketCard tapped = service.tap(answering("6A82"), CARD_OF_A_FIELD);
                CardReader.Connection first = inserted(reader);
                CardReader.Connection second = inserted(field)) {
            for (int i = 0; i < 20; i++) {
                assertThat(transmit(first, "00B2010C00")).isEqualTo("6F00");
                assertThat(transmit(second, "00B2010C00")).isEqualTo("6A82");
            }
            assertThat(chip.controls()).isNotEqualTo(List.of());
            assertThat(tapped.controls()).isNotEqualTo(List.of());
        }
        field.close();
    }

    @Test
    void transmit_moreDataAndWrongLength_areTheKernels() throws IOException {
        for (String status : List.of("6110", "6C10", "6283")) {
            try (SocketCard card = insert(answering(status));
                    CardReader.Connection connection = inserted(reader)) {
                assertThat(transmit(connection, "00B2010C00")).isEqualTo(status);
                assertThat(card.controls()).contains("04");
            }
            service.awaitEmpty(PcscService.CONTACT);
        }
    }

    @Test
    void transmit_byProtocolT0_leavesLeBehindDataOut() throws IOException {
        List<String> seen = new CopyOnWriteArrayList<>();
        CardChannel card = (command, response) -> {
            byte[] bytes = new byte[command.remaining()];
            command.get(bytes);
            seen.add(Hex.of(bytes));
            response.put(Hex.bytes("9000"));
            return Transmission.ANSWERED;
        };
        try (SocketCard inserted = insert(card);
                CardReader.Connection connection = inserted(reader)) {
            for (String command : List.of("00A4040002AABB00", "80CA9F3600", "0020008002AABB", "00840000")) {
                assertThat(transmit(connection, command)).isEqualTo("9000");
            }
            assertThat(inserted.controls()).contains("04");
        }
        assertThat(seen).containsExactly("00A4040002AABB", "80CA9F3600", "0020008002AABB", "0084000000");
    }

    @Test
    void transmit_longestAnswer_fits() throws IOException {
        String longest = "5A".repeat(256) + "9000";
        try (SocketCard card = insert(answering(longest));
                CardReader.Connection connection = inserted(reader)) {
            assertThat(transmit(connection, "00B2010C00")).isEqualTo(longest);
            assertThat(card.controls()).contains("04");
        }
    }

    @Test
    void transmit_answerLongerThanAnyCardMaySend_isSilent() throws IOException {
        try (SocketCard card = insert(answering("5A".repeat(270)));
                CardReader.Connection connection = inserted(reader)) {
            assertThat(connection.transmit(command("00B2010C00"), ByteBuffer.allocate(258)))
                    .isEqualTo(Transmission.SILENT);
            assertThat(card.controls()).contains("04");
        }
    }

    @Test
    void transmit_cardPulledBefore_isRemoved() throws IOException {
        SocketCard card = insert(answering("9000"));
        try (CardReader.Connection connection = inserted(reader)) {
            card.close();

            assertThat(connection.transmit(command("00B2010C00"), ByteBuffer.allocate(258)))
                    .isEqualTo(Transmission.REMOVED);
        }
    }

    @Test
    void transmit_cardPulledInsteadOfAnAnswer_isRemovedAndTheNextOneIsTaken() throws IOException {
        try (SocketCard card = insert((command, response) -> Transmission.REMOVED);
                CardReader.Connection connection = inserted(reader)) {
            assertThat(connection.transmit(command("00B2010C00"), ByteBuffer.allocate(258)))
                    .isEqualTo(Transmission.REMOVED);
            assertThat(card.controls()).contains("04");
        }
        try (SocketCard next = insert(answering("9000"));
                CardReader.Connection connection = inserted(reader)) {
            assertThat(transmit(connection, "00B2010C00")).isEqualTo("9000");
            assertThat(next.controls()).contains("04");
        }
        assertThat(events).containsExactly(new ReaderEvent.Present());
    }

    @Test
    void transmit_readerClosed_isLost() throws IOException {
        try (SocketCard card = insert(answering("9000"));
                CardReader.Connection connection = inserted(reader)) {
            reader.close();

            assertThat(connection.transmit(command("00B2010C00"), ByteBuffer.allocate(258)))
                    .isEqualTo(Transmission.LOST);
            assertThat(PcscService.soon(() -> card.controls().contains("00"))).isTrue();
        }
    }

    @Test
    void open_nameOfNoReader_isLost() {
        PcscReader none = PcscReader.open("Somebody else's", CardInterface.CONTACT, events::add);

        assertThat(none.await(LONG, () -> false)).isEqualTo(new Insertion.Lost());
        assertThat(events).contains(new ReaderEvent.Lost(Loss.NO_READER));
        none.close();
    }

    @Test
    void open_beginningOfTwoNames_isLost() {
        PcscReader any = PcscReader.open("Till reader", CardInterface.CONTACT, events::add);

        assertThat(any.await(LONG, () -> false)).isEqualTo(new Insertion.Lost());
        assertThat(events).contains(new ReaderEvent.Lost(Loss.MANY_READERS));
        any.close();
    }

    private SocketCard insert(CardChannel card) throws IOException {
        return service.insert(card);
    }

    private static CardReader.Connection inserted(CardReader from) {
        Insertion insertion = from.await(LONG, () -> false);
        if (insertion instanceof Insertion.Inserted inserted) {
            return inserted.connection();
        }
        throw new AssertionError("no card came: " + insertion);
    }

    private static Insertion get(CompletableFuture<Insertion> waiting) throws Exception {
        return waiting.get(15, TimeUnit.SECONDS);
    }

    private static CardChannel answering(String hex) {
        return (command, response) -> {
            response.put(Hex.bytes(hex));
            return Transmission.ANSWERED;
        };
    }

    private static String transmit(CardReader.Connection connection, String command) {
        ByteBuffer response = ByteBuffer.allocate(258);
        assertThat(connection.transmit(command(command), response)).isEqualTo(Transmission.ANSWERED);
        return Hex.of(Arrays.copyOf(response.array(), response.position()));
    }

    private static ByteBuffer command(String hex) {
        return ByteBuffer.wrap(Hex.bytes(hex));
    }
}
