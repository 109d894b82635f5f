package dev.tidegate.gateway.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.gateway.batch.BatchView.Side;
import dev.tidegate.gateway.fixture.Profiles;
import dev.tidegate.gateway.fixture.Sales;
import dev.tidegate.gateway.fixture.ScriptedLink.Fate;
import dev.tidegate.gateway.fixture.WireMessage;
import dev.tidegate.gateway.store.BatchRow.State;
import dev.tidegate.gateway.store.Outstanding;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The close of a batch: what is sent, and what each answer makes of it. */
class CloseTest {
    private static final Duration A_WHILE = Duration.ofMinutes(20);

    @TempDir
    private Path folder;

    @Test
    void close_inBalance_closesItAndOpensTheNext() {
        try (BatchRig rig = new BatchRig(folder)) {
            PaymentId sale = rig.sold(1250);
            rig.refunded(sale, 500);
            rig.link.answers("00");
            rig.closed();

            WireMessage sums = rig.link.last();
            assertThat(sums.type()).isEqualTo("0500");
            assertThat(List.of(sums.text(60), sums.text(76), sums.text(88), sums.text(74), sums.text(86)))
                    .containsExactly("001", "0000000001", "0000000000001250", "0000000001", "0000000000000500");
            assertThat(sums.text(97)).isEqualTo("D0000000000000750");
            assertThat(rig.state(1)).isEqualTo(State.CLOSED);
            assertThat(rig.view().number()).isEqualTo(2);
            assertThat(rig.view().totals()).isEmpty();
        }
    }

    @Test
    void close_asBalancedWithOtherSums_isClosedAndTheDifferenceTold() {
        try (BatchRig rig = new BatchRig(folder)) {
            rig.sold(1250);
            rig.link.answersWith(message -> BatchRig.sums(message, "00", 1, 1200));
            rig.closed();

            assertThat(rig.state(1)).isEqualTo(State.CLOSED);
            assertThat(rig.details("DIFFERENCE")).singleElement().asString().contains("-0.50 EUR");
        }
    }

    @Test
    void sale_whileTheCloseIsUnderWay_goesIntoTheNext() {
        try (BatchRig rig = new BatchRig(folder)) {
            rig.sold(1250);
            rig.link.staysSilent();
            rig.closed();
            PaymentId later = rig.sold(300);
            rig.pass(A_WHILE);
            rig.link.answers("00");
            rig.closer.doWork();

            assertThat(rig.link.last().text(88)).isEqualTo("0000000000001250");
            assertThat(rig.view(1).totals()).containsEntry("EUR", new Side(1, 1250, 0, 0));
            assertThat(rig.view(2).totals()).containsEntry("EUR", new Side(1, 300, 0, 0));
            assertThat(rig.desk.story(BatchRig.LANE, 2).orElseThrow().items())
                    .extracting(BatchStory.Item::payment)
                    .containsExactly(later.toString());
        }
    }

    @Test
    void close_whileAReversalWaits_isSentAfterIt() {
        try (BatchRig rig = new BatchRig(folder)) {
            rig.sold(300);
            rig.link.staysSilent();
            rig.ask(rig.newId(), 1250);
            rig.closed();
            assertThat(rig.sentForBatches()).isEmpty();

            rig.link.answers("00").answers("00");
            rig.engine.drain().doWork();
            rig.pass(NextMessage.LOOK_AGAIN);
            rig.closer.doWork();

            assertThat(rig.link.sentTypes()).containsExactly("0200", "0200", "0420", "0500");
        }
    }

    @Test
    void close_whileALiveSaleHasTheTerminal_waitsForItsTurn() {
        try (BatchRig rig = new BatchRig(folder)) {
            rig.sold(300);
            rig.wanted();
            PaymentId live = rig.newId();
            rig.link.answers("00");
            rig.link.meanwhile(() -> assertThat(rig.closer.doWork()).isZero());
            rig.ask(live, 400);
            rig.link.answers("00");
            rig.closer.doWork();

            assertThat(rig.link.sentTypes()).containsExactly("0200", "0200", "0500");
            assertThat(rig.view(1).totals()).containsEntry("EUR", new Side(2, 700, 0, 0));
        }
    }

