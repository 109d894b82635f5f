package dev.tidegate.simulator.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Insertions over real sockets. */
@Timeout(60)
final class ReaderSlotTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @TempDir
    private Path state;

    private FakeReader reader;
    private ReaderSlot slot;
    private SimulatedCard card;

    @BeforeEach
    void start() throws IOException {
        reader = new FakeReader();
        slot = new ReaderSlot(new VirtualReader(reader.address()), Face.CONTACT);
        card = Cards.of(state, "chip-approves");
    }

    @AfterEach
    void stop() throws IOException {
        slot.close();
        reader.close();
    }

    @Test
    void reader_thatAsksForTheAnswerToReset_getsIt() throws IOException {
        slot.insert(card);
        try (FakeReader.Inserted inserted = reader.awaitCard()) {
            inserted.tell(0x01);

            inserted.tell(0x04);

            assertThat(inserted.hear()).asHexString().isEqualTo("3B6500002063CB6800");
        }
    }

    @Test
    void purchase_overTheWire_isThatOfTheCard() throws IOException {
        slot.insert(card);
        try (FakeReader.Inserted inserted = reader.awaitCard()) {
            Terminal terminal = new Terminal(inserted::ask).ready();

            terminal.generate(0x80, 0x8C);

            assertThat(terminal.value(0x9F26))
                    .isEqualTo(Cards.issuer("chip-approves", 1).cryptogram(terminal));
        }
    }

    @Test
    void reset_byTheReader_forgetsTheTransaction() throws IOException {
        slot.insert(card);
        try (FakeReader.Inserted inserted = reader.awaitCard()) {
            Terminal terminal = new Terminal(inserted::ask).ready();

            inserted.tell(0x02);

            assertThat(terminal.generate(0x80, 0x8C).status()).isEqualTo("6985");
        }
    }

    @Test
    void unknownControlByte_isNotAnswered() throws IOException {
        slot.insert(card);
        try (FakeReader.Inserted inserted = reader.awaitCard()) {
            inserted.tell(0x03);

            inserted.tell(0x04);

            assertThat(inserted.hear()).hasSize(9);
        }
    }

    @Test
    void emptyFrame_endsTheInsertion() throws IOException {
        slot.insert(card);
        try (FakeReader.Inserted inserted = reader.awaitCard()) {
            inserted.tell();

            assertThat(inserted.isGone()).isTrue();
        }
    }

    @Test
    void longestFrame_isAnsweredWithAStatusWord() throws IOException {
        slot.insert(card);
        try (FakeReader.Inserted inserted = reader.awaitCard()) {
            byte[] answer = inserted.ask(new byte[0xFFFF]);

            assertThat(answer).asHexString().isEqualTo("6700");
        }
    }

    @Test
    void frame_thatComesInPieces_isAnsweredOnce() throws IOException {
        slot.insert(card);
        try (FakeReader.Inserted inserted = reader.awaitCard()) {
            for (int piece : new int[] {0x00, 0x05, 0x00, 0xB2, 0x01, 0x0C, 0x00}) {
                inserted.write(piece);
            }

            assertThat(inserted.hear()).asHexString().isEqualTo("6985");
        }
    }

    @Test
    void twoFrames_thatComeAtOnce_areAnsweredInOrder() throws IOException {
        slot.insert(card);
        try (FakeReader.Inserted inserted = reader.awaitCard()) {
            inserted.write(0x00, 0x04, 0xFF, 0x00, 0x00, 0x00, 0x00, 0x04, 0x00, 0xFF, 0x00, 0x00);

            assertThat(inserted.hear()).asHexString().isEqualTo("6E00");
            assertThat(inserted.hear()).asHexString().isEqualTo("6D00");
        }
    }

    @Test
    void frame_thatIsCutShort_endsTheInsertion() throws IOException {
        slot.insert(card);
        try (FakeReader.Inserted inserted = reader.awaitCard()) {
            inserted.write(0x00, 0x05, 0x00, 0xB2);
        }

        ReaderSlot.View view = awaitRemoval();

        assertThat(view.commands()).isZero();
    }

    @Test
    void insertedAgain_afterAPurchaseWasCutOff_theCardBeginsAnew() throws IOException {
        slot.insert(card);
        try (FakeReader.Inserted inserted = reader.awaitCard()) {
            new Terminal(inserted::ask).ready().generate(0x80, 0x8C);
            slot.remove();
        }
        slot.insert(card);

        try (FakeReader.Inserted inserted = reader.awaitCard()) {
            assertThat(inserted.ask(Bytes.hex("80CA9F3600"))).asHexString().isEqualTo("6985");
            assertThat(new Terminal(inserted::ask).ready().generate(0x80, 0x8C).status())
                    .isEqualTo("9000");
        }
        assertThat(card.counter()).isEqualTo(2);
    }

    @Test
    void insert_byManyAtOnce_succeedsForOne() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Callable<ReaderSlot.Insertion>> hands = Collections.nCopies(32, () -> slot.insert(card));

            List<ReaderSlot.Insertion> outcomes = new ArrayList<>();
            for (Future<ReaderSlot.Insertion> outcome : threads.invokeAll(hands)) {
                outcomes.add(outcome.get());
            }

            assertThat(outcomes)
                    .containsOnlyOnce(new ReaderSlot.Insertion.Inserted())
                    .filteredOn(new ReaderSlot.Insertion.Occupied("chip-approves")::equals)
                    .hasSize(31);
        }
    }

    @Test
    void remove_takesTheCardFromTheReader() throws IOException {
        slot.insert(card);
        try (FakeReader.Inserted inserted = reader.awaitCard()) {
            slot.remove();

            assertThat(inserted.isGone()).isTrue();
            assertThat(slot.view().removedBy()).contains(ReaderSlot.RemovedBy.CONTROL);
        }
    }

    @Test
    void reader_thatGoesAway_leavesTheSlotEmpty() throws IOException {
        slot.insert(card);
        reader.awaitCard().close();

        ReaderSlot.View view = awaitRemoval();

        assertThat(view.removedBy()).contains(ReaderSlot.RemovedBy.READER);
    }

    @Test
    void insert_afterTheReaderCameBack_succeeds() throws IOException {
        slot.insert(card);
        reader.awaitCard().close();
        awaitRemoval();

        ReaderSlot.Insertion insertion = slot.insert(card);

        assertThat(insertion).isEqualTo(new ReaderSlot.Insertion.Inserted());
        assertThat(slot.view().removedBy()).isEmpty();
    }

    @Test
    void insert_whileACardIsIn_namesIt() {
        slot.insert(card);

        ReaderSlot.Insertion insertion = slot.insert(Cards.of(state, "chip-offline"));

        assertThat(insertion).isEqualTo(new ReaderSlot.Insertion.Occupied("chip-approves"));
    }

    @Test
    void insert_withoutAReader_saysWhere() throws IOException {
        InetSocketAddress address = reader.address();
        reader.close();

        ReaderSlot.Insertion insertion = slot.insert(card);

        assertThat(insertion)
                .isEqualTo(new ReaderSlot.Insertion.NoReader(address.getHostString() + ":" + address.getPort()));
        assertThat(slot.view().card()).isEmpty();
    }

    @Test
    void view_countsTheCommandsOfThisInsertion() throws IOException {
        card.answer(new byte[4]);
        slot.insert(card);
        try (FakeReader.Inserted inserted = reader.awaitCard()) {
            inserted.ask(new byte[4]);
            inserted.ask(new byte[4]);

            assertThat(slot.view().commands()).isEqualTo(2);
        }
    }

    private ReaderSlot.View awaitRemoval() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            ReaderSlot.View view = slot.view();
            if (view.removedBy().isPresent()) {
                return view;
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("the card is still in");
    }
}
