package dev.tidegate.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.card.Track2;
import dev.tidegate.core.payment.PaymentId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Column keys by time and count, and what is left of a value whose key was destroyed. */
final class ColumnKeysTest {
    private static final PaymentId PAYMENT = new PaymentId(UUID.fromString("01935b3e-8f00-7000-8000-000000000001"));
    private static final Instant NOON = Samples.NOON;

    @TempDir
    private Path folder;

    private GatewayKeys keys;

    @BeforeEach
    void create() {
        keys = GatewayKeys.create(
                FileVault.create(folder.resolve("keys.bcfks")), register(), RotationPlan.standard(), NOON);
    }

    @AfterEach
    void close() {
        keys.close();
    }

    @Test
    void turnColumns_withinTheHour_makesNothing() {
        assertThat(keys.turnColumns(NOON.plus(Duration.ofMinutes(59)), false)).isZero();
        assertThat(keys.pastColumns()).isEmpty();
    }

    @Test
    void turnColumns_anHourLater_makesAKeyThatIsThereAfterARestart() {
        Instant later = NOON.plus(Duration.ofHours(1));

        assertThat(keys.turnColumns(later, false)).isOne();

        Octets sealed = sealed();
        assertThat(number(sealed)).isEqualTo(later.getEpochSecond() / 3600);
        try (GatewayKeys again = reopened()) {
            assertThat(number(again.columns().sealTrack(track(), PAYMENT))).isEqualTo(number(sealed));
            assertThat(again.columns().openTrack(sealed, PAYMENT).characters()).isEqualTo(Samples.ascii(Samples.TRACK));
        }
    }

    @Test
    void turnColumns_byAClockThatWasPutBack_stillCountsUp() {
        int ignored = keys.turnColumns(NOON.plus(Duration.ofDays(2)), false);
        long before = number(sealed());

        assertThat(keys.turnColumns(NOON.plus(Duration.ofDays(2)).plus(Duration.ofHours(1)), false))
                .isOne();
        assertThat(number(sealed())).isEqualTo(before + 1);
    }

    @Test
    void turnColumns_theCardKeyIsFull_makesTheNextAlone() {
        Octets before = keys.cardMark();

        assertThat(keys.turnColumns(NOON.plusSeconds(60), true)).isOne();

        assertThat(keys.cardMark()).isNotEqualTo(before);
        assertThat(keys.pastColumns())
                .containsExactly(new ColumnKey(
                        KeyRole.CARD_COLUMN, 1, NOON.plusSeconds(60).truncatedTo(ChronoUnit.SECONDS), before));
    }

    @Test
    void columnKey_thatAnotherNodeMadeInTheSameVault_opensAtOnceAndIsNotMadeTwice() throws IOException {
        Path copied = Files.copy(register(), folder.resolve("other.list"));
        Instant later = NOON.plus(Duration.ofHours(1));
        keys.close();
        FileVault shared = FileVault.open(folder.resolve("keys.bcfks"));
        GatewayKeys first = new GatewayKeys(shared, KeyRegister.read(register()));
        try (GatewayKeys second = new GatewayKeys(shared, KeyRegister.read(copied))) {
            assertThat(first.turnColumns(later, false)).isOne();
            Octets sealed = first.columns().sealTrack(track(), PAYMENT);

            assertThat(second.columns().openTrack(sealed, PAYMENT).characters())
                    .isEqualTo(Samples.ascii(Samples.TRACK));
            assertThat(second.turnColumns(later, false))
                    .as("it is there already")
                    .isZero();
            assertThat(number(second.columns().sealTrack(track(), PAYMENT))).isEqualTo(number(sealed));
        }
    }

    @Test
    void destroy_aPastKey_opensNothingAnyMoreAlsoAfterARestart() {
        Octets sealed = sealed();
        int ignored = keys.turnColumns(NOON.plus(Duration.ofHours(1)), false);
        ColumnKey past = keys.pastColumns().getFirst();

        keys.destroy(past, NOON.plus(Duration.ofHours(2)), "a test");

        assertThat(sealed.slice(0, 5)).isEqualTo(past.mark());
        refuses(keys, sealed);
        assertThat(keys.pastColumns()).isEmpty();
        try (GatewayKeys again = reopened()) {
            refuses(again, sealed);
        }
    }

    @Test
    void destroy_theKeyThatSeals_isRefused() {
        ColumnKey sealing = new ColumnKey(KeyRole.TRACK_COLUMN, 1, NOON, Octets.empty());

        assertThatIllegalArgumentException().isThrownBy(() -> keys.destroy(sealing, NOON, "a test"));
        assertThat(keys.columns().openTrack(sealed(), PAYMENT).characters()).isNotEmpty();
    }

    @Test
    void inventory_ofTrackKeysDestroyedOverAYearAgo_isShorter() {
        Octets sealed = sealed();
        int first = keys.turnColumns(NOON.plus(Duration.ofHours(1)), false);
        keys.destroy(keys.pastColumns().getFirst(), NOON.plus(Duration.ofHours(2)), "a test");
        assertThat(destroyed()).hasSize(first);

        int ignored = keys.turnColumns(NOON.plus(Duration.ofDays(401)), false);

        assertThat(destroyed()).isEmpty();
        refuses(keys, sealed);
    }

    private List<InventoryRow> destroyed() {
        return keys.inventory(NOON).stream()
                .filter(row -> row.state() == InventoryRow.State.DESTROYED)
                .toList();
    }

    private static void refuses(GatewayKeys keys, Octets sealed) {
        assertThatThrownBy(() -> keys.columns().openTrack(sealed, PAYMENT))
                .isInstanceOfSatisfying(
                        BodyRejectedException.class, e -> assertThat(e.code()).isEqualTo("UNKNOWN_KID"));
    }

    private Octets sealed() {
        return keys.columns().sealTrack(track(), PAYMENT);
    }

    private static Track2 track() {
        return Track2.of(Samples.ascii(Samples.TRACK));
    }

    private static long number(Octets sealed) {
        return ByteBuffer.wrap(sealed.toByteArray()).getInt(1);
    }

    private GatewayKeys reopened() {
        return GatewayKeys.open(FileVault.open(folder.resolve("keys.bcfks")), register(), NOON);
    }

    private Path register() {
        return folder.resolve("keys.list");
    }
}