    @Test
    void close_outOfBalance_tellsEachMessageAgainAndThenTheSums() {
        try (BatchRig rig = new BatchRig(folder)) {
            rig.sold(1250);
            PaymentId gone = rig.sold(900);
            rig.sold(300);
            rig.reversed(gone);
            List<String> references = rig.link.sent().stream()
                    .filter(m -> m.type().equals("0200") && !m.text(4).endsWith("900"))
                    .map(m -> m.text(37))
                    .toList();
            rig.link.answersWith(m -> BatchRig.sums(m, "95", 1, 1250))
                    .answers("00")
                    .answers("00")
                    .answersWith(m -> BatchRig.sums(m, "00", 2, 1550));
            rig.closed();

            assertThat(rig.sentForBatches()).containsExactly("0500", "0320", "0320", "0500");
            List<WireMessage> uploads =
                    rig.link.sent().stream().filter(m -> m.type().equals("0320")).toList();
            assertThat(uploads).extracting(m -> m.text(37)).containsExactlyElementsOf(references);
            assertThat(uploads.getFirst().text(90)).startsWith("0200");
            assertThat(rig.state(1)).isEqualTo(State.CLOSED);
            assertThat(rig.details("UPLOAD_BEGUN")).singleElement().asString().contains("-3.00 EUR");
        }
    }

    @Test
    void upload_refused_isToldToFinanceAndTheRestGoesOn() {
        try (BatchRig rig = new BatchRig(folder)) {
            PaymentId first = rig.sold(1250);
            rig.sold(300);
            rig.link.answers("95").answers("13").answers("00").answers("00");
            rig.closed();

            assertThat(rig.sentForBatches()).containsExactly("0500", "0320", "0320", "0500");
            assertThat(rig.details("UPLOAD_REFUSED")).singleElement().asString().contains(first.toString());
        }
    }

    @Test
    void upload_unanswered_isRepeatedUnderItsNumbers() {
        try (BatchRig rig = new BatchRig(folder)) {
            rig.sold(1250);
            rig.link.answers("95").staysSilent();
            rig.closed();
            rig.pass(A_WHILE);
            rig.link.answers("00").answers("00");
            rig.closer.doWork();

            List<WireMessage> sent = rig.link.sent();
            assertThat(rig.sentForBatches()).containsExactly("0500", "0320", "0321", "0500");
            assertThat(sent.get(3).text(11)).isEqualTo(sent.get(2).text(11));
            assertThat(rig.state(1)).isEqualTo(State.CLOSED);
        }
    }

    @Test
    void upload_whoseAnswerIsTechnical_isToldOnceMore() {
        try (BatchRig rig = new BatchRig(folder)) {
            rig.sold(1250);
            rig.link.answers("95").answers("96");
            rig.closed();
            rig.pass(A_WHILE);
            rig.link.answers("00").answers("00");
            rig.closer.doWork();

            assertThat(rig.sentForBatches()).containsExactly("0500", "0320", "0320", "0500");
            assertThat(rig.state(1)).isEqualTo(State.CLOSED);
        }
    }

    @Test
    void upload_whoseCardIsGone_isToldToFinance() {
        try (BatchRig rig = new BatchRig(folder)) {
            PaymentId id = rig.sold(1250);
            rig.sql("update payment set card = null");
            rig.link.answers("95").answers("95");
            rig.closed();

            assertThat(rig.sentForBatches()).containsExactly("0500", "0500");
            assertThat(rig.details("CANNOT_BE_MADE")).containsExactly("payment " + id);
        }
    }

