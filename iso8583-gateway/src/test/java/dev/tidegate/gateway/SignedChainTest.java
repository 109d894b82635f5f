package dev.tidegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.payment.ChainReceipt;
import dev.tidegate.core.payment.ChainSignature;
import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.payment.StoredKind;
import dev.tidegate.core.port.GatewayClient.Receipt;
import dev.tidegate.core.port.GatewayClient.Verdict;
import dev.tidegate.crypto.GatewayHome;
import dev.tidegate.crypto.SignatureCheck;
import dev.tidegate.gateway.fixture.Sales;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a till has signed is checked, and what the gateway has is signed for. */
class SignedChainTest {
    @TempDir
    private Path folder;

    private IntakeRig rig;

    @BeforeEach
    void open() {
        rig = new IntakeRig(folder);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private SignatureCheck check() {
        return new GatewayHome(folder.resolve("gateway")).signatureCheck();
    }

    private static JournalEntry.Checkpoint checkpoint(ChainSignature signature) {
        return new JournalEntry.Checkpoint(List.of(), signature);
    }

    @Test
    void checkpoint_signedByTheTill_isTakenWithoutAWord() {
        JournalRecord open = rig.till.epochOpen();
        JournalRecord checkpoint = rig.till.record(JournalEntry.Checkpoint.unsigned());
        JournalRecord close = rig.till.record(new JournalEntry.EpochClose(Sales.SOLD_AT));

        assertThat(rig.upload(open, checkpoint, close).verdicts()).containsOnly(Verdict.OK);

        assertThat(check().ofRecord(Sales.TILL, checkpoint)).isEqualTo(SignatureCheck.Verdict.GOOD);
        assertThat(rig.quarantined("BAD_SIGNATURE")).isZero();
        assertThat(rig.quarantined("FOREIGN_CERTIFICATE")).isZero();
    }

    @Test
    void checkpoint_signedForAnotherPlace_isTakenAndKeptForPeople() {
        JournalRecord open = rig.till.epochOpen();
        JournalRecord first = rig.till.record(JournalEntry.Checkpoint.unsigned());
        ChainSignature old = ((JournalEntry.Checkpoint) first.entry()).signature();
        JournalRecord second = rig.till.record(checkpoint(old));
        JournalRecord after = rig.till.shown(rig.till.newId());

        Receipt receipt = rig.upload(open, first, second, after);

        assertThat(receipt.verdicts()).as("no record is lost").containsOnly(Verdict.OK);
        assertThat(receipt.lastSeq()).isEqualTo(4);
        assertThat(rig.quarantined("BAD_SIGNATURE")).isEqualTo(1);
    }

    @Test
    void checkpoint_signedByTheGatewaysOwnSigner_isForeign() {
        JournalRecord open = rig.till.epochOpen();
        ChainReceipt other = rig.upload(open).chain();
        JournalRecord checkpoint = rig.till.record(checkpoint(other.signature()));

        assertThat(rig.upload(checkpoint).verdicts()).containsExactly(Verdict.OK);

        assertThat(rig.quarantined("FOREIGN_CERTIFICATE")).isEqualTo(1);
    }

    @Test
    void receipt_ofABatch_standsForItsLastRecord() {
        JournalRecord open = rig.till.epochOpen();
        JournalRecord stored = rig.till.stored(rig.till.newId(), StoredKind.DEFERRED_AUTHORISATION);

        ChainReceipt receipt = rig.upload(open, stored).chain();

        assertThat(receipt.seq()).isEqualTo(2);
        assertThat(receipt.link()).isEqualTo(stored.link());
        assertThat(check().ofReceipt(Sales.TILL, receipt)).isEqualTo(SignatureCheck.Verdict.GOOD);
    }

    @Test
    void receipt_ofABatchKnownAlready_isGivenAgain() {
        JournalRecord open = rig.till.epochOpen();
        JournalRecord shown = rig.till.shown(rig.till.newId());
        Receipt first = rig.upload(open, shown);

        Receipt again = rig.upload(open);

        assertThat(first.chain().seq()).isEqualTo(2);
        assertThat(again.verdicts()).containsExactly(Verdict.DUPLICATE);
        assertThat(again.chain().link()).isEqualTo(shown.link());
    }

    @Test
    void receipt_beforeTheFirstRecord_isNone() {
        JournalRecord open = rig.till.epochOpen();
        JournalRecord shown = rig.till.shown(rig.till.newId());

        Receipt gap = rig.upload(shown);

        assertThat(gap.verdicts()).containsExactly(Verdict.RESEND);
        assertThat(gap.chain()).isEqualTo(ChainReceipt.none());
        assertThat(rig.upload(open, shown).chain().seq()).isEqualTo(2);
    }

    @Test
    void receipt_forAnotherTillOrPlace_isBad() {
        ChainReceipt receipt = rig.upload(rig.till.epochOpen()).chain();
        ChainReceipt later = new ChainReceipt(receipt.seq() + 1, receipt.link(), receipt.signature());

        assertThat(check().ofReceipt(Sales.TILL, later)).isEqualTo(SignatureCheck.Verdict.BAD_SIGNATURE);
        assertThat(check().ofReceipt(
                                dev.tidegate.core.payment.TillId.of("11111111-2222-4333-8444-555555555555"), receipt))
                .isEqualTo(SignatureCheck.Verdict.BAD_SIGNATURE);
    }
}
