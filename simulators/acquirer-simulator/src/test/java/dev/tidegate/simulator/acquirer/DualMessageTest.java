package dev.tidegate.simulator.acquirer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.simulator.acquirer.books.EntryState;
import dev.tidegate.simulator.acquirer.books.LedgerEntry;
import dev.tidegate.simulator.acquirer.books.TransactionKind;
import dev.tidegate.simulator.acquirer.issuer.Messages;
import dev.tidegate.simulator.acquirer.issuer.TestCard;
import dev.tidegate.simulator.acquirer.wire.IsoMessage;
import dev.tidegate.simulator.acquirer.wire.Mti;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds and their completions, refunds, voids, parts. */
final class DualMessageTest {
    private static final IsoMessage HOLD =
            new IsoMessage(new Mti("0100"), Messages.sale().fields());

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
    void authorisation_approved_holdsAndMovesNothing() {
        assertThat(booth.answer(HOLD).mti().digits()).isEqualTo("0110");

        assertThat(booth.entry(HOLD).state()).isEqualTo(EntryState.HELD);
        assertThat(booth.ledger.totals().live().count()).isZero();
        assertThat(booth.ledger.totals().held().amount()).isEqualTo(1234);
    }

    @Test
    void completion_ofAHold_isLiveAndTheHoldIsDone() {
        booth.code(HOLD);

        assertThat(booth.code(completion())).isEqualTo("00");

        assertThat(booth.entry(completion()).kind()).isEqualTo(TransactionKind.COMPLETION);
        assertThat(booth.entry(HOLD).state()).isEqualTo(EntryState.DONE);
        assertThat(booth.ledger.totals().live().amount()).isEqualTo(1234);
    }

    @Test
    void completion_withTheSameStanAndReference_isAnotherBooking() {
        booth.code(HOLD);
        IsoMessage sameStan = completion().with(11, HOLD.text(11));

        assertThat(booth.code(sameStan)).isEqualTo("00");
        assertThat(booth.code(Messages.repeated(sameStan))).isEqualTo("00");
        assertThat(booth.ledger.entries()).hasSize(2);
    }

    @Test
    void completion_ofLess_movesLess() {
        booth.code(HOLD);

        assertThat(booth.code(completion().with(4, "000000001000"))).isEqualTo("00");

        assertThat(booth.ledger.totals().live().amount()).isEqualTo(1000);
    }

    @Test
    void completion_ofMore_isRefusedAndTheHoldStays() {
        booth.code(HOLD);

        assertThat(booth.code(completion().with(4, "000000001235"))).isEqualTo("13");
        assertThat(booth.entry(HOLD).state()).isEqualTo(EntryState.HELD);
    }

    @Test
    void completion_again_isADuplicate() {
        booth.code(HOLD);
        booth.code(completion());

        assertThat(booth.code(completion().with(11, "000009"))).isEqualTo("94");
    }

    @Test
    void completion_ofAReversedHold_isBookedAsDeclined() {
        booth.code(HOLD);
        booth.code(Messages.reversal(HOLD, "000005"));

        assertThat(booth.code(completion())).isEqualTo("05");
        assertThat(booth.ledger.totals().live().count()).isZero();
    }

    @Test
    void completion_byAuthorisationAlone_findsItsHold() {
        IsoMessage answer = booth.answer(HOLD);
        IsoMessage other = completion().with(37, "632613000077").with(38, answer.text(38));

        assertThat(booth.code(other)).isEqualTo("00");
        assertThat(booth.entry(HOLD).state()).isEqualTo(EntryState.DONE);
    }

    @Test
    void reversal_ofACompletedHold_isRefused() {
        booth.code(HOLD);
        booth.code(completion());

        assertThat(booth.code(Messages.reversal(HOLD, "000005"))).isEqualTo("12");
    }

    @Test
    void reversal_ofACompletion_holdsAgain() {
        booth.code(HOLD);
        booth.code(completion());

        assertThat(booth.code(Messages.reversal(completion(), "000005"))).isEqualTo("00");

        assertThat(booth.entry(HOLD).state()).isEqualTo(EntryState.HELD);
        assertThat(booth.ledger.totals().live().count()).isZero();
    }

    @Test
    void advice_approvedByTelephone_isLiveWithoutACard() {
        IsoMessage voice = completion();

        assertThat(booth.code(voice)).isEqualTo("00");

        assertThat(booth.entry(voice).kind()).isEqualTo(TransactionKind.ADVICE);
    }

    @Test
    void refund_ofNoSaleNamed_isLiveOnTheOtherSide() {
        assertThat(booth.code(refund(500, "000006"))).isEqualTo("00");

        assertThat(booth.ledger.totals().live().count()).isZero();
        assertThat(booth.ledger.totals().liveRefunds().amount()).isEqualTo(500);
    }