    @Test
    void close_thatDiffersAfterTheUpload_waitsForAPerson() {
        try (BatchRig rig = new BatchRig(folder)) {
            rig.sold(1250);
            rig.link.answers("95").answers("00").answersWith(m -> BatchRig.sums(m, "95", 0, 0));
            rig.closed();

            assertThat(rig.state(1)).isEqualTo(State.HELD);
            assertThat(rig.view().cause()).isEqualTo(Causes.DIFFERENCE);
            assertThat(rig.details("DIFFERENCE")).singleElement().asString().contains("-12.50 EUR");
        }
    }

    @Test
    void held_acceptedByFinance_isClosed() {
        try (BatchRig rig = new BatchRig(folder)) {
            rig.sold(1250);
            rig.link.answers("95").answers("00").answers("95");
            rig.closed();

            assertThat(rig.desk.accept(BatchRig.LANE, BatchRig.FINANCE, "Telephoned."))
                    .isEqualTo(new CloseWord.Accepted());
            assertThat(rig.state(1)).isEqualTo(State.CLOSED);
            assertThat(rig.view().number()).isEqualTo(2);
        }
    }

    @Test
    void close_withTheHostsSums_isClosedAndTheDifferenceTold() {
        try (BatchRig rig = new BatchRig(folder, BatchRig.hostTotals(folder))) {
            rig.sold(1250);
            rig.link.answersWith(m -> BatchRig.sums(m, "95", 2, 2000));
            rig.closed();

            assertThat(rig.sentForBatches()).containsExactly("0500");
            assertThat(rig.state(1)).isEqualTo(State.CLOSED);
            assertThat(rig.view(1).host()).isEqualTo(new Side(2, 2000, 0, 0));
            assertThat(rig.details("DIFFERENCE")).singleElement().asString().contains("7.50 EUR");
        }
    }

    @Test
    void close_whoseFirstSendingWasLost_takesWhatTheHostCountsSince() {
        try (BatchRig rig = new BatchRig(folder, BatchRig.hostTotals(folder))) {
            rig.sold(1250);
            rig.link.staysSilent();
            rig.closed();
            rig.sold(300);
            rig.pass(A_WHILE);
            rig.link.answersWith(m -> BatchRig.sums(m, "95", 2, 1550));
            rig.closer.doWork();

            assertThat(rig.events()).contains("LATER_BOOKINGS_TAKEN");
            assertThat(rig.view(1).totals()).containsEntry("EUR", new Side(2, 1550, 0, 0));
            assertThat(rig.view(2).totals()).isEmpty();
        }
    }

    @Test
    void close_ofAnEmptyBatch_leavesItOpen() {
        try (BatchRig rig = new BatchRig(folder, BatchRig.hostTotals(folder))) {
            rig.link.answers("33");
            rig.closed();

            assertThat(rig.state(1)).isEqualTo(State.OPEN);
            assertThat(rig.events()).containsExactly("CLOSE_WANTED", "CLOSE_BEGUN", "EMPTY");
        }
    }

    @Test
    void close_emptyAtTheHostAlone_waitsForAPerson() {
        try (BatchRig rig = new BatchRig(folder, BatchRig.hostTotals(folder))) {
            rig.sold(1250);
            rig.link.answers("33");
            rig.closed();

            assertThat(rig.view().cause()).isEqualTo(Causes.HOST_IS_EMPTY);
        }
    }

    @Test
    void close_ofAnotherNumber_adoptsTheHostsAndSendsAgain() {
        try (BatchRig rig = new BatchRig(folder)) {
            rig.sold(1250);
            rig.link.answersWith(m -> m.answer("80").with(60, "057")).answers("00");
            rig.closed();

            assertThat(rig.sentForBatches()).containsExactly("0500", "0500");
            assertThat(rig.link.last().text(60)).isEqualTo("057");
            assertThat(rig.link.last().text(11))
                    .isNotEqualTo(rig.link.sent().get(1).text(11));
            assertThat(rig.view().number()).isEqualTo(58);
        }
    }

