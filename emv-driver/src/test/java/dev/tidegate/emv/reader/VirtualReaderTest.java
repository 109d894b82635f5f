package dev.tidegate.emv.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.core.emv.EndReason;
import dev.tidegate.core.emv.FinalOutcome;
import dev.tidegate.core.emv.HostAnswer;
import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.core.port.CardRead;
import dev.tidegate.core.port.CardSession;
import dev.tidegate.emv.apdu.CardChannel;
import dev.tidegate.emv.apdu.CardChannel.Transmission;
import dev.tidegate.emv.contact.ContactKernel;
import dev.tidegate.emv.reader.CardReader.Insertion;
import dev.tidegate.emv.testcard.Hex;
import dev.tidegate.emv.testcard.SocketCard;
import dev.tidegate.emv.testcard.Terminals;
import dev.tidegate.emv.testcard.TestCard;
import dev.tidegate.emv.testcard.TestIssuer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The virtual reader over real sockets, with cards that come, go, and misbehave. */
@Timeout(30)
final class VirtualReaderTest {
    private static final Duration LONG = Duration.ofSeconds(10);

    private final VirtualReader reader = VirtualReader.listen(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), CardInterface.CONTACT, InstantSource.system());

    @AfterEach
    void closeReader() {
        reader.close();
    }

    @Test
    void await_cardThatIsIn_isTakenAtOnce() throws IOException {
        try (SocketCard card = insert(answering("9000"))) {
            CardReader.Connection connection = inserted(LONG);

            assertThat(transmit(connection, "00A4040000")).isEqualTo("9000");
            assertThat(card.controls()).containsExactly("01", "04");
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
        assertThat(reader.await(Duration.ofMillis(20), () -> false)).isEqualTo(new Insertion.NoCard());
    }

    @Test
    void await_cancelledBefore_doesNotWait() {
        assertThat(reader.await(LONG, () -> true)).isEqualTo(new Insertion.Cancelled());
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
        assertThat(reader.isPresent()).isFalse();
    }

    @Test
    void await_cardTakenOutBeforeAnybodyAsked_isForgotten() throws Exception {
        SocketCard gone = insert(answering("9000"));
        gone.close();

        assertThat(reader.await(Duration.ofMillis(200), () -> false)).isEqualTo(new Insertion.NoCard());
    }

    @Test
    void await_answerToResetThatIsNone_isResetOnce() throws IOException {
        try (SocketCard card =
                SocketCard.insert(reader.port(), answering("9000"), "3B80800101", "3B6500002063CB6800")) {
            assertThat(inserted(LONG)).isNotNull();
            assertThat(card.controls()).containsExactly("01", "04", "02", "04");
        }
    }

    @Test
    void await_answerToResetThatIsNoneTwice_isUnreadable() throws Exception {
        try (SocketCard card = SocketCard.insert(reader.port(), answering("9000"), "3B80800101")) {
            assertThat(reader.await(LONG, () -> false)).isEqualTo(new Insertion.Unreadable());
            assertThat(card.awaitOver()).isTrue();
        }
    }

    @Test
    void await_answerToResetOfACardInAField_isThatOfATapAlone() throws IOException {
        InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        VirtualReader field = VirtualReader.listen(free, CardInterface.CONTACTLESS, InstantSource.system());
        try (SocketCard card = SocketCard.insert(field.port(), answering("9000"), "3B80800101")) {
            assertThat(field.await(LONG, () -> false)).isInstanceOf(Insertion.Inserted.class);
            assertThat(card.controls()).containsExactly("01", "04");
        } finally {
            field.close();
        }
    }

    @Test
    void transmit_cardTakenOut_isRemoved() throws IOException {
        SocketCard card = insert(answering("9000"));
        CardReader.Connection connection = inserted(LONG);

        card.close();

        assertThat(connection.transmit(command("00A4040000"), ByteBuffer.allocate(258)))
                .isEqualTo(Transmission.REMOVED);
    }

    @Test
    void transmit_cardTakenOutInsteadOfAnAnswer_isRemoved() throws IOException {
        try (SocketCard card = insert((command, response) -> Transmission.REMOVED)) {
            CardReader.Connection connection = inserted(LONG);

            assertThat(connection.transmit(command("00A4040000"), ByteBuffer.allocate(258)))
                    .isEqualTo(Transmission.REMOVED);
            assertThat(card.controls()).hasSize(2);
        }
    }

    @Test
    void transmit_readerClosed_isLost() throws IOException {
        try (SocketCard card = insert(answering("9000"))) {
            CardReader.Connection connection = inserted(LONG);

            reader.close();

            assertThat(connection.transmit(command("00A4040000"), ByteBuffer.allocate(258)))
                    .isEqualTo(Transmission.LOST);
            assertThat(card.controls()).hasSize(2);
        }
    }

    @Test
    void transmit_answerLongerThanTheBuffer_isSilent() throws IOException {
        try (SocketCard card = insert(answering("00".repeat(260)))) {
            CardReader.Connection connection = inserted(LONG);
            ByteBuffer response = ByteBuffer.allocate(258);

            assertThat(connection.transmit(command("00A4040000"), response)).isEqualTo(Transmission.SILENT);
            assertThat(response.position()).isZero();
            assertThat(card.controls()).hasSize(2);
        }
    }

    @Test
    void insert_whileACardIsInUse_isRefused() throws Exception {
        try (SocketCard first = insert(answering("9000"))) {
            CardReader.Connection connection = inserted(LONG);
            SocketCard second = insert(answering("6A82"));

            assertThat(second.awaitOver()).isTrue();
            assertThat(transmit(connection, "00A4040000")).isEqualTo("9000");
            assertThat(first.controls()).hasSize(2);
        }
    }

    @Test
    void insert_whileACardWaits_takesItsPlace() throws Exception {
        SocketCard first = insert(answering("6A82"));
        try (SocketCard second = insert(answering("9000"))) {
            assertThat(first.awaitOver()).isTrue();

            assertThat(transmit(inserted(LONG), "00A4040000")).isEqualTo("9000");
            assertThat(second.controls()).hasSize(2);
        }
    }

    @Test
    void close_ofAConnection_takesThePowerAndLetsTheNextCardIn() throws Exception {
        SocketCard first = insert(answering("9000"));
        CardReader.Connection connection = inserted(LONG);

        connection.close();
        connection.close();

        assertThat(first.awaitOver()).isTrue();
        assertThat(first.controls()).containsExactly("01", "04", "00");
        try (SocketCard second = insert(answering("6A82"))) {
            assertThat(transmit(inserted(LONG), "00A4040000")).isEqualTo("6A82");
            assertThat(second.controls()).hasSize(2);
        }
    }

    @Test
    void listen_addressThatIsTaken_isRefused() {
        InetSocketAddress taken = new InetSocketAddress(InetAddress.getLoopbackAddress(), reader.port());

        assertThatThrownBy(() -> VirtualReader.listen(taken, CardInterface.CONTACT, InstantSource.system()))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(Integer.toString(reader.port()));
    }

    @Test
    void kernel_wholeSaleOverTheSocket_isApproved() throws Exception {
        try (SocketCard card = insert(TestCard.visa())) {
            try (CardSession session = kernel().begin(Terminals.sale(7_500))) {
                assertThat(session.read()).isInstanceOf(CardRead.Answered.class);

                FinalOutcome outcome = session.finish(new HostAnswer.Answered(true, "00", TlvSet.empty()));

                assertThat(outcome).isInstanceOf(FinalOutcome.Approved.class);
            }
            assertThat(card.awaitOver()).isTrue();
        }
    }

    @Test
    void kernel_cardTakenOutWhileTheHostIsAsked_keepsTheArqc() throws IOException {
        SocketCard card = insert(TestCard.visa());
        try (CardSession session = kernel().begin(Terminals.sale(7_500))) {
            card.close();

            assertThat(session.finish(new HostAnswer.Unable())).isInstanceOf(FinalOutcome.Deferrable.class);
        }
    }

    @Test
    void kernel_cancelledWhileWaiting_ends() throws Exception {
        ContactKernel kernel = kernel();
        CompletableFuture<CardSession> waiting =
                CompletableFuture.supplyAsync(() -> kernel.begin(Terminals.sale(1_000)));
        while (!waiting.isDone()) {
            kernel.cancel();
        }

        try (CardSession session = waiting.get(5, TimeUnit.SECONDS)) {
            assertThat(session.read())
                    .isIn(new CardRead.Ended(EndReason.CANCELLED), new CardRead.Ended(EndReason.NO_CARD));
        }
    }

    private ContactKernel kernel() {
        return new ContactKernel(
                reader, Terminals.settings(), TestIssuer.keys(), new SplittableRandom(5), InstantSource.system());
    }

    private SocketCard insert(CardChannel card) throws IOException {
        return SocketCard.insert(reader.port(), card);
    }

    private CardReader.Connection inserted(Duration wait) {
        if (reader.await(wait, () -> false) instanceof Insertion.Inserted inserted) {
            return inserted.connection();
        }
        throw new AssertionError("no card came");
    }

    private static Insertion get(CompletableFuture<Insertion> waiting)
            throws ExecutionException, InterruptedException, TimeoutException {
        return waiting.get(5, TimeUnit.SECONDS);
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
        return Hex.of(java.util.Arrays.copyOf(response.array(), response.position()));
    }

    private static ByteBuffer command(String hex) {
        return ByteBuffer.wrap(Hex.bytes(hex));
    }
}
