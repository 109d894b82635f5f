package dev.tidegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.card.Pan;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.crypto.InventoryRow;
import dev.tidegate.crypto.KeyRole;
import dev.tidegate.gateway.ColumnDuty.Terms;
import dev.tidegate.gateway.fixture.Sales;
import dev.tidegate.gateway.store.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** On SQLite; and what has nothing to do with the database. */
final class ColumnDutyTest extends ColumnDutyContract {
    @Override
    Database database(Path folder) {
        return new Database("jdbc:sqlite:" + folder.resolve("gateway.db"), "", "");
    }

    @Test
    void doWork_anHourLater_sealsTracksUnderTheKeyOfThatHour() {
        clock.pass(HOUR);

        assertThat(duty.doWork()).isZero();

        PaymentId id = stripe();
        long hour = clock.instant().getEpochSecond() / 3600;
        assertThat(track(id).hex())
                .startsWith(String.format(Locale.ROOT, "01%08x", hour).toUpperCase(Locale.ROOT));
        assertThat(current(KeyRole.TRACK_COLUMN)).isEqualTo(Long.toString(hour));
    }

    @Test
    void trackKey_underWhichAFrameLies_staysUntilTheFrameGoes() {
        frames.add(rig.keys.columns().sealFrame(new byte[] {1}, "f").slice(0, 5));
        passes(HOUR);
        assertThat(passes(A_LITTLE)).isZero();
        frames.clear();

        assertThat(passes(Duration.ZERO)).isOne();
    }

    @Test
    void cardKey_thatHasSealedEnough_makesRoomForTheNext() {
        duty = duty(new Terms(KEPT, 2, true));
        PaymentId first = advice();
        PaymentId second = advice();
        Octets mark = rig.keys.cardMark();

        assertThat(duty.doWork()).isZero();
        PaymentId third = advice();

        assertThat(card(first).slice(0, 5))
                .isEqualTo(mark)
                .isEqualTo(card(second).slice(0, 5));
        assertThat(card(third).slice(0, 5)).isEqualTo(rig.keys.cardMark()).isNotEqualTo(mark);
        rig.keys.columns().openCard(card(first), first).close();
    }

    @Test
    void cardKey_ofThirtyDays_makesRoomForTheNextThoughItSealedLittle() {
        Octets mark = rig.keys.cardMark();

        passes(Duration.ofDays(30));

        assertThat(rig.keys.cardMark()).isNotEqualTo(mark);
    }

    @Test
    void markOfACard_afterItsKeyHasTurned_isTheSame() {
        Pan pan = Sales.card(false).pan();
        Octets before = Vault.columns(rig.keys, rig.store).mark(pan);
        passes(Duration.ofDays(30));

        Octets after = Vault.columns(rig.keys, rig.store).mark(pan);

        assertThat(after).isEqualTo(before);
        String sealed =
                rig.store.read(tables -> tables.facts().of(Vault.CARD_MARK_KEY).orElse(""));
        assertThat(sealed).startsWith(rig.keys.cardMark().hex());
    }

    @Test
    void doWork_whereNodesHaveCopiesOfTheirKeys_turnsNothing() {
        duty = duty(new Terms(KEPT, 1, false));
        Octets mark = rig.keys.cardMark();
        PaymentId id = advice();

        assertThat(passes(Duration.ofDays(90))).isZero();

        assertThat(rig.keys.cardMark()).isEqualTo(mark);
        assertThat(hasCard(id)).isTrue();
    }

    private String current(KeyRole role) {
        return inventory(role).stream()
                .filter(row -> row.state() == InventoryRow.State.CURRENT)
                .map(InventoryRow::id)
                .findFirst()
                .orElse("");
    }
}
