package dev.tidegate.emv.reader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.emv.EndReason;
import dev.tidegate.core.emv.FinalOutcome;
import dev.tidegate.core.emv.HostAnswer;
import dev.tidegate.core.emv.Outcome;
import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.port.CardRead;
import dev.tidegate.core.port.CardSession;
import dev.tidegate.core.port.TransactionParameters;
import dev.tidegate.emv.apdu.CardChannel;
import dev.tidegate.emv.contact.ContactKernel;
import dev.tidegate.emv.settings.KernelSettings;
import dev.tidegate.emv.testcard.Mutation;
import dev.tidegate.emv.testcard.SocketCard;
import dev.tidegate.emv.testcard.Terminals;
import dev.tidegate.emv.testcard.TestCard;
import dev.tidegate.emv.testcard.TestIssuer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whole contact transactions over the real service. */
@Timeout(60)
final class PcscKernelTest {
    /** Each takes a second of the service; {@code MutatingCardTest} has the long form, without it. */
    private static final int MUTATING_CARDS = 4;

    private static final byte[] MORE_DATA = {0x61};

    private static PcscService service;

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
        reader = PcscReader.open(PcscService.CONTACT, CardInterface.CONTACT, event -> {});
    }

    @AfterEach
    void closeReader() {
        reader.close();
    }

    @Test
    void kernel_saleThatTheHostApproves_isApproved() throws IOException {
        try (SocketCard card = service.insert(TestCard.visa())) {
            try (CardSession session = kernel(Terminals.settings()).begin(sale(7_500))) {
                assertThat(session.read()).isInstanceOf(CardRead.Answered.class);

                FinalOutcome outcome = session.finish(new HostAnswer.Answered(true, "00", TlvSet.empty()));

                assertThat(outcome).isInstanceOf(FinalOutcome.Approved.class);
            }
            assertThat(PcscService.soon(() -> card.controls().contains("00")))
                    .as("the card has no power any more")
                    .isTrue();
        }
    }

    @Test
    void kernel_saleBelowTheFloorLimitWithCombinedSignature_isApprovedByTheCard() throws IOException {
        TestCard combined = TestCard.mastercard().profile("7D00");
        try (SocketCard card = service.insert(combined);
                CardSession session = kernel(Terminals.withCombined()).begin(sale(1_000))) {
            assertThat(session.read()).isInstanceOfSatisfying(CardRead.Answered.class, read -> {
                assertThat(read.outcome()).isInstanceOf(Outcome.Approved.class);
                assertThat(read.tvr().octets().hex()).startsWith("00");
            });
            assertThat(card.controls()).contains("04");
        }
    }

    @Test
    void kernel_cardThatKeepsItsAnswersUntilAsked_isApproved() throws IOException {
        KeepingCard keeping = new KeepingCard(TestCard.visa());
        try (SocketCard card = service.insert(keeping);
                CardSession session = kernel(Terminals.settings()).begin(sale(7_500))) {
            assertThat(session.read()).isInstanceOf(CardRead.Answered.class);
            assertThat(card.controls()).contains("04");
        }
        assertThat(keeping.fetched).isPositive();
        assertThat(keeping.repeated).isPositive();
    }

    @Test
    void kernel_cardPulledAtEachCommand_endsWithThat() throws IOException {
        for (int command = 1; command <= 9; command += 4) {
            int last = command;
            int[] count = {0};
            TestCard card = TestCard.visa();
            CardChannel pulled = (sent, response) ->
                    ++count[0] >= last ? CardChannel.Transmission.REMOVED : card.transmit(sent, response);
            try (SocketCard inserted = service.insert(pulled);
                    CardSession session = kernel(Terminals.settings()).begin(sale(7_500))) {
                assertThat(session.read()).isEqualTo(new CardRead.Ended(EndReason.REMOVED));
                assertThat(inserted.controls()).contains("04");
            }
            service.awaitEmpty(PcscService.CONTACT);
        }
    }

    @Test
    void finish_cardPulledWhileTheHostIsAsked_keepsTheArqc() throws IOException {
        SocketCard card = service.insert(TestCard.visa());
        try (CardSession session = kernel(Terminals.settings()).begin(sale(7_500))) {
            assertThat(session.read()).isInstanceOf(CardRead.Answered.class);
            card.close();

            assertThat(session.finish(new HostAnswer.Unable())).isInstanceOf(FinalOutcome.Deferrable.class);
        }
    }

    @Test
    void kernel_cardsThatChangeTheirAnswers_endInAValue() throws IOException {
        int cryptograms = 0;
        for (int seed = 0; seed < MUTATING_CARDS; seed++) {
            TestCard mutating = TestCard.visa().profile("5C00").onTheWire(new Mutation(new SplittableRandom(seed), 12));
            try (SocketCard card = service.insert(mutating);
                    CardSession session = kernel(Terminals.settings()).begin(sale(7_500))) {
                assertThat(session.read())
                        .as("seed %s, %s", seed, card.controls())
                        .isNotIn(new CardRead.Ended(EndReason.NO_CARD), new CardRead.Ended(EndReason.READER_LOST));
                cryptograms += session.read() instanceof CardRead.Answered ? 1 : 0;
            }
            service.awaitEmpty(PcscService.CONTACT);
        }
        System.out.println("pcsc: " + MUTATING_CARDS + " mutating cards, " + cryptograms + " cryptograms");
    }

    /** A card as protocol T=0 makes them: it says how much there is, and gives it when asked with that length. */
    private static final class KeepingCard implements CardChannel {
        private final CardChannel card;
        private byte[] kept = {};
        private int fetched;
        private int repeated;

        KeepingCard(CardChannel card) {
            this.card = card;
        }

        @Override
        public Transmission transmit(ByteBuffer command, ByteBuffer response) {
            int instruction = command.get(1);
            int third = Byte.toUnsignedInt(command.get(4));
            if (instruction == (byte) 0xC0) {
                fetched++;
                response.put(kept);
                return Transmission.ANSWERED;
            }
            ByteBuffer whole = ByteBuffer.allocate(300);
            boolean asksForAll = command.remaining() == 5 && third == 0;
            Transmission transmission = card.transmit(command, whole);
            byte[] answer = Arrays.copyOf(whole.array(), whole.position());
            int data = answer.length - 2;
            if (data == 0) {
                response.put(answer);
            } else if (asksForAll) {
                repeated++;
                response.put(new byte[] {0x6C, (byte) data});
            } else if (command.limit() == 5) {
                response.put(answer);
            } else {
                kept = answer;
                response.put(MORE_DATA).put((byte) data);
            }
            return transmission;
        }
    }

    private ContactKernel kernel(KernelSettings settings) {
        return new ContactKernel(reader, settings, TestIssuer.keys(), new SplittableRandom(5), InstantSource.system());
    }

    private static TransactionParameters sale(long minor) {
        return new TransactionParameters(Amount.of(minor, "EUR"), Terminals.NOW, Duration.ofSeconds(10));
    }
}
