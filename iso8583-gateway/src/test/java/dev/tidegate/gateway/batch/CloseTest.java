package dev.tidegate.gateway.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.gateway.batch.BatchView.Side;
import dev.tidegate.gateway.fixture.Profiles;
import dev.tidegate.gateway.fixture.Sales;
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
            rig.link
                    .answersWith(m -> m.answer("80").with(60, "057"))
                    .answersWith(m -> m.answer("80").with(60, "058"));
            rig.closed();

            assertThat(rig.view().cause()).isEqualTo(Causes.WRONG_NUMBER);
            assertThat(rig.sentForBatches()).hasSize(2);
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
