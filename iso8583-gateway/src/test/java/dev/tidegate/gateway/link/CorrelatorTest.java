package dev.tidegate.gateway.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidegate.core.payment.Stan;
import dev.tidegate.gateway.codec.IsoCodec;
import dev.tidegate.gateway.codec.IsoMessage;
import dev.tidegate.gateway.codec.Outbound;
import dev.tidegate.gateway.fixture.Profiles;
import dev.tidegate.gateway.fixture.Sales;
import dev.tidegate.gateway.link.AcquirerLink.Arrival;
import dev.tidegate.gateway.link.Correlator.Verdict;
import dev.tidegate.gateway.profile.MessageKind;
import dev.tidegate.gateway.profile.Profile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which answer belongs to which message. */
class CorrelatorTest {
    private static final String LINE = "the one line";

    @TempDir
    private Path folder;

    private IsoCodec codec = new IsoCodec(Profiles.generic());
    private Correlator correlator = new Correlator(Profiles.generic().session());

    private void matchingByReference() throws IOException {
        Profile profile = Profiles.edited(
                folder,
                Map.of(
                        "matchOn: \"11 41\"",
                        "matchOn: \"11 37\"",
                        "answerHolds: \"11 39 41\"",
                        "answerHolds: \"11 37 39\"",
                        "      60: batch.number\n      74",
                        "      37: \"=000000000001\"\n      60: batch.number\n      74"),
                Map.of());
        codec = new IsoCodec(profile);
        correlator = new Correlator(profile.session());
    }

    private static IsoMessage withReference(IsoMessage answer, int stan) {
        TreeMap<Integer, String> fields = new TreeMap<>(answer.fields());
        fields.put(37, Messages.rrn(stan));
        return new IsoMessage(answer.type(), fields, answer.issuerData());
    }

    private Open expect(MessageKind kind, String terminal, int stan) {
        return expect(Messages.of(codec, kind, terminal, stan), LINE);
    }

    private Open expect(Outbound message, Object line) {
        Open open = correlator.expect(message, line);
        assertThat(open).isNotNull();
        return open;
    }

    private Verdict arrived(String type, String terminal, int stan, String code) {
        return correlator.arrived(Messages.answer(type, terminal, new Stan(stan).toString(), code));
    }

