package dev.tidegate.emv.contact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.FinalOutcome;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.emv.apdu.CardChannel;
import dev.tidegate.emv.data.CardMemory;
import dev.tidegate.emv.data.CardObjects;
import dev.tidegate.emv.risk.CardHistory;
import dev.tidegate.emv.step.Step;
import dev.tidegate.emv.testcard.Hex;
import dev.tidegate.emv.testcard.ScriptCard;
import dev.tidegate.emv.testcard.Terminals;
import dev.tidegate.emv.testcard.TestCard;
import dev.tidegate.emv.testcard.TestIssuer;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both halves are pure: the same inputs and answers, the same commands and end; and nothing is left behind. */
final class PureTest {
    private static final Octets NUMBER = Octets.ofHex("0A0B0C0D");

    @ParameterizedTest
    @ValueSource(strings = {"5C00", "7C00", "7D00"})
    void halves_playedAgainFromTheRecord_sendTheSameAndEndTheSame(String profile) {
        ScriptCard record = new ScriptCard();
        TestCard card = card(profile);
        CardMemory memory = new CardMemory();
        FirstCryptogram first = first(recording(card, record), memory);
        FinalOutcome last = last(first, recording(card, record));

        CardMemory again = new CardMemory();
        FirstCryptogram firstAgain = first(record, again);
        FinalOutcome lastAgain = last(firstAgain, record);

        assertThat(record.left()).isZero();
        assertThat(firstAgain.outcome()).isEqualTo(first.outcome());
        assertThat(firstAgain.transaction().results())
                .isEqualTo(first.transaction().results());
        assertThat(lastAgain).isEqualTo(last).isInstanceOf(FinalOutcome.Approved.class);
    }

    // What a till would need after a crash, with the card still powered: the answers so far are the whole state.
    @ParameterizedTest
    @ValueSource(strings = {"5C00", "7C00", "7D00"})
    void halves_resumedAfterEachCommandFromTheAnswersSoFar_endTheSame(String profile) {
        List<byte[]> answers = new ArrayList<>();
        List<byte[]> commands = new ArrayList<>();
        FinalOutcome last = play(noting(card(profile), commands, answers));

        for (int cut = 0; cut <= answers.size(); cut++) {
            TestCard powered = card(profile);
            commands.subList(0, cut)
                    .forEach(command -> powered.transmit(ByteBuffer.wrap(command.clone()), ByteBuffer.allocate(300)));

            assertThat(play(continuing(answers.subList(0, cut), powered)))
                    .as("resumed after %d of %d commands", cut, answers.size())
                    .isEqualTo(last);
        }
        System.out.println("resumed: " + (answers.size() + 1) + " cuts, profile " + profile);
    }

    private static TestCard card(String profile) {
        return TestCard.mastercard().profile(profile).with("9F14", "05").with("9F23", "09");
    }

    private static FinalOutcome play(CardChannel channel) {
        return last(first(channel, new CardMemory()), channel);
    }

    private static CardChannel continuing(List<byte[]> before, CardChannel card) {
        Iterator<byte[]> left = before.iterator();
        return (command, response) -> {
            if (!left.hasNext()) {
                return card.transmit(command, response);
            }
            command.position(command.limit());
            response.put(left.next());
            return CardChannel.Transmission.ANSWERED;
        };
    }

    private static CardChannel noting(CardChannel card, List<byte[]> commands, List<byte[]> answers) {
        return (command, response) -> {
            byte[] sent = new byte[command.remaining()];
            command.duplicate().get(sent);
            int from = response.position();
            CardChannel.Transmission transmission = card.transmit(command, response);
            commands.add(sent);
            answers.add(Arrays.copyOfRange(response.array(), from, response.position()));
            return transmission;
        };
    }

    @Test
    void memory_closedAfterATransaction_hasNoNumberAnyMore() {
        CardMemory memory = new CardMemory();
        FirstCryptogram first = first(TestCard.visa(), memory);
        CardObjects card = first.transaction().card();
        assertThat(Hex.of(card.value(new Tag(0x5A)))).isEqualTo(TestCard.VISA_PAN);

        memory.close();

        assertThat(Hex.of(card.value(new Tag(0x5A)))).matches("0+");
        assertThat(Hex.of(card.value(new Tag(0x57)))).matches("0+");
        assertThat(card.authenticated())
                .allSatisfy(run -> assertThat(Hex.of(run)).matches("0+"));
        assertThat(card.told()).allSatisfy(run -> assertThat(Hex.of(run)).matches("0*"));
    }

    @Test
    void transaction_asText_showsNoCardData() {
        FirstCryptogram first = first(TestCard.visa(), new CardMemory());

        String text = first + " " + first.transaction() + " " + first.outcome() + " " + first.answer();

        assertThat(text)
                .doesNotContain(TestCard.VISA_PAN)
                .doesNotContain("391231")
                .doesNotContain("3912");
        assertThat(text).contains("5A").as("tags are shown, values are not");
    }

    @Test
    void commands_afterTheyWereSent_areWiped() {
        byte[][] sent = new byte[1][];
        TestCard card = TestCard.visa().with("8C", "5A085A089F3704");
        CardChannel channel = (command, response) -> {
            sent[0] = command.array();
            return card.transmit(command, response);
        };

        FirstCryptogram first = first(channel, new CardMemory());

        assertThat(first.answer().type()).isNotNull();
        assertThat(card.last("80AE")).contains(TestCard.VISA_PAN);
        assertThat(sent[0]).as("the buffer that held the card's own number").containsOnly(0);
    }

    private static FirstCryptogram first(CardChannel card, CardMemory memory) {
        FirstHalf.Inputs inputs = new FirstHalf.Inputs(
                Terminals.withCombined(),
                new TerminalFiles(TestIssuer.keys(), CardHistory.none()),
                Terminals.sale(7_500),
                NUMBER,
                50,
                SequenceCounter.NONE,
                false);
        Step<FirstCryptogram> end =
                new Conversation(card, Kernels.CLOCK).play(new FirstHalf(inputs, memory).begin(), () -> false);
        if (end instanceof Step.Done<FirstCryptogram> done) {
            return done.result();
        }
        throw new AssertionError("no cryptogram: " + end);
    }

    private static FinalOutcome last(FirstCryptogram first, CardChannel card) {
        Step<FinalOutcome> end = new Conversation(card, Kernels.CLOCK)
                .play(new SecondHalf(first).finish(Kernels.approved()), () -> false);
        if (end instanceof Step.Done<FinalOutcome> done) {
            return done.result();
        }
        throw new AssertionError("no last word: " + end);
    }

    private static CardChannel recording(CardChannel card, ScriptCard record) {
        return (command, response) -> {
            byte[] sent = new byte[command.remaining()];
            command.duplicate().get(sent);
            ByteBuffer answer = ByteBuffer.allocate(300);
            CardChannel.Transmission transmission = card.transmit(command, answer);
            byte[] received = Arrays.copyOf(answer.array(), answer.position());
            record.on(Hex.of(sent), Hex.of(received));
            response.put(received);
            return transmission;
        };
    }
}