    @Test
    void close_ofAnotherNumberTwice_waitsForAPerson() {
        try (BatchRig rig = new BatchRig(folder)) {
            rig.sold(1250);
            rig.link.answersWith(m -> m.answer("80").with(60, "057"))
                    .answersWith(m -> m.answer("80").with(60, "058"));
            rig.closed();

            assertThat(rig.view().cause()).isEqualTo(Causes.WRONG_NUMBER);
            assertThat(rig.sentForBatches()).hasSize(2);
        }
    }

    // The host may have closed it on the first sending: with the next number adopted, the same sums would close another.
    @Test
    void close_whoseRepeatFindsTheNextNumber_isNeverSentForThatOne() {
        try (BatchRig rig = new BatchRig(folder)) {
            rig.sold(1250);
            rig.link.staysSilent();
            rig.closed();
            rig.pass(A_WHILE);
            rig.link.answersWith(m -> m.answer("80").with(60, "002"));
            rig.closer.doWork();

            assertThat(rig.view().cause()).isEqualTo(Causes.HOST_IS_AHEAD);
            assertThat(rig.wanted()).isInstanceOf(CloseWord.Refused.class);
            assertThat(rig.sentForBatches()).containsExactly("0500", "0501");
        }
    }

    @Test
    void close_unanswered_isRepeatedUnderItsNumbersWithTheSameSums() {
        try (BatchRig rig = new BatchRig(folder)) {
            PaymentId id = rig.sold(1250);
            rig.link.staysSilent();
            rig.closed();
            rig.reversed(id);
            rig.pass(A_WHILE);
            rig.link.answers("00");
            rig.closer.doWork();

            WireMessage first = rig.link.sent().get(1);
            WireMessage again = rig.link.last();
            assertThat(again.type()).isEqualTo("0501");
            assertThat(again.with(7, first.text(7)).fields()).isEqualTo(first.fields());
            assertThat(rig.state(1)).isEqualTo(State.CLOSED);
        }
    }

    @Test
    void close_neverAnswered_waitsForAPersonAndThenGoesOnAsARepeat() {
        try (BatchRig rig = new BatchRig(folder)) {
            rig.sold(1250);
            rig.wanted();
            for (int i = 0; i < 12; i++) {
                rig.closer.doWork();
                rig.pass(A_WHILE);
            }
            assertThat(rig.view().cause()).isEqualTo(Causes.UNANSWERED);
            rig.link.answers("00");
            rig.closed();

            assertThat(rig.link.last().type()).isEqualTo("0501");
            assertThat(rig.link.sent().stream().filter(m -> m.type().startsWith("05")))
                    .extracting(m -> m.text(11))
                    .containsOnly(rig.link.last().text(11));
            assertThat(rig.state(1)).isEqualTo(State.CLOSED);
        }
    }

    @Test
    void close_answeredLate_isClosed() {
        try (BatchRig rig = new BatchRig(folder)) {
            rig.sold(1250);
            rig.link.staysSilent();
            rig.closed();
            rig.late(rig.link.last().answer("00"));
            rig.pass(A_WHILE);
            rig.closer.doWork();

            assertThat(rig.state(1)).isEqualTo(State.CLOSED);
            assertThat(rig.sentForBatches()).containsExactly("0500");
        }
    }

    @Test
    void answer_thatCameAfterAnAnswer_changesNothing() {
        try (BatchRig rig = new BatchRig(folder)) {
            rig.sold(1250);
            rig.link.answers("00");
            rig.closed();
            rig.late(rig.link.last().answer("95"));

            assertThat(rig.state(1)).isEqualTo(State.CLOSED);
            assertThat(rig.state(2)).isEqualTo(State.OPEN);
        }
    }

