package dev.tidegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.StoredKind;
import dev.tidegate.core.port.GatewayClient.Receipt;
import dev.tidegate.core.port.GatewayClient.Verdict;
import dev.tidegate.crypto.BundleIssuer;
import dev.tidegate.crypto.GatewayHome;
import dev.tidegate.crypto.InventoryRow;
import dev.tidegate.crypto.RecipientKey;
import dev.tidegate.crypto.RotationPlan;
import dev.tidegate.gateway.fixture.HandClock;
import dev.tidegate.gateway.fixture.Sales;
import dev.tidegate.gateway.store.DestructionOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys that come and go under a gateway at work, and what becomes of a record whose key is gone. */
final class KeyDutyTest {
    @TempDir
    private Path folder;

    private final HandClock clock = new HandClock(InstantSource.system().instant());
    private IntakeRig rig;
    private BundleIssuer bundles;
    private KeyDuty duty;

    @BeforeEach
    void open() {
        rig = IntakeRig.withKeysOfItsOwn(folder);
        bundles = new GatewayHome(folder.resolve("gateway")).bundles();
        duty = new KeyDuty(rig.store, rig.keys, bundles, RotationPlan.standard(), clock);
    }

    @AfterEach
    void close() {
        rig.close();
        rig.keys.close();
    }

    @Test
    void doWork_nothingToDo_changesNothing() {
        long version = bundles.current().bundle().version();

        assertThat(duty.doWork()).isZero();

        assertThat(bundles.current().bundle().version()).isEqualTo(version);
        assertThat(rig.keys.recipients()).hasSize(3);
    }

    @Test
    void doWork_aPeriodLater_publishesTheNextKeyAndKeepsTheOldOne() {
        RecipientKey first = rig.keys.recipients().getFirst();
        long version = bundles.current().bundle().version();
        clock.pass(Duration.ofDays(8));

        assertThat(duty.doWork()).isZero();

        assertThat(rig.keys.recipients()).hasSize(4).contains(first);
        assertThat(bundles.current().bundle().version()).isGreaterThan(version);
        assertThat(bundles.current().bundle().keys()).hasSize(3).doesNotContain(first);
    }

    @Test
    void doWork_onceTheTillHasGoneOn_destroysTheOldKey() {
        RecipientKey first = rig.keys.recipients().getFirst();
        RecipientKey second = rig.keys.recipients().get(1);
        clock.pass(Duration.ofDays(8));
        says(second, "");

        assertThat(duty.doWork()).isEqualTo(1);

        assertThat(rig.keys.recipients()).doesNotContain(first);
        assertThat(rig.keys.inventory(clock.instant())).anySatisfy(row -> {
            assertThat(row.id()).isEqualTo(Destruction.idOf(first));
            assertThat(row.state()).isEqualTo(InventoryRow.State.DESTROYED);
            assertThat(row.remark()).contains("every till");
        });
    }

    @Test
    void record_underAKeyThatIsGone_isSetAsideAndHeld() {
        PaymentId id = rig.till.newId();
        JournalRecord stored = rig.till.stored(id, StoredKind.OFFLINE_APPROVED);
        clock.pass(Duration.ofDays(8).plus(Destruction.GRACE));
        assertThat(duty.doWork()).isEqualTo(1);

        Receipt receipt = rig.upload(stored, rig.till.shown(id));

        assertThat(receipt.verdicts()).containsExactly(Verdict.SET_ASIDE, Verdict.OK);
        assertThat(rig.state(id)).isEqualTo(PaymentState.HELD);
        assertThat(rig.reason(id)).isEqualTo(Reason.KEY_GONE);
        assertThat(rig.quarantined("EXPIRED_KEY")).isEqualTo(1);
        assertThat(rig.payment(id).terms())
                .as("the amount is known from the summary")
                .isNotNull();
    }

    @Test
    void doWork_aTillThatHoldsRecords_keepsTheKeyUntilTwoPeopleOrder() {
        RecipientKey first = rig.keys.recipients().getFirst();
        says(first, Destruction.idOf(first));
        clock.pass(Duration.ofDays(60));
        assertThat(duty.doWork()).isZero();
        assertThat(rig.keys.recipients()).contains(first);

        rig.store.change(tables -> tables.keyUses()
                .order(new DestructionOrder(
                        Destruction.idOf(first),
                        Sales.TILL.toString(),
                        new DestructionOrder.Custodian("Ada", "till burnt, 1 sale, 12.50 EUR"),
                        new DestructionOrder.Custodian("Grace", "as Ada says"),
                        clock.instant(),
                        null)));

        assertThat(duty.doWork()).isEqualTo(1);
        assertThat(rig.keys.recipients()).doesNotContain(first);
        assertThat(rig.keys.inventory(clock.instant()))
                .anySatisfy(row -> assertThat(row.remark()).isEqualTo("ordered by Ada and Grace"));
        List<DestructionOrder> waiting =
                rig.store.read(tables -> tables.keyUses().orders());
        assertThat(waiting).isEmpty();
    }

    @Test
    void batch_whoseKeysGoAwayBeforeTheCommit_isBusyAndTakenLater() {
        PaymentId id = rig.till.newId();
        JournalRecord stored = rig.till.stored(id, StoredKind.OFFLINE_APPROVED);
        rig.loseKeysAtCommit(true);

        Receipt busy = rig.upload(stored);

        assertThat(busy.verdicts()).isEqualTo(List.of(Verdict.BUSY));
        assertThat(busy.lastSeq()).isZero();
        assertThat(rig.isKnown(id)).isFalse();
        rig.loseKeysAtCommit(false);
        assertThat(rig.upload(stored).verdicts()).containsExactly(Verdict.OK);
    }

    /** The till's last word: one sealed record waits where {@code oldest} names its key. */
    private void says(RecipientKey sealingTo, String oldest) {
        rig.store.change(tables -> tables.keyUses()
                .said(Sales.TILL, Destruction.idOf(sealingTo), oldest, oldest.isEmpty() ? 0 : 1, clock.instant()));
    }
}
