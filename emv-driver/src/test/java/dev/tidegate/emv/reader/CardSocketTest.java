package dev.tidegate.emv.reader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.emv.EndReason;
import dev.tidegate.core.port.CardRead;
import dev.tidegate.core.port.CardSession;
import dev.tidegate.emv.apdu.CardChannel.Transmission;
import dev.tidegate.emv.contact.ContactKernel;
import dev.tidegate.emv.testcard.Hex;
import dev.tidegate.emv.testcard.Mutation;
import dev.tidegate.emv.testcard.SocketCard;
import dev.tidegate.emv.testcard.Terminals;
import dev.tidegate.emv.testcard.TestCard;
import dev.tidegate.emv.testcard.TestIssuer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Frames of the vpcd protocol, byte by byte, over a real socket whose other end is in the test's hands. */
@Timeout(30)
final class CardSocketTest {
    private static final class OpenSlot implements CardSocket.Slot {
        private int released;

        @Override
        public boolean isGone() {
            return false;
        }

        @Override
        public void letGo() {
            released++;
        }
    }

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final OpenSlot slot = new OpenSlot();
    private ServerSocket server = unbound();
    private Socket card = new Socket();
    private CardSocket reader = new CardSocket(card, now::get, slot);

    @BeforeEach
    void connect() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        card = new Socket(server.getInetAddress(), server.getLocalPort());
        reader = new CardSocket(server.accept(), now::get, slot);
    }

    @AfterEach
    void disconnect() throws IOException {
        reader.close();
        card.close();
        server.close();
    }

    @Test
    void transmit_anyCommand_isOneFrame() throws IOException {
        send("00029000");

        Transmission transmission = reader.transmit(command("00A4040000"), ByteBuffer.allocate(258));

        assertThat(transmission).isEqualTo(Transmission.ANSWERED);
        assertThat(received(7)).isEqualTo("0005" + "00A4040000");
    }

    @Test
    void transmit_answerInPieces_isPutTogether() throws Exception {
        ByteBuffer response = ByteBuffer.allocate(258);
        Thread dribble = Thread.ofVirtual().start(() -> {
            for (String piece : "00 05 6F 01 00 90 00".split(" ")) {
                send(piece);
            }
        });

        assertThat(reader.transmit(command("00A4040000"), response)).isEqualTo(Transmission.ANSWERED);
        dribble.join();

        assertThat(Hex.of(Arrays.copyOf(response.array(), response.position()))).isEqualTo("6F01009000");
    }

    @Test
    void transmit_cardThatIsTooLate_isSilent() {
        Instant[] ticks = {Instant.EPOCH};
        InstantSource hurrying = () -> ticks[0] = ticks[0].plus(CardSocket.ANSWER_MAX);
        CardSocket late = new CardSocket(card, hurrying, slot);

        assertThat(late.transmit(command("00A4040000"), ByteBuffer.allocate(258)))
                .isEqualTo(Transmission.SILENT);
    }

    @Test
    void transmit_connectionEndsInTheMiddleOfAFrame_isRemoved() throws IOException {
        send("0010" + "6F01");
        card.shutdownOutput();

        assertThat(reader.transmit(command("00A4040000"), ByteBuffer.allocate(258)))
                .isEqualTo(Transmission.REMOVED);
    }

    @Test
    void transmit_emptyFrame_isAnEmptyAnswer() {
        send("0000");
        ByteBuffer response = ByteBuffer.allocate(258);

        assertThat(reader.transmit(command("00A4040000"), response)).isEqualTo(Transmission.ANSWERED);
        assertThat(response.position()).isZero();
    }

    @Test
    void close_twice_letsGoOnce() throws IOException {
        reader.close();
        reader.close();

        assertThat(slot.released).isEqualTo(1);
        assertThat(received(3)).isEqualTo("0001" + "00");
    }

    @Test
    void powerOn_cardThatIsGone_isSeen() throws IOException {
        card.close();

        assertThat(reader.powerOn(CardInterface.CONTACT)).isEqualTo(CardSocket.Start.GONE);
    }

    @Test
    void powerOn_answerLongerThanAnAnswerToReset_isUnreadable() {
        send("00223B".concat("00".repeat(33)));
        send("00223B".concat("00".repeat(33)));

        assertThat(reader.powerOn(CardInterface.CONTACT)).isEqualTo(CardSocket.Start.UNREADABLE);
    }

    @Test
    void kernel_cardsThatChangeTheirAnswersOverTheSocket_endInAValue() throws Exception {
        VirtualReader virtual = VirtualReader.listen(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                CardInterface.CONTACT,
                InstantSource.system());
        ContactKernel kernel = new ContactKernel(
                virtual, Terminals.settings(), TestIssuer.keys(), new SplittableRandom(1), InstantSource.system());
        int cryptograms = 0;
        for (int seed = 0; seed < 100; seed++) {
            TestCard mutating = TestCard.visa().profile("5C00").onTheWire(new Mutation(new SplittableRandom(seed), 12));
            try (SocketCard inserted = SocketCard.insert(virtual.port(), mutating);
                    CardSession session = kernel.begin(Terminals.sale(7_500))) {
                assertThat(session.read()).isNotEqualTo(new CardRead.Ended(EndReason.NO_CARD));
                assertThat(inserted.controls()).contains("04");
                cryptograms += session.read() instanceof CardRead.Answered ? 1 : 0;
            }
        }
        virtual.close();
        assertThat(cryptograms).isBetween(10, 99);
    }

    private void send(String hex) {
        try {
            OutputStream out = card.getOutputStream();
            out.write(Hex.bytes(hex));
            out.flush();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private String received(int bytes) throws IOException {
        card.setSoTimeout((int) Duration.ofSeconds(5).toMillis());
        return Hex.of(card.getInputStream().readNBytes(bytes));
    }

    private static ByteBuffer command(String hex) {
        return ByteBuffer.wrap(Hex.bytes(hex));
    }

    private static ServerSocket unbound() {
        try {
            return new ServerSocket();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
