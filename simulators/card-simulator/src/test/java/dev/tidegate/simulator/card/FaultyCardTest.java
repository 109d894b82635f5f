package dev.tidegate.simulator.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each fault at each step of a whole transaction, as a reader meets it. */
@Timeout(60)
final class FaultyCardTest {
    private static final List<Fault.Kind> WITHOUT_VALUE = Arrays.stream(Fault.Kind.values())
            .filter(kind -> kind != Fault.Kind.STATUS && kind != Fault.Kind.DELAY)
            .toList();

    @TempDir
    private Path state;

    /** One command of each step, in the order of a transaction. */
    private record Said(Step step, String command) {}

    private static final List<Said> TRANSACTION = List.of(
            new Said(Step.SELECT_DIRECTORY, "00A404000E315041592E5359532E444446303100"),
            new Said(Step.SELECT, "00A4040007A000000004101000"),
            new Said(Step.OPTIONS, "80A8000002830000"),
            new Said(Step.READ_RECORD, "00B2010C00"),
            new Said(Step.GET_DATA, "80CA9F3600"),
            new Said(Step.GET_CHALLENGE, "0084000000"),
            new Said(Step.VERIFY, "0020008008241234FFFFFFFFFF"),
            new Said(Step.INTERNAL_AUTHENTICATE, "0088000004C0FFEE0100"),
            new Said(Step.FIRST_CRYPTOGRAM, "80AE80001D" + "00".repeat(29) + "00"),
            new Said(Step.EXTERNAL_AUTHENTICATE, "008200000A" + "00".repeat(10)),
            new Said(Step.SCRIPT, "841E000008" + "00".repeat(8)),
            new Said(Step.SECOND_CRYPTOGRAM, "80AE40001F" + "00".repeat(31) + "00"),
            new Said(Step.GET_RESPONSE, "00C0000000"),
            new Said(Step.OTHER, "00FF000000"));

    @TestFactory
    Stream<DynamicTest> statusWord_atEachStep_isAnswered() {
        return TRANSACTION.stream()
                .map(said -> DynamicTest.dynamicTest(said.step().toString(), () -> {
                    DirectReader reader = reader(said.step() + "=status:6F12");

                    assertThat(Bytes.hex(playTo(reader, said))).isEqualTo("6F12");
                }));
    }

    @TestFactory
    Stream<DynamicTest> loop_atEachStep_goesOn() {
        return Stream.of("6985", "6110", "6C10")
                .flatMap(status -> TRANSACTION.stream()
                        .map(said -> DynamicTest.dynamicTest(said.step() + " " + status, () -> {
                            DirectReader reader = reader("any#*=status:" + status);

                            for (int i = 0; i < 5; i++) {
                                byte[] answer = reader.transmit(Bytes.hex(said.command()));
                                assertThat(Bytes.hex(answer)).isEqualTo(status);
                            }
                        })));
    }

    @TestFactory
    Stream<DynamicTest> removal_atEachStep_takesTheCardOut() {
        return Stream.of("removal", "removal-after")
                .flatMap(kind -> TRANSACTION.stream()
                        .map(said -> DynamicTest.dynamicTest(said.step() + " " + kind, () -> {
                            DirectReader reader = reader(said.step() + "=" + kind);

                            assertThatThrownBy(() -> playTo(reader, said)).isInstanceOf(CardRemovedException.class);
                        })));
    }

    @TestFactory
    Stream<DynamicTest> fault_ofEachKindAtEachStep_leavesTheCardUsable() {
        return WITHOUT_VALUE.stream()
                .flatMap(kind -> TRANSACTION.stream()
                        .map(said -> DynamicTest.dynamicTest(said.step() + "=" + kind, () -> {
                            SimulatedCard card = card(said.step() + "=" + kind);
                            DirectReader reader = new DirectReader();
                            reader.insert(card, Face.CONTACT);
                            try {
                                playTo(reader, said);
                            } catch (CardRemovedException e) {
                                assertThat(kind.toString()).startsWith("removal");
                            }

                            card.breakWith(List.of());
                            reader.insert(card, Face.CONTACT);

                            assertThat(Bytes.hex(reader.transmit(
                                            Bytes.hex(TRANSACTION.getFirst().command()))))
                                    .endsWith("9000");
                        })));
    }

    @Test
    void delay_ofTheCard_isWaitedForByTheTransportAndNotByTheCard() {
        Contact contact = new Contact(card("select-directory=delay:30000"), Face.CONTACT);

        Played played = contact.play(Bytes.hex(TRANSACTION.getFirst().command()));

        assertThat(played.delay()).hasSeconds(30);
        assertThat(Bytes.hex(played.answer().bytes())).endsWith("9000");
    }

    @Test
    void removal_duringADelay_endsIt() throws InterruptedException {
        DirectReader reader = reader("select-directory=delay:60000");
        Thread hand = Thread.ofVirtual().start(reader::close);

        assertThatThrownBy(
                        () -> reader.transmit(Bytes.hex(TRANSACTION.getFirst().command())))
                .isInstanceOf(CardRemovedException.class);
        hand.join();
    }