    @Test
    void answer_aboutAnotherBatch_isNone() {
        try (BatchRig rig = new BatchRig(folder)) {
            rig.sold(1250);
            rig.link.answersWith(m -> m.answer("00").with(60, "009"));
            rig.closed();

            assertThat(rig.state(1)).isEqualTo(State.CLOSING);
        }
    }

    @Test
    void close_ofWhichNoByteLeft_isSentAsTheFirst() {
        try (BatchRig rig = new BatchRig(folder)) {
            rig.sold(1250);
            rig.link.takesNoByte();
            rig.closed();
            rig.pass(NextMessage.LOOK_AGAIN);
            rig.link.answers("00");
            rig.closer.doWork();

            assertThat(rig.sentForBatches()).containsExactly("0500");
            assertThat(rig.state(1)).isEqualTo(State.CLOSED);
        }
    }

    @Test
    void close_whileTheLineIsDown_waits() {
        try (BatchRig rig = new BatchRig(folder)) {
            rig.sold(1250);
            rig.link.isUp(false);
            rig.closed();

            assertThat(rig.state(1)).isEqualTo(State.ASKED);
        }
    }

    @Test
    void close_inTheHostsCutOver_isSentAgainForItsNewDay() {
        try (BatchRig rig = new BatchRig(folder)) {
            rig.sold(1250);
            rig.link.answersWith(m -> m.answer("90").with(15, "1125"));
            rig.closed();
            rig.pass(A_WHILE);
            rig.link.answers("00");
            rig.closer.doWork();

            assertThat(rig.link.sent().get(1).text(15)).isEqualTo("1122");
            assertThat(rig.link.last().text(15)).isEqualTo("1125");
            assertThat(rig.view(1).day()).isEqualTo("2026-11-25");
        }
    }

    @Test
    void close_inACutOverWithoutADate_isOfTheNextDay() {
        try (BatchRig rig = new BatchRig(folder)) {
            rig.sold(1250);
            rig.link.answers("90");
            rig.closed();
            rig.pass(A_WHILE);
            rig.link.answers("00");
            rig.closer.doWork();

            assertThat(rig.link.last().text(15)).isEqualTo("1123");
        }
    }

    @Test
    void close_afterTheCutOver_isOfTheNextDay() {
        try (BatchRig rig = new BatchRig(folder)) {
            rig.sold(1250);
            rig.pass(Duration.ofHours(9));
            rig.link.answers("00");
            rig.closed();

            assertThat(rig.link.last().text(15)).isEqualTo("1123");
        }
    }

    @Test
    void close_refusedWithAnotherCode_waitsForAPerson() {
        try (BatchRig rig = new BatchRig(folder)) {
            rig.sold(1250);
            rig.link.answers("12");
            rig.closed();

            assertThat(rig.view().cause()).isEqualTo(Causes.REFUSED);
        }
    }

    @Test
    void close_answeredTechnicallyForEver_waitsForAPerson() {
        try (BatchRig rig = new BatchRig(folder)) {
            rig.sold(1250);
            rig.link.otherwise(m -> new Fate.Answered(same -> same.answer("96")));
            rig.wanted();
            for (int i = 0; i < 12; i++) {
                rig.closer.doWork();
                rig.pass(A_WHILE);
            }

            assertThat(rig.view().cause()).isEqualTo(Causes.REFUSED);
            assertThat(rig.sentForBatches()).hasSize(8);
        }
    }

    @Test
    void number_afterTheGreatest_isOne() {
        try (BatchRig rig = new BatchRig(folder)) {
            rig.sold(1250);
            rig.sql("update batch set number = 999");
            rig.link.answers("00");
            rig.closed();

            assertThat(rig.link.last().text(60)).isEqualTo("999");
            assertThat(rig.view().number()).isEqualTo(1);
        }
    }

