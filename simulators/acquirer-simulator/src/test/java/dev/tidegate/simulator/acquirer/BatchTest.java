package dev.tidegate.simulator.acquirer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.simulator.acquirer.books.Batch;
import dev.tidegate.simulator.acquirer.books.LedgerEvent;
import dev.tidegate.simulator.acquirer.issuer.Messages;
import dev.tidegate.simulator.acquirer.issuer.TestCard;
import dev.tidegate.simulator.acquirer.wire.Dialect;
import dev.tidegate.simulator.acquirer.wire.Digits;
import dev.tidegate.simulator.acquirer.wire.IsoMessage;
import dev.tidegate.simulator.acquirer.wire.Mti;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reconciliation, upload, cut-over. */
final class BatchTest {
    private static final String TID = "TID00001";

    @TempDir
    Path folder;

    @Test
    void close_inBalance_closesAndTakesTheNextNumber() {
        try (var booth = new Booth(folder)) {
            booth.code(Messages.sale());

            IsoMessage answer = booth.answer(close("000010", "001", 1, 1234));

            assertThat(answer.mti().digits()).isEqualTo("0510");
            assertThat(answer.text(39)).isEqualTo("00");
            assertThat(answer.text(66)).isEqualTo("1");
            assertThat(booth.ledger.batch(TID).number()).isEqualTo(2);
            assertThat(booth.ledger.batch(TID).items()).isZero();
        }
    }

    @Test
    void close_countingReversedItemsOnBothSides_balancesToo() {
        try (var booth = new Booth(folder)) {
            booth.code(Messages.sale());
            booth.code(Messages.sale(TestCard.APPROVES, 100, 2, "000002"));
            booth.code(Messages.reversal(Messages.sale(), "000003"));
            IsoMessage both =
                    close("000010", "001", 2, 1334).with(77, "0000000001").with(89, "0000000000001234");

            assertThat(booth.code(both)).isEqualTo("00");
        }
    }

    @Test
    void close_again_isAnsweredAsBeforeAndClosesNoOther() {
        try (var booth = new Booth(folder)) {
            booth.code(Messages.sale());
            IsoMessage first = booth.answer(close("000010", "001", 1, 1234));

            IsoMessage again = booth.answer(Messages.repeated(close("000010", "001", 1, 1234)));

            assertThat(again.fields()).isEqualTo(first.fields());
            assertThat(booth.ledger.batch(TID).number()).isEqualTo(2);
        }
    }

    @Test
    void close_ofAnotherBatch_isToldTheRightNumber() {
        try (var booth = new Booth(folder)) {
            IsoMessage answer = booth.answer(close("000010", "007", 0, 0));

            assertThat(answer.text(39)).isEqualTo("80");
            assertThat(answer.text(60)).isEqualTo("001");
        }
    }

    @Test
    void close_outOfBalance_isUploadedAndThenCloses() {
        try (var booth = new Booth(folder)) {
            booth.code(Messages.sale());

            IsoMessage first = booth.answer(close("000010", "001", 2, 1334));
            assertThat(first.text(39)).isEqualTo("95");
            assertThat(first.text(66)).isEqualTo("2");
            assertThat(booth.code(item(Messages.sale(), "000011"))).isEqualTo("00");
            assertThat(booth.code(item(Messages.sale(TestCard.APPROVES, 100, 2, "000002"), "000012")))
                    .isEqualTo("00");

            assertThat(booth.code(close("000013", "001", 2, 1334))).isEqualTo("00");
            assertThat(booth.ledger.totals().live().amount()).isEqualTo(1334);
            assertThat(booth.ledger.batch(TID).number()).isEqualTo(2);
        }
    }

    @Test
    void upload_ofLess_carriesTheRestOver() {
        try (var booth = new Booth(folder)) {
            booth.code(Messages.sale());
            booth.code(Messages.sale(TestCard.APPROVES, 100, 2, "000002"));
            booth.code(close("000010", "001", 1, 1234));
            booth.code(item(Messages.sale(), "000011"));

            assertThat(booth.code(close("000012", "001", 1, 1234))).isEqualTo("00");

            assertThat(booth.ledger.batch(TID).totals().debitAmount()).isEqualTo(100);
            assertThat(booth.entry(Messages.sale(TestCard.APPROVES, 100, 2, "000002"))
                            .place()
                            .batch())
                    .isEqualTo(2);
        }
    }

    @Test
    void upload_thatNobodyAskedFor_isRefused() {
        try (var booth = new Booth(folder)) {
            booth.code(Messages.sale());

            assertThat(booth.code(item(Messages.sale(), "000011"))).isEqualTo("12");
        }
    }

    @Test
    void upload_ofAnotherAmount_isRefused() {
        try (var booth = new Booth(folder)) {
            booth.code(Messages.sale());
            booth.code(close("000010", "001", 0, 0));

            assertThat(booth.code(item(Messages.sale(), "000011").with(4, "000000001233")))
                    .isEqualTo("13");
        }
    }