    @Test
    void refund_ofASale_stopsAtItsAmount() {
        booth.code(Messages.sale());

        assertThat(booth.code(refundOfSale(1000, "000006"))).isEqualTo("00");
        assertThat(booth.code(refundOfSale(235, "000007"))).isEqualTo("13");
        assertThat(booth.code(refundOfSale(234, "000008"))).isEqualTo("00");
    }

    @Test
    void refund_ofWhatNeverCame_isUnknown() {
        assertThat(booth.code(refundOfSale(1, "000006"))).isEqualTo("25");
    }

    @Test
    void refund_reversed_movesNothing() {
        booth.code(refund(500, "000006"));

        assertThat(booth.code(Messages.reversal(refund(500, "000006"), "000007")))
                .isEqualTo("00");
        assertThat(booth.ledger.totals().liveRefunds().count()).isZero();
    }

    @Test
    void voidOfASale_inTheOpenBatch_takesItBack() {
        booth.code(Messages.sale());

        assertThat(booth.code(takenBack())).isEqualTo("00");

        assertThat(booth.entry(Messages.sale()).state()).isEqualTo(EntryState.VOIDED);
        assertThat(booth.ledger.totals().live().count()).isZero();
        assertThat(booth.code(takenBack().with(11, "000019"))).isEqualTo("12");
    }

    @Test
    void voidOfASale_reversed_leavesTheSale() {
        booth.code(Messages.sale());
        booth.code(takenBack());

        assertThat(booth.code(Messages.reversal(takenBack(), "000020"))).isEqualTo("00");

        assertThat(booth.entry(Messages.sale()).state()).isEqualTo(EntryState.LIVE);
    }

    @Test
    void voidOfASale_ofAnotherAmount_isRefused() {
        booth.code(Messages.sale());

        assertThat(booth.code(takenBack().with(4, "000000001000"))).isEqualTo("13");
    }

    @Test
    void voidOfWhatNeverCame_named_isUnknown() {
        assertThat(booth.code(takenBack())).isEqualTo("25");
    }

    @Test
    void partialApproval_sale_booksWhatWasApproved() {
        IsoMessage answer = booth.acquirer.answer(Messages.sale(), Word.percent(50));

        assertThat(answer.text(39)).isEqualTo("10");
        assertThat(answer.text(4)).isEqualTo("000000000617");
        LedgerEntry entry = booth.entry(Messages.sale());
        assertThat(entry.standing()).isEqualTo(617);
        assertThat(entry.sale().amount()).isEqualTo(1234);
        assertThat(booth.answer(Messages.repeated(Messages.sale()))).isEqualTo(answer);
    }

    @Test
    void partialApproval_refusedByTheCustomer_isReversedWhole() {
        booth.acquirer.answer(Messages.sale(), Word.percent(50));

        assertThat(booth.code(Messages.reversal(Messages.sale(), "000002"))).isEqualTo("00");
        assertThat(booth.ledger.totals().live().count()).isZero();
    }

    @Test
    void reversal_ofPart_leavesWhatItSays() {
        booth.code(Messages.sale());
        IsoMessage part = Messages.reversal(Messages.sale(), "000002").with(95, "000000001000" + "0".repeat(30));

        assertThat(booth.code(part)).isEqualTo("00");
        assertThat(booth.code(Messages.repeated(part))).isEqualTo("00");

        assertThat(booth.entry(Messages.sale()).standing()).isEqualTo(1000);
        assertThat(booth.ledger.totals().live().amount()).isEqualTo(1000);
    }

    @Test
    void open_afterARestart_stillHoldsAndRefunds() {
        booth.code(HOLD);
        booth.code(Messages.sale(TestCard.APPROVES, 77, 2, "000030"));
        booth.code(completion());
        booth.close();

        booth = new Booth(folder);

        assertThat(booth.entry(HOLD).state()).isEqualTo(EntryState.DONE);
        assertThat(booth.code(completion().with(11, "000009"))).isEqualTo("94");
    }

    /** A completion by the reference of its hold. */
    private static IsoMessage completion() {
        return new IsoMessage(new Mti("0220"), HOLD.fields())
                .with(11, "000004")
                .with(38, "000001")
                .without(55);
    }

    private static IsoMessage refund(long amount, String stan) {
        return Messages.sale(TestCard.APPROVES, amount, 50, stan)
                .with(3, "200000")
                .without(55);
    }

    private static IsoMessage refundOfSale(long amount, String stan) {
        IsoMessage sale = Messages.sale();
        // DE 90 with DE 37 of the sale: the refund has a reference of its own in a profile that names no original.
        return refund(amount, stan)
                .with(37, sale.text(37))
                .with(90, "0200" + sale.text(11) + sale.text(7) + "0".repeat(22));
    }

    private static IsoMessage takenBack() {
        return Messages.sale().with(3, "020000").with(11, "000018").without(55);
    }
}
