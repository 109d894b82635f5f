package dev.tidegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.StoredKind;
import dev.tidegate.gateway.fixture.Profiles;
import dev.tidegate.gateway.fixture.Sales;
import dev.tidegate.gateway.profile.Profile;
import dev.tidegate.gateway.store.AdjustmentRow;
import dev.tidegate.gateway.store.AdjustmentRow.Verdict;
import dev.tidegate.gateway.store.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tips on stored sales at the gateway's door; one class for each database. */
abstract class TipContract {
    private static final Amount MOST = Amount.of(Sales.AMOUNT.minor() * 5 / 4, "EUR");

    @TempDir
    private Path folder;

    @TempDir
    private Path profile;

    private IntakeRig rig;

    /** An empty database. */
    abstract Database database(Path folder);

    @BeforeEach
    void open() throws IOException {
        Profile restaurant = Profiles.edited(profile, "mcc: \"5812", "mcc: \"" + Sales.TERMINAL.category() + " 5812");
        rig = IntakeRig.of(folder, restaurant, database(folder));
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void tip_beforeTheOffer_isInTheAmountThatIsSentAndCaptured() {
        PaymentId id = rig.till.newId();
        JournalRecord stored = rig.till.stored(id, StoredKind.DEFERRED_AUTHORISATION);
        var receipt =
                rig.upload(stored, rig.till.shown(id), rig.till.adjusted(id, MOST), rig.till.offered(stored.seq() + 2));
        rig.link.answers("00");

        assertThat(rig.drain()).isEqualTo(1);

        assertThat(receipt.verdicts()).hasSize(4);
        assertThat(Long.parseLong(rig.link.last().text(4))).isEqualTo(MOST.minor());
        assertThat(rig.payment(id).outcome().captured()).isEqualTo(MOST);
    }

    @Test
    void tip_broughtTwice_isAppliedOnce() {
        PaymentId id = rig.till.newId();
        JournalRecord stored = rig.till.stored(id, StoredKind.DEFERRED_AUTHORISATION);
        JournalRecord tip = rig.till.adjusted(id, MOST);
        var first = rig.upload(stored, tip);

        var again = rig.upload(stored, tip);

        assertThat(first.verdicts()).hasSameSizeAs(again.verdicts());
        assertThat(verdicts(id)).containsExactly(Verdict.APPLIED);
        assertThat(sold(id)).isEqualTo(MOST);
    }

    @Test
    void tip_correctedAndTakenOff_isMeasuredAtWhatTheCardSigned() {
        PaymentId id = stored(StoredKind.DEFERRED_AUTHORISATION);

        var ignored = rig.upload(
                rig.till.adjusted(id, MOST),
                rig.till.adjusted(id, MOST.plus(Amount.of(1, "EUR"))),
                rig.till.adjusted(id, Sales.AMOUNT));

        assertThat(verdicts(id)).containsExactly(Verdict.APPLIED, Verdict.ABOVE_PERCENT, Verdict.APPLIED);
        assertThat(sold(id)).isEqualTo(Sales.AMOUNT);
    }

    @Test
    void tip_belowWhatTheCardSigned_changesNothing() {
        assertRefused(StoredKind.DEFERRED_AUTHORISATION, Sales.AMOUNT.minus(Amount.of(1, "EUR")), Verdict.BELOW_SIGNED);
    }

    @Test
    void tip_aboveTheAcquirersPart_changesNothing() {
        assertRefused(StoredKind.DEFERRED_AUTHORISATION, MOST.plus(Amount.of(1, "EUR")), Verdict.ABOVE_PERCENT);
    }

    @Test
    void tip_inAnotherCurrency_changesNothing() {
        assertRefused(StoredKind.DEFERRED_AUTHORISATION, Amount.of(MOST.minor(), "USD"), Verdict.OTHER_CURRENCY);
    }

    @Test
    void tip_onWhatTheCardApproved_changesNothing() {
        assertRefused(StoredKind.OFFLINE_APPROVED, MOST, Verdict.CARD_APPROVED);
    }

    @Test
    void tip_onWhatATelephoneApproved_changesNothing() {
        PaymentId id = rig.till.newId();

        var ignored = rig.upload(rig.till.storedByVoice(id, Sales.AMOUNT, "K74", "K74"), rig.till.adjusted(id, MOST));

        assertThat(verdicts(id)).containsExactly(Verdict.VOICE_APPROVED);
        assertThat(sold(id)).isEqualTo(Sales.AMOUNT);
    }

    @Test
    void tip_afterTheOffer_isLateAndOnThePaymentsRecord() {
        PaymentId id = rig.till.newId();
        JournalRecord stored = rig.till.stored(id, StoredKind.DEFERRED_AUTHORISATION);
        var ignored = rig.upload(stored, rig.till.shown(id), rig.till.offered(stored.seq()));

        var late = rig.upload(rig.till.adjusted(id, MOST));

        assertThat(late.verdicts()).hasSize(1);
        assertThat(verdicts(id)).containsExactly(Verdict.LATE);
        assertThat(rig.events(id)).contains("ADJUST_REFUSED");
        assertThat(sold(id)).isEqualTo(Sales.AMOUNT);
    }

    @Test
    void tip_onASaleThatIsCaptured_isLate() {
        PaymentId id = rig.till.newId();
        JournalRecord stored = rig.till.stored(id, StoredKind.DEFERRED_AUTHORISATION);
        var ignored = rig.upload(stored, rig.till.shown(id), rig.till.offered(stored.seq()));
        rig.link.answers("00");
        assertThat(rig.drain()).isEqualTo(1);

        var late = rig.upload(rig.till.adjusted(id, MOST));

        assertThat(late.verdicts()).hasSize(1);
        assertThat(rig.payment(id).outcome().captured()).isEqualTo(Sales.AMOUNT);
        assertThat(rig.state(id)).isEqualTo(PaymentState.CAPTURED);
        assertThat(verdicts(id)).containsExactly(Verdict.LATE);
    }

    @Test
    void tip_onASaleThatNobodyKnows_isKeptForPeople() {
        PaymentId id = rig.till.newId();

        var receipt = rig.upload(rig.till.adjusted(id, MOST));

        assertThat(receipt.verdicts()).hasSize(1);
        assertThat(verdicts(id)).containsExactly(Verdict.UNKNOWN);
        assertThat(rig.quarantined("ADJUST_UNKNOWN")).isEqualTo(1);
    }

    @Test
    void tip_onASaleAskedForOnline_changesNothing() {
        PaymentId id = rig.till.newId();
        rig.link.answers("00");
        var ignored = rig.ask(id);

        var receipt = rig.upload(rig.till.adjusted(id, MOST));

        assertThat(receipt.verdicts()).hasSize(1);
        assertThat(verdicts(id)).containsExactly(Verdict.NOT_STORED);
    }

    private void assertRefused(StoredKind kind, Amount total, Verdict why) {
        PaymentId id = stored(kind);

        var ignored = rig.upload(rig.till.adjusted(id, total));

        assertThat(verdicts(id)).containsExactly(why);
        assertThat(rig.events(id)).contains("ADJUST_REFUSED");
        assertThat(sold(id)).isEqualTo(Sales.AMOUNT);
    }

    private PaymentId stored(StoredKind kind) {
        PaymentId id = rig.till.newId();
        var receipt = rig.upload(rig.till.stored(id, kind));
        assertThat(receipt.verdicts()).hasSize(1);
        return id;
    }

    private Amount sold(PaymentId id) {
        return rig.payment(id).sold().amount();
    }

    private List<Verdict> verdicts(PaymentId id) {
        return rig.store.read(tables -> tables.adjustments().of(id)).stream()
                .map(AdjustmentRow::verdict)
                .toList();
    }
}