    @Test
    void elavon_outOfBalance_isClosedWithTheHostsTotals() {
        try (var booth = new Booth(folder, Dialect.ELAVON_LIKE)) {
            booth.code(Messages1993.sale());

            IsoMessage answer = booth.answer(Messages1993.close("000010", "001", 2, 1334));

            assertThat(answer.text(39)).isEqualTo("501");
            assertThat(answer.text(76)).isEqualTo("0000000001");
            assertThat(answer.text(88)).isEqualTo("0000000000001234");
            assertThat(booth.ledger.batch(TID).number()).isEqualTo(2);
        }
    }

    @Test
    void elavon_emptyBatch_staysOpen() {
        try (var booth = new Booth(folder, Dialect.ELAVON_LIKE)) {
            assertThat(booth.code(Messages1993.close("000010", "001", 0, 0))).isEqualTo("133");
            assertThat(booth.ledger.batch(TID).number()).isEqualTo(1);
        }
    }

    @Test
    void elavon_wrongBatch_isToldTheRightNumber() {
        try (var booth = new Booth(folder, Dialect.ELAVON_LIKE)) {
            IsoMessage answer = booth.answer(Messages1993.close("000010", "002", 0, 0));

            assertThat(answer.text(39)).isEqualTo("137");
            assertThat(answer.text(29)).isEqualTo("001");
        }
    }

    @Test
    void ifsf_reconciliation_isNoFunctionOfTheirs() {
        try (var booth = new Booth(folder, Dialect.IFSF_LIKE)) {
            assertThat(booth.code(Messages1993.close("000010", "001", 0, 0))).isEqualTo("115");
        }
    }

    @Test
    void close_atTheLastNumber_wrapsToOne() {
        try (var booth = new Booth(folder)) {
            booth.ledger.append(new LedgerEvent.BatchNumbered(TID, Batch.NUMBER_MAX, Booth.NOW));
            booth.code(Messages.sale());

            assertThat(booth.code(close("000010", "999", 1, 1234))).isEqualTo("00");
            assertThat(booth.ledger.batch(TID).number()).isEqualTo(1);
        }
    }

    @Test
    void close_hostPutOutOfBalance_answersOtherTotals() {
        try (var booth = new Booth(folder)) {
            booth.code(Messages.sale());

            IsoMessage answer = booth.acquirer.answer(close("000010", "001", 1, 1234), Word.totalsOff(-34));

            assertThat(answer.text(39)).isEqualTo("95");
            assertThat(answer.text(88)).isEqualTo("0000000000001200");
        }
    }

    @Test
    void void_afterTheBatchWasClosed_isRefused() {
        try (var booth = new Booth(folder)) {
            booth.code(Messages.sale());
            booth.code(close("000010", "001", 1, 1234));

            assertThat(booth.code(
                            Messages.sale().with(3, "020000").with(11, "000018").without(55)))
                    .isEqualTo("12");
        }
    }

    @Test
    void cutOver_dayTurned_booksOnTheNextDay() {
        try (var booth = new Booth(folder)) {
            booth.ledger.append(new LedgerEvent.DayTurned(LocalDate.of(2026, 11, 23), Booth.NOW));
            booth.code(Messages.sale());

            assertThat(booth.entry(Messages.sale()).place().businessDate()).isEqualTo(LocalDate.of(2026, 11, 23));
        }
    }

    @Test
    void open_afterARestart_knowsBatchesAndTheUpload() {
        Batch before;
        try (var booth = new Booth(folder)) {
            booth.code(Messages.sale());
            booth.code(close("000010", "001", 1, 1234));
            booth.code(Messages.sale(TestCard.APPROVES, 100, 2, "000002"));
            booth.code(close("000011", "002", 0, 0));
            booth.code(item(Messages.sale(TestCard.APPROVES, 100, 2, "000002"), "000012"));
            before = booth.ledger.batch(TID);
        }

        try (var booth = new Booth(folder)) {
            assertThat(booth.ledger.batch(TID)).isEqualTo(before);
            assertThat(before.uploading()).isTrue();
        }
    }

    private static IsoMessage close(String stan, String batch, int debits, long debitAmount) {
        var fields = new TreeMap<Integer, String>();
        fields.put(7, "1122220000");
        fields.put(11, stan);
        fields.put(41, TID);
        fields.put(60, batch);
        fields.put(74, "0".repeat(10));
        fields.put(76, Digits.padded(debits, 10));
        fields.put(86, "0".repeat(16));
        fields.put(88, Digits.padded(debitAmount, 16));
        return new IsoMessage(new Mti("0500"), fields);
    }

    private static IsoMessage item(IsoMessage sale, String stan) {
        return new IsoMessage(new Mti("0320"), sale.without(55).fields()).with(11, stan);
    }
}
