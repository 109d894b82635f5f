package dev.tidegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.StoredKind;
import dev.tidegate.core.port.GatewayClient.Verdict;
import dev.tidegate.crypto.BodyRejectedException;
import dev.tidegate.crypto.GatewayHome;
import dev.tidegate.crypto.GatewayKeys;
import dev.tidegate.crypto.InventoryRow;
import dev.tidegate.crypto.KeyRole;
import dev.tidegate.gateway.ColumnDuty.Terms;
import dev.tidegate.gateway.fixture.HandClock;
import dev.tidegate.gateway.store.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Card data whose time is over, and the keys that go with it; on each database. */
abstract class ColumnDutyContract {
    static final Duration HOUR = Duration.ofHours(1);
    static final Duration A_LITTLE = Duration.ofMinutes(11);
    static final Duration KEPT = Duration.ofDays(180);

    @TempDir
    private Path folder;

    final HandClock clock = new HandClock(InstantSource.system().instant());
    final Set<Octets> frames = new HashSet<>();
    IntakeRig rig;
    ColumnDuty duty;

    abstract Database database(Path folder);

    @BeforeEach
    void open() {
        rig = IntakeRig.withKeysOfItsOwn(folder, database(folder));
        duty = duty(new Terms(KEPT, 1_000, true));
    }

    @AfterEach
    void close() {
        rig.close();
        rig.keys.close();
    }

    ColumnDuty duty(Terms terms) {
        return new ColumnDuty(rig.store, rig.keys, () -> frames, terms, clock);
    }

    @Test
    void track_onceItsSaleIsAnswered_diesWithItsKeyInEveryBackup() {
        PaymentId id = stripe();
        Octets backup = track(id);
        passes(HOUR);
        assertThat(passes(A_LITTLE)).as("its sale still waits").isZero();
        rig.link.answers("51");
        assertThat(rig.drain()).isOne();

        assertThat(passes(Duration.ZERO)).isOne();

        assertThat(rig.hasTrack(id)).isFalse();
        refusesTrack(rig.keys, backup, id);
        try (GatewayKeys onDisk = new GatewayHome(folder.resolve("gateway")).keys()) {
            refusesTrack(onDisk, backup, id);
        }
        assertThat(remarks(KeyRole.TRACK_COLUMN)).containsExactly("nothing is left under it");
    }

    @Test
    void track_thatNobodyAnsweredFor72Hours_isGoneAndItsSaleIsSetAsideUnsent() {
        PaymentId id = stripe();
        Octets backup = track(id);
        passes(HOUR);

        assertThat(passes(ColumnDuty.TRACK_KEPT)).isOne();

        assertThat(rig.hasTrack(id)).isFalse();
        assertThat(rig.events(id)).endsWith("TRACK_FORGOTTEN");
        refusesTrack(rig.keys, backup, id);
        int ignored = rig.drain();
        assertThat(rig.link.sentTypes()).isEmpty();
        assertThat(rig.state(id)).isEqualTo(PaymentState.HELD);
    }

    @Test
    void card_180DaysAfterTheLastThatHappened_diesWithItsKeyInEveryBackup() {
        PaymentId id = captured();
        Octets backup = card(id);
        passes(Duration.ofDays(30));
        restarts();
        assertThat(passes(Duration.ofDays(140)))
                .as("170 days: of the hours alone")
                .isOne();
        assertThat(hasCard(id)).isTrue();

        passes(Duration.ofDays(11));
        passes(A_LITTLE);

        assertThat(hasCard(id)).isFalse();
        assertThat(rig.state(id)).isEqualTo(PaymentState.CAPTURED);
        assertThat(rig.events(id)).endsWith("CARD_FORGOTTEN");
        assertThatExceptionOfType(BodyRejectedException.class)
                .isThrownBy(() -> rig.keys.columns().openCard(backup, id))
                .withMessageContaining("UNKNOWN_KID");
        assertThat(remarks(KeyRole.CARD_COLUMN)).isNotEmpty();
    }

    @Test
    void card_ofASaleThatIsOpenAfter180Days_staysWithItsKey() {
        PaymentId id = advice();
        passes(Duration.ofDays(30));
        restarts();

        passes(Duration.ofDays(200));

        assertThat(hasCard(id)).isTrue();
        rig.keys.columns().openCard(card(id), id).close();
        assertThat(remarks(KeyRole.CARD_COLUMN)).isEmpty();
    }

    // A start seals the secret of card marks anew.
    private void restarts() {
        var ignored = Vault.columns(rig.keys, rig.store);
    }

    int passes(Duration time) {
        clock.pass(time);
        return duty.doWork();
    }

    PaymentId stripe() {
        PaymentId id = rig.till.newId();
        return offered(id, rig.till.storedStripe(id, true));
    }

    PaymentId advice() {
        PaymentId id = rig.till.newId();
        return offered(id, rig.till.stored(id, StoredKind.OFFLINE_APPROVED));
    }

    private PaymentId captured() {
        PaymentId id = advice();
        rig.link.answers("00");
        assertThat(rig.drain()).isOne();
        assertThat(rig.state(id)).isEqualTo(PaymentState.CAPTURED);
        return id;
    }

    private PaymentId offered(PaymentId id, JournalRecord stored) {
        assertThat(rig.upload(stored, rig.till.shown(id), rig.till.offered(stored.seq()))
                        .verdicts())
                .containsOnly(Verdict.OK);
        return id;
    }

    Octets track(PaymentId id) {
        return rig.store.read(tables -> tables.payments().sensitive(id)).orElseThrow();
    }

    Octets card(PaymentId id) {
        return rig.store.read(tables -> tables.payments().card(id)).orElseThrow();
    }

    boolean hasCard(PaymentId id) {
        return rig.store.<Boolean>read(tables -> tables.payments().card(id).isPresent());
    }

    private static void refusesTrack(GatewayKeys keys, Octets sealed, PaymentId id) {
        assertThatExceptionOfType(BodyRejectedException.class)
                .isThrownBy(() -> keys.columns().openTrack(sealed, id))
                .withMessageContaining("UNKNOWN_KID");
    }

    private List<String> remarks(KeyRole role) {
        return inventory(role).stream()
                .filter(row -> row.state() == InventoryRow.State.DESTROYED)
                .map(InventoryRow::remark)
                .toList();
    }

    List<InventoryRow> inventory(KeyRole role) {
        return rig.keys.inventory(clock.instant()).stream()
                .filter(row -> row.purpose() == role)
                .toList();
    }
}