    @Test
    void stan_afterTheGreatest_isTheFirstThatIsNotOpen() {
        try (BatchRig rig = new BatchRig(folder)) {
            rig.sold(1250);
            rig.link.staysSilent();
            rig.closed();
            String name = "stan/" + BatchRig.LANE;
            rig.sql("update batch_message set stan = 1, business_date = '2026-11-01'");
            rig.sql("update attempt set stan = 2, business_date = '2026-11-01'");
            rig.sql("update counter set value = 999998 where name = '" + name + "'");
            rig.sold(100);
            rig.sold(200);

            List<WireMessage> sent = rig.link.sent();
            assertThat(sent.get(sent.size() - 2).text(11)).isEqualTo("999999");
            assertThat(sent.getLast().text(11)).as("1 is the close's").isEqualTo("000002");
        }
    }

    @Test
    void close_withStoredSales_carriesThemAndSaysSo() {
        try (BatchRig rig = new BatchRig(folder)) {
            rig.sold(1250);
            rig.stored(700);
            rig.link.answers("00");

            CloseWord word = rig.closed();

            assertThat(word).isEqualTo(new CloseWord.Wanted(new Outstanding(1, 0)));
            assertThat(word.sentence()).contains("1 on the way and 0 set aside goes into the next batch");
            assertThat(rig.details("CLOSE_BEGUN")).singleElement().asString().contains("1 on the way");
            assertThat(rig.state(1)).isEqualTo(State.CLOSED);
        }
    }

    @Test
    void close_withStoredSalesWhereThatBlocks_waitsUntilThereIsNone() {
        Map<String, String> block = Map.of("storedAtClose: carry", "storedAtClose: block");
        try (BatchRig rig = new BatchRig(folder, BatchRig.edited(folder, block))) {
            rig.sold(1250);
            rig.stored(700);

            assertThat(rig.closed()).isEqualTo(new CloseWord.Blocked(new Outstanding(1, 0)));
            assertThat(rig.sentForBatches()).isEmpty();

            rig.link.answers("00").answers("00");
            rig.engine.drain().doWork();
            rig.pass(NextMessage.LOOK_AGAIN);
            rig.closer.doWork();

            assertThat(rig.link.sentTypes()).containsExactly("0200", "0220", "0500");
            assertThat(rig.view(1).totals()).containsEntry("EUR", new Side(2, 1950, 0, 0));
        }
    }

    @Test
    void close_withSalesSetAside_namesThem() {
        try (BatchRig rig = new BatchRig(folder)) {
            rig.sold(1250);
            rig.stored(700);
            rig.sql("update payment set state = 'HELD' where kind = 'OFFLINE_APPROVED'");

            assertThat(rig.wanted()).isEqualTo(new CloseWord.Wanted(new Outstanding(0, 1)));
        }
    }

    @Test
    void batch_ofTwoCurrencies_waitsForAPerson() {
        try (BatchRig rig = new BatchRig(folder)) {
            rig.sold(1250);
            rig.sold(300);
            rig.sql("update batch_item set currency = 'CHF' where amount = 300");
            rig.closed();

            assertThat(rig.view().cause()).isEqualTo(Causes.CURRENCIES);
            assertThat(rig.view().totals()).containsOnlyKeys("CHF", "EUR");
            assertThat(rig.sentForBatches()).isEmpty();
        }
    }

    @Test
    void close_atAnAcquirerWithoutReconciliation_saysSo() {
        try (BatchRig rig = new BatchRig(folder, Profiles.named("ifsf-like"))) {
            assertThat(rig.wanted()).isEqualTo(new CloseWord.NoReconciliation(Sales.ACQUIRER));
            assertThat(rig.view().state()).isEqualTo("NONE");
        }
    }

    @Test
    void close_whileOneIsUnderWay_isRefused() {
        try (BatchRig rig = new BatchRig(folder)) {
            rig.sold(1250);
            rig.link.staysSilent();
            rig.closed();

            assertThat(rig.wanted()).isEqualTo(new CloseWord.Refused("Its close is under way."));
        }
    }
}
