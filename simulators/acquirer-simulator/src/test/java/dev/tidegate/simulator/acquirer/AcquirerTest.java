package dev.tidegate.simulator.acquirer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.simulator.acquirer.books.EntryState;
import dev.tidegate.simulator.acquirer.books.GivenAnswer;
import dev.tidegate.simulator.acquirer.books.LedgerBrokenException;
import dev.tidegate.simulator.acquirer.books.LedgerEntry;
import dev.tidegate.simulator.acquirer.books.Place;
import dev.tidegate.simulator.acquirer.books.SaleTerms;
import dev.tidegate.simulator.acquirer.books.Tombstone;
import dev.tidegate.simulator.acquirer.books.Totals;
import dev.tidegate.simulator.acquirer.books.TransactionKey;
import dev.tidegate.simulator.acquirer.books.TransactionKind;
import dev.tidegate.simulator.acquirer.issuer.CardUse;
import dev.tidegate.simulator.acquirer.issuer.CryptogramCheck;
import dev.tidegate.simulator.acquirer.issuer.Messages;
import dev.tidegate.simulator.acquirer.issuer.TestCard;
import dev.tidegate.simulator.acquirer.wire.GoldenMessages;
import dev.tidegate.simulator.acquirer.wire.IsoMessage;
import dev.tidegate.simulator.acquirer.wire.Reading;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AcquirerTest {
    @TempDir
    Path folder;

    private Booth booth;

    @BeforeEach
    void open() {
        booth = new Booth(folder);
    }

    @AfterEach
    void close() {
        booth.close();
    }

    @Test
    void answer_goldenExchanges_areByteForByte() {
        assertThat(exchange(GoldenMessages.SALE)).isEqualTo(GoldenMessages.SALE_ANSWER);
        assertThat(exchange(GoldenMessages.REVERSAL)).isEqualTo(GoldenMessages.REVERSAL_ANSWER);
        assertThat(exchange(GoldenMessages.ECHO)).isEqualTo(GoldenMessages.ECHO_ANSWER);
    }

    @Test
    void answer_goldenAdvice_isByteForByte() {
        assertThat(exchange(GoldenMessages.ADVICE)).isEqualTo(GoldenMessages.ADVICE_ANSWER);
    }

    @Test
    void answer_sale_isBookedLive() {
        assertThat(booth.code(Messages.sale())).isEqualTo("00");

        assertThat(booth.entry(Messages.sale()))
                .isEqualTo(new LedgerEntry(
                        new TransactionKey("TID00001", '2', "000001", "632613000001"),
                        TransactionKind.SALE,
                        TransactionKey.NONE,
                        new SaleTerms("MERCHANT0000001", 1234, "978", "1122", "133000"),
                        1234,
                        new CardUse("chip-approves", "************0119", 1, CryptogramCheck.VERIFIED),
                        new GivenAnswer("00", 1234, "000001", "E9E5020F06896FE03030"),
                        EntryState.LIVE,
                        new Place(LocalDate.of(2026, 11, 22), 1, 1),
                        "0200",
                        0,
                        0,
                        Booth.NOW,
                        Booth.NOW));
    }

    @Test
    void answer_declined_isBookedAsDeclined() {
        IsoMessage sale = Messages.sale(TestCard.DECLINED, 700, 1, "000001");

        IsoMessage answer = booth.answer(sale);

        assertThat(answer.text(39)).isEqualTo("51");
        assertThat(answer.has(38)).isFalse();
        assertThat(answer.text(55)).startsWith("910A").endsWith("8A023531");
        assertThat(booth.entry(sale).state()).isEqualTo(EntryState.DECLINED);
    }

    @Test
    void answer_deferredSaleAndAdvice_keepTheirKinds() {
        IsoMessage deferred = Messages.deferred(TestCard.APPROVES, 100, 1, "000001");
        IsoMessage advice = Messages.advice();
        booth.code(deferred);
        booth.code(advice);

        assertThat(booth.entry(deferred).kind()).isEqualTo(TransactionKind.DEFERRED_SALE);
        assertThat(booth.entry(advice).kind()).isEqualTo(TransactionKind.ADVICE);
    }

    @Test
    void answer_badFormat_booksNothing() {
        assertThat(booth.code(Messages.sale().with(49, "840"))).isEqualTo("30");

        assertThat(booth.ledger.entries()).isEmpty();
    }

    @Test
    void answer_repeat_getsTheFirstAnswerAndIsCounted() {
        IsoMessage first = booth.answer(Messages.sale());

        IsoMessage again = booth.answer(Messages.repeated(Messages.sale()));

        assertThat(again).isEqualTo(first);
        assertThat(booth.entry(Messages.sale()).repeats()).isEqualTo(1);
        assertThat(booth.ledger.totals().live()).isEqualTo(new Totals.Sum(1, 1234));
    }

    @Test
    void answer_repeatOfADecline_isDeclinedAgain() {
        IsoMessage sale = Messages.sale(TestCard.DECLINED, 700, 1, "000001");
        booth.code(sale);

        assertThat(booth.code(Messages.repeated(sale))).isEqualTo("51");
    }

    @Test
    void answer_repeatOfWhatNeverCame_isBookedAsTheFirst() {
        IsoMessage advice = Messages.repeated(Messages.advice());

        assertThat(booth.code(advice)).isEqualTo("00");
        assertThat(booth.entry(advice).firstMti()).isEqualTo("0221");
        assertThat(booth.entry(advice).repeats()).isZero();
    }

    @Test
    void answer_sameKeyNotMarkedAsRepeat_isDuplicate() {
        booth.code(Messages.sale());

        assertThat(booth.code(Messages.sale())).isEqualTo("94");
        assertThat(booth.entry(Messages.sale()).repeats()).isZero();
    }

    @Test
    void answer_repeatThatSaysSomethingElse_isDuplicate() {
        booth.code(Messages.sale());
        IsoMessage repeat = Messages.repeated(Messages.sale());

        assertThat(booth.code(repeat.with(12, "133001"))).isEqualTo("94");
        assertThat(booth.code(repeat.with(13, "1123"))).isEqualTo("94");
        assertThat(booth.code(Messages.repeated(Messages.sale(TestCard.APPROVES, 999, 1, "000001"))))
                .isEqualTo("94");
        assertThat(booth.code(Messages.repeated(Messages.sale(TestCard.OFFLINE, 1234, 1, "000001"))))
                .isEqualTo("94");
    }

    @Test
    void answer_adviceWithTheKeyOfASale_isDuplicate() {
        booth.code(Messages.sale());

        assertThat(booth.code(Messages.repeated(Messages.advice(TestCard.APPROVES, 1234, 2, "000001"))))
                .isEqualTo("94");
    }

    @Test
    void answer_sameStanWithAnotherReference_isAnotherSale() {
        booth.code(Messages.sale());

        assertThat(booth.code(
                        Messages.sale(TestCard.APPROVES, 1234, 2, "000001").with(37, "632713000001")))
                .isEqualTo("00");
        assertThat(booth.ledger.entries()).hasSize(2);
    }

    @Test
    void answer_sameCryptogramInAnotherSale_isDeclined82() {
        booth.code(Messages.sale());
        IsoMessage replayed = Messages.sale(TestCard.APPROVES, 1234, 1, "000002");

        assertThat(booth.code(replayed)).isEqualTo("82");
        assertThat(booth.entry(replayed).card().cryptogram()).isEqualTo(CryptogramCheck.ATC_USED);
    }

    @Test
    void answer_wrongCryptogram_usesNoCounter() {
        IsoMessage sale = Messages.sale();
        booth.code(sale.with(55, sale.text(55).replaceAll("9F2608.{2}", "9F260800")));

        assertThat(booth.code(Messages.sale(TestCard.APPROVES, 1234, 1, "000002")))
                .isEqualTo("00");
    }

    @Test
    void answer_sameCryptogramAfterItsReversal_isTakenOnce() {
        booth.code(Messages.sale());
        booth.code(Messages.reversal(Messages.sale(), "000002"));

        assertThat(booth.code(Messages.sale(TestCard.APPROVES, 1234, 1, "000003")))
                .isEqualTo("00");
        booth.code(Messages.repeated(Messages.reversal(Messages.sale(), "000002")));
        assertThat(booth.code(Messages.sale(TestCard.APPROVES, 1234, 1, "000004")))
                .isEqualTo("82");
    }

    @Test
    void answer_reversal_takesTheSaleBack() {
        booth.code(Messages.sale());

        assertThat(booth.code(Messages.reversal(Messages.sale(), "000002"))).isEqualTo("00");

        assertThat(booth.entry(Messages.sale()).state()).isEqualTo(EntryState.REVERSED);
        assertThat(booth.ledger.totals().live()).isEqualTo(new Totals.Sum(0, 0));
    }

    @Test
    void answer_reversalRepeated_isApprovedAgainAndCounted() {
        IsoMessage reversal = Messages.reversal(Messages.sale(), "000002");
        booth.code(Messages.sale());
        booth.code(reversal);

        assertThat(booth.code(Messages.repeated(reversal))).isEqualTo("00");
        assertThat(booth.entry(Messages.sale()).reversals()).isEqualTo(2);
    }

    @Test
    void answer_reversalOfADecline_isApprovedAndChangesNothing() {
        IsoMessage sale = Messages.sale(TestCard.DECLINED, 700, 1, "000001");
        booth.code(sale);

        assertThat(booth.code(Messages.reversal(sale, "000002"))).isEqualTo("00");
        assertThat(booth.entry(sale).state()).isEqualTo(EntryState.DECLINED);
    }

    @Test
    void answer_reversalOfAnotherAmount_isRefused() {
        booth.code(Messages.sale());

        assertThat(booth.code(Messages.reversal(Messages.sale(), "000002").with(4, "000000001000")))
                .isEqualTo("13");
        assertThat(booth.entry(Messages.sale()).state()).isEqualTo(EntryState.LIVE);
    }

    @Test
    void answer_reversalOfWhatNeverCame_is25AndRemembered() {
        IsoMessage reversal = Messages.reversal(Messages.sale(), "000002");

        assertThat(booth.code(reversal)).isEqualTo("25");
        assertThat(booth.code(Messages.repeated(reversal))).isEqualTo("25");

        assertThat(booth.ledger.tombstones())
                .containsExactly(new Tombstone(Reading.of(reversal).original(), 1234, 2, Booth.NOW));
    }

    @Test
    void answer_saleAfterItsReversal_isDeclined05() {
        booth.code(Messages.reversal(Messages.sale(), "000002"));

        assertThat(booth.code(Messages.sale())).isEqualTo("05");

        assertThat(booth.entry(Messages.sale()).state()).isEqualTo(EntryState.DECLINED);
        assertThat(booth.code(Messages.repeated(Messages.sale()))).isEqualTo("05");
        assertThat(booth.code(Messages.repeated(Messages.reversal(Messages.sale(), "000002"))))
                .isEqualTo("25");
    }

    @Test
    void answer_repeatOfAReversedSale_isDeclined05() {
        booth.code(Messages.sale());
        booth.code(Messages.reversal(Messages.sale(), "000002"));

        assertThat(booth.code(Messages.repeated(Messages.sale()))).isEqualTo("05");
    }

    @Test
    void answer_diskRefused_isNotGiven() {
        booth.ledger.close();

        assertThatThrownBy(() -> booth.answer(Messages.sale())).isInstanceOf(LedgerBrokenException.class);
        assertThat(booth.ledger.entries()).isEmpty();
    }

    @Test
    void passBy_beforeBooking_leavesNothingOnDisk() {
        assertThatKillLeaves(KillPoint.ACQUIRER_BEFORE_BOOKING, 0);
    }

    @Test
    void passBy_afterBooking_leavesTheBookingOnDisk() {
        assertThatKillLeaves(KillPoint.ACQUIRER_AFTER_BOOKING, 1);
    }

    private void assertThatKillLeaves(KillPoint point, int entries) {
        booth.close();
        try (var dying = new Booth(folder, Map.of(point, 1))) {
            assertThatThrownBy(() -> dying.answer(Messages.sale())).hasMessage("killed");
        }
        booth = new Booth(folder);
        assertThat(booth.ledger.entries()).hasSize(entries);
    }

    private String exchange(String request) {
        IsoMessage answer =
                booth.answer(GoldenMessages.CODEC.decode(HexFormat.of().parseHex(request)));
        return HexFormat.of().withUpperCase().formatHex(GoldenMessages.CODEC.encode(answer));
    }
}