    @Test
    void fault_atTheSecondTime_sparesTheFirstAndTheThird() {
        DirectReader reader = reader("select-directory#2=status:6F00");
        byte[] command = Bytes.hex(TRANSACTION.getFirst().command());

        assertThat(Bytes.hex(reader.transmit(command))).endsWith("9000");
        assertThat(Bytes.hex(reader.transmit(command))).isEqualTo("6F00");
        assertThat(Bytes.hex(reader.transmit(command))).endsWith("9000");
    }

    @Test
    void faults_atTheNextInsertion_beginAnew() {
        SimulatedCard card = card("select-directory=status:6F00");
        DirectReader reader = new DirectReader();
        byte[] command = Bytes.hex(TRANSACTION.getFirst().command());

        for (int i = 0; i < 2; i++) {
            reader.insert(card, Face.CONTACT);
            assertThat(Bytes.hex(reader.transmit(command))).isEqualTo("6F00");
            assertThat(Bytes.hex(reader.transmit(command))).endsWith("9000");
        }
    }

    @Test
    void answerToReset_withGarbage_isNoneOfACard() {
        DirectReader reader = reader("reset=garbage:1");

        assertThat(reader.answerToReset()[0]).isNotIn((byte) 0x3B, (byte) 0x3F);
    }

    @Test
    void firstCryptogram_higherThanAsked_isATc() {
        Terminal terminal = new Terminal(reader("first-cryptogram=higher")::transmit).ready();

        terminal.generate(0x80, 0x8C);

        assertThat(terminal.hex(0x9F27)).isEqualTo("40");
        assertThat(terminal.value(0x9F26))
                .isEqualTo(Cards.issuer("chip-offline", 1).cryptogram(terminal));
    }

    @Test
    void secondCryptogram_higherThanAsked_isATc() {
        Terminal terminal = new Terminal(reader("second-cryptogram=higher")::transmit).ready();
        terminal.generate(0x80, 0x8C);

        terminal.generate(0x00, 0x8D);

        assertThat(terminal.hex(0x9F27)).isEqualTo("40");
    }

    @Test
    void cryptogram_withAWrongBit_isNotTheIssuers() {
        Terminal terminal = new Terminal(reader("first-cryptogram=wrong-cryptogram")::transmit).ready();

        terminal.generate(0x80, 0x8C);

        assertThat(terminal.value(0x9F26))
                .isNotEqualTo(Cards.issuer("chip-offline", 1).cryptogram(terminal));
    }

    @Test
    void certificate_withAWrongBit_isNotTheAuthoritys() {
        // The third record of the transaction is the first of file 2: the issuer's certificate.
        Terminal terminal = new Terminal(reader("read-record#4=wrong-signature")::transmit).ready();

        assertThatThrownBy(() -> new CertificateChain(terminal)).isInstanceOf(AssertionError.class);
    }

    @Test
    void forgedCard_ofTheDrawer_signsWrongEachTime() {
        DirectReader reader = new DirectReader();
        reader.insert(Cards.of(state, "chip-bad-signature"), Face.CONTACT);
        Terminal terminal = new Terminal(reader::transmit).ready();
        CertificateChain chain = new CertificateChain(terminal);

        byte[] signature = terminal.send("0088000004C0FFEE0100").object(0x80);

        assertThatThrownBy(() -> chain.dynamicData(signature, Bytes.hex("C0FFEE01")))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void pulledCard_ofTheDrawer_isGoneAtItsFirstCryptogram() {
        DirectReader reader = new DirectReader();
        reader.insert(Cards.of(state, "chip-pulled"), Face.CONTACT);
        Terminal terminal = new Terminal(reader::transmit).ready();

        assertThatThrownBy(() -> terminal.generate(0x80, 0x8C)).isInstanceOf(CardRemovedException.class);
    }

    @Test
    void muteCard_ofTheDrawer_answersNothingOfUse() {
        DirectReader reader = new DirectReader();
        reader.insert(Cards.of(state, "chip-mute"), Face.CONTACT);

        assertThat(reader.answerToReset()[0]).isNotIn((byte) 0x3B, (byte) 0x3F);
        assertThat(Bytes.hex(reader.transmit(Bytes.hex(TRANSACTION.getFirst().command()))))
                .isEqualTo("6F00");
    }

    @Test
    void faults_tooMany_areRefused() {
        SimulatedCard card = card("select=empty");
        List<Fault> many = Collections.nCopies(SimulatedCard.FAULTS_MAX + 1, Fault.parse("select=empty"));

        assertThatThrownBy(() -> card.breakWith(many)).isInstanceOf(IllegalArgumentException.class);
        assertThat(card.faults()).hasSize(1);
    }

    private static byte[] playTo(DirectReader reader, Said last) {
        byte[] answer = new byte[0];
        for (Said said : TRANSACTION) {
            answer = reader.transmit(Bytes.hex(said.command()));
            if (said.equals(last)) {
                break;
            }
        }
        return answer;
    }

    private DirectReader reader(String fault) {
        DirectReader reader = new DirectReader();
        reader.insert(card(fault), Face.CONTACT);
        return reader;
    }

    private SimulatedCard card(String fault) {
        SimulatedCard card = Cards.of(state, "chip-offline");
        card.breakWith(List.of(Fault.parse(fault)));
        return card;
    }
}