    private static String near(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Stray.class);
        assertThat(((Verdict.Stray) verdict).stray()).isInstanceOf(StrayAnswer.Unmatched.class);
        var near = ((StrayAnswer.Unmatched) ((Verdict.Stray) verdict).stray()).near();
        return near.isEmpty() ? "" : near.getFirst().told();
    }

    private static StrayAnswer stray(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Stray.class);
        return ((Verdict.Stray) verdict).stray();
    }

    @Test
    void answer_ofTheSameKey_endsTheWait() {
        Open open = expect(MessageKind.SALE, "TILL0001", 17);

        assertThat(arrived("0210", "TILL0001", 17, "00")).isEqualTo(new Verdict.Matched());

        assertThat(open.arrival().join()).isInstanceOf(Arrival.Answer.class);
        assertThat(correlator.size()).isZero();
    }

    @Test
    void answer_ofEachTypeThatTheProfileNames_matches() {
        expect(MessageKind.REVERSAL, "TILL0001", 17);
        assertThat(arrived("0430", "TILL0001", 17, "00")).isEqualTo(new Verdict.Matched());

        expect(MessageKind.REVERSAL, "TILL0001", 18);
        assertThat(arrived("0410", "TILL0001", 18, "00")).isEqualTo(new Verdict.Matched());
    }

    @Test
    void answer_ofATypeThatAnswersAnotherMessage_isUnmatched() {
        Open open = expect(MessageKind.SALE, "TILL0001", 17);

        assertThat(near(arrived("0230", "TILL0001", 17, "00"))).isEqualTo("0:0200/0230");
        assertThat(open.arrival()).isNotDone();
    }

    @Test
    void answer_ofAnotherTerminalOrStan_saysWhatDiffers() {
        Open open = expect(MessageKind.SALE, "TILL0001", 17);

        assertThat(near(arrived("0210", "TILL0002", 17, "00"))).isEqualTo("41:TILL0001/TILL0002");
        assertThat(near(arrived("0210", "TILL0001", 18, "00"))).isEqualTo("11:000017/000018");
        assertThat(near(arrived("0210", "", 17, "00"))).isEqualTo("41:TILL0001/");
        assertThat(near(arrived("0210", "TILL0009", 99, "00"))).isEmpty();

        assertThat(open.arrival()).isNotDone();
    }

    @Test
    void answer_unmatchedAmongMany_namesTheNearestFew() {
        for (int i = 0; i < 50; i++) {
            expect(MessageKind.SALE, Messages.tid(i), i < 40 ? 17 : 100 + i);
        }

        var unmatched = (StrayAnswer.Unmatched) stray(arrived("0430", Messages.tid(45), 17, "00"));

        assertThat(unmatched.near()).hasSize(Correlator.NEAR_MAX);
        assertThat(unmatched.near())
                .allSatisfy(miss -> assertThat(miss.differences()).hasSize(2));
    }

    @Test
    void answer_afterTheWaitWasGivenUp_isLateOnceAndThenADuplicate() {
        Open open = expect(MessageKind.SALE, "TILL0001", 17);
        correlator.giveUp(open);

        assertThat(open.arrival().join()).isEqualTo(new Arrival.Silence());
        assertThat(stray(arrived("0210", "TILL0001", 17, "00"))).isInstanceOf(StrayAnswer.Late.class);
        assertThat(stray(arrived("0210", "TILL0001", 17, "00"))).isInstanceOf(StrayAnswer.Duplicate.class);
    }

    @Test
    void answer_thatComesWithTheTimer_isHeardByOneSideAlone() {
        for (int stan = 1; stan <= 500; stan++) {
            Open open = expect(MessageKind.SALE, "TILL0001", stan);
            CompletableFuture<Void> timer = CompletableFuture.runAsync(() -> correlator.giveUp(open));

            Verdict verdict = arrived("0210", "TILL0001", stan, "00");
            timer.join();

            boolean answered = open.arrival().join() instanceof Arrival.Answer;
            assertThat(verdict.equals(new Verdict.Matched()))
                    .as("STAN %d", stan)
                    .isEqualTo(answered);
            if (!answered) {
                assertThat(stray(verdict)).as("STAN %d", stan).isInstanceOf(StrayAnswer.Late.class);
            }
        }
    }

    @Test
    void answer_twice_isADuplicateTheSecondTime() {
        expect(MessageKind.SALE, "TILL0001", 17);

        assertThat(arrived("0210", "TILL0001", 17, "05")).isEqualTo(new Verdict.Matched());

        assertThat(stray(arrived("0210", "TILL0001", 17, "05"))).isEqualTo(duplicate("05", false));
        assertThat(stray(arrived("0210", "TILL0001", 17, "00"))).isEqualTo(duplicate("00", true));
    }

    private static StrayAnswer duplicate(String code, boolean contradicts) {
        return new StrayAnswer.Duplicate(Messages.answer("0210", "TILL0001", "000017", code), contradicts);
    }

    @Test
    void answer_toAMessageThatWasWithdrawn_isUnmatched() {
        Open open = expect(MessageKind.SALE, "TILL0001", 17);
        correlator.withdraw(open);

        assertThat(near(arrived("0210", "TILL0001", 17, "00"))).isEmpty();
    }

    @Test
    void answer_toARepeatOfAMessageGivenUp_isItsAnswer() {
        correlator.giveUp(expect(MessageKind.ADVICE, "TILL0001", 17));
        Open again = expect(MessageKind.ADVICE, "TILL0001", 17);

        assertThat(arrived("0230", "TILL0001", 17, "00")).isEqualTo(new Verdict.Matched());
        assertThat(again.arrival()).isDone();
        assertThat(stray(arrived("0230", "TILL0001", 17, "00"))).isInstanceOf(StrayAnswer.Duplicate.class);
    }

    @Test
    void interimAnswer_leavesTheWaitOpen() {
        Open open = expect(MessageKind.SALE, "TILL0001", 17);

        assertThat(arrived("0210", "TILL0001", 17, "09")).isEqualTo(new Verdict.Interim());
        assertThat(arrived("0210", "TILL0001", 17, "09")).isEqualTo(new Verdict.Interim());

        assertThat(open.interims()).isEqualTo(2);
        assertThat(open.arrival()).isNotDone();
        assertThat(arrived("0210", "TILL0001", 17, "00")).isEqualTo(new Verdict.Matched());
    }

    @Test
    void interimAnswer_afterTheTimer_isLate() {
        correlator.giveUp(expect(MessageKind.SALE, "TILL0001", 17));

        assertThat(stray(arrived("0210", "TILL0001", 17, "09"))).isInstanceOf(StrayAnswer.Late.class);
    }

    @Test
    void terminal_withOneMessageInFlight_hasNoSecond() {
        Open open = expect(MessageKind.SALE, "TILL0001", 17);

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> expect(MessageKind.REVERSAL, "TILL0001", 18));
        assertThat(open.arrival()).isNotDone();
        correlator.giveUp(open);
        assertThat(expect(MessageKind.REVERSAL, "TILL0001", 18).arrival()).isNotDone();
    }

    @Test
    void answer_thatMatchesByReference_needsNoTerminal() throws IOException {
        matchingByReference();
        Open open = expect(MessageKind.SALE, "TILL0001", 17);

        assertThat(correlator.arrived(withReference(Messages.answer("0210", "", "000017", "00"), 17)))
                .isEqualTo(new Verdict.Matched());
        assertThat(open.arrival()).isDone();
    }

    @Test
    void answer_thatMatchesByReference_mayNotContradictTheTerminal() throws IOException {
        matchingByReference();
        Open open = expect(MessageKind.SALE, "TILL0001", 17);

        assertThat(near(correlator.arrived(withReference(Messages.answer("0210", "TILL0002", "000017", "00"), 17))))
                .isEqualTo("41:TILL0001/TILL0002");
        assertThat(open.arrival()).isNotDone();
    }

    @Test
    void networkAnswer_matchesByStanAlone() {
        Open open = expect(codec.network(new Stan(3), "301", Sales.SOLD_AT), LINE);

        assertThat(arrived("0810", "", 3, "00")).isEqualTo(new Verdict.Matched());
        assertThat(open.arrival()).isDone();
    }

    @Test
    void line_thatIsGone_endsItsOwnWaitsAlone() {
        Open here = expect(MessageKind.SALE, "TILL0001", 17);
        Open there = expect(Messages.of(codec, MessageKind.SALE, "TILL0002", 17), "another line");

        correlator.giveUpAll(LINE);

        assertThat(here.arrival().join()).isEqualTo(new Arrival.Silence());
        assertThat(there.arrival()).isNotDone();
    }

    @Test
    void line_withAMessageInFlight_retiresOnlyWhenItMust() {
        Open open = expect(MessageKind.SALE, "TILL0001", 17);

        assertThat(correlator.retire(LINE, false)).isFalse();
        correlator.giveUp(open);
        assertThat(correlator.retire(LINE, false)).isTrue();

        assertThat(correlator.expect(Messages.of(codec, MessageKind.SALE, "TILL0001", 18), LINE))
                .isNull();
        assertThat(correlator.expect(codec.network(new Stan(3), "002", Sales.SOLD_AT), LINE))
                .as("the sign-off may go")
                .isNotNull();
    }

    @Test
    void memory_ofWhatIsOver_isBounded() {
        for (int stan = 1; stan <= Correlator.REMEMBERED_MAX + 10; stan++) {
            correlator.giveUp(expect(MessageKind.SALE, "TILL0001", stan));
        }

        assertThat(near(arrived("0210", "TILL0001", 5, "00"))).isEmpty();
        assertThat(stray(arrived("0210", "TILL0001", 11, "00"))).isInstanceOf(StrayAnswer.Late.class);
    }
}
