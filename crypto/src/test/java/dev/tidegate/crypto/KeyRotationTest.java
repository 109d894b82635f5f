package dev.tidegate.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys that follow each other, and a register that survives what happens in between. */
final class KeyRotationTest {
    private static final RotationPlan PLAN = RotationPlan.standard();
    private static final Duration WEEK = Duration.ofDays(7);

    @TempDir
    Path folder;

    private final MemoryVault vault = new MemoryVault();
    private GatewayKeys keys;

    @BeforeEach
    void create() {
        keys = GatewayKeys.create(vault, register(), PLAN, Samples.NOON);
    }

    @Test
    void create_gateway_hasAKeyForNowAndTwoPeriodsAhead() {
        List<RecipientKey> made = keys.recipients();

        assertThat(made).hasSize(3);
        assertThat(made.get(0).notBefore()).isEqualTo(Samples.NOON.minus(Duration.ofDays(1)));
        assertThat(made.get(0).notAfter()).isEqualTo(Samples.NOON.plus(WEEK));
        assertThat(made.get(1).notBefore()).isEqualTo(made.get(0).notAfter());
        assertThat(made.get(2).notAfter()).isEqualTo(Samples.NOON.plus(WEEK.multipliedBy(3)));
    }

    @Test
    void prepare_anyTimeInAYear_leavesTwoPeriodsAheadAndNoHole() {
        for (Instant now = Samples.NOON;
                now.isBefore(Samples.NOON.plus(Duration.ofDays(365)));
                now = now.plus(Duration.ofHours(101))) {
            keys.prepare(now, PLAN);
            Instant at = now;
            assertThat(keys.recipients().stream().filter(key -> key.validAt(at)))
                    .hasSize(1);
            assertThat(keys.recipients().getLast().notAfter()).isAfter(now.plus(WEEK.multipliedBy(2)));
        }
        List<RecipientKey> all = keys.recipients();
        for (int i = 1; i < all.size(); i++) {
            assertThat(all.get(i).notBefore()).isEqualTo(all.get(i - 1).notAfter());
        }
    }

    @Test
    void prepare_twice_makesNothingTheSecondTime() {
        assertThat(keys.prepare(Samples.NOON.plusSeconds(60), PLAN)).isFalse();
        assertThat(keys.prepare(Samples.NOON.plus(WEEK), PLAN)).isTrue();
        assertThat(keys.prepare(Samples.NOON.plus(WEEK), PLAN)).isFalse();
    }

    @Test
    void prepare_afterALongStandstill_beginsNow() {
        Instant late = Samples.NOON.plus(Duration.ofDays(100));

        assertThat(keys.prepare(late, PLAN)).isTrue();

        assertThat(keys.recipients().stream().filter(key -> key.validAt(late)))
                .singleElement()
                .satisfies(key -> assertThat(key.notBefore()).isEqualTo(late));
    }

    @Test
    void prepare_withTheVaultAway_isUnavailableAndMakesNothing() {
        vault.away = true;

        assertThatThrownBy(() -> keys.prepare(Samples.NOON.plus(WEEK), PLAN))
                .isInstanceOf(KeyUnavailableException.class);

        assertThat(keys.recipients()).hasSize(3);
    }

    @Test
    void destroy_aKey_isInTheInventoryForEver() {
        RecipientKey first = keys.recipients().getFirst();

        keys.destroy(first.kid(), Samples.NOON.plus(WEEK), "the test\tsaid\nso");

        GatewayKeys again = GatewayKeys.open(vault, register(), Samples.NOON);
        assertThat(again.inventory(Samples.NOON.plus(WEEK))).anySatisfy(row -> {
            assertThat(row.id()).isEqualTo(RecipientKey.idOf(first.kid()));
            assertThat(row.state()).isEqualTo(InventoryRow.State.DESTROYED);
            assertThat(row.destroyed()).isEqualTo(Samples.NOON.plus(WEEK));
            assertThat(row.remark()).isEqualTo("the test said so");
        });
        assertThat(vault.pairs).hasSize(2);
    }

    @Test
    void destroy_cutBetweenRegisterAndVault_isFinishedAtTheNextStart() {
        RecipientKey first = keys.recipients().getFirst();
        vault.away = true;
        assertThatThrownBy(() -> keys.destroy(first.kid(), Samples.NOON, "rule"))
                .isInstanceOf(KeyUnavailableException.class);
        vault.away = false;
        assertThat(vault.pairs).hasSize(3);

        GatewayKeys again = GatewayKeys.open(vault, register(), Samples.NOON);

        assertThat(vault.pairs).hasSize(2);
        assertThat(again.recipients()).hasSize(2);
    }

    @Test
    void inventory_states_followTheClock() {
        assertThat(states(Samples.NOON))
                .containsExactly(InventoryRow.State.CURRENT, InventoryRow.State.NEXT, InventoryRow.State.NEXT);
        assertThat(states(Samples.NOON.plus(WEEK)))
                .containsExactly(InventoryRow.State.PAST, InventoryRow.State.CURRENT, InventoryRow.State.NEXT);
    }

    @Test
    void open_aFileVaultWithAKeyThatTheRegisterMissed_takesItIn() throws IOException {
        Path store = folder.resolve("gateway.bcfks");
        Path list = folder.resolve("file.keys");
        try (GatewayKeys made = GatewayKeys.create(FileVault.create(store), list, PLAN, Samples.NOON)) {
            byte[] before = Files.readAllBytes(list);
            made.prepare(Samples.NOON.plus(WEEK), PLAN);
            Files.write(list, before);
            try (GatewayKeys again = GatewayKeys.open(FileVault.open(store), list, Samples.NOON)) {
                assertThat(again.recipients()).isEqualTo(made.recipients());
            }
        }
    }

    @Test
    void open_withTheVaultAway_isThereAndSaysSoWhenUsed() {
        vault.away = true;

        GatewayKeys again = GatewayKeys.open(vault, register(), Samples.NOON);

        assertThat(again.recipients()).hasSize(3);
        assertThatThrownBy(again::check).isInstanceOf(KeyUnavailableException.class);
    }

    @Test
    void register_damaged_namesTheLine() throws IOException {
        List<String> lines = Files.readAllLines(register());
        for (String wrong : List.of("", "recipient", lines.get(1).replace("column-card", "nothing"))) {
            Files.write(register(), List.of(lines.get(0), lines.get(1), wrong));
            assertThatThrownBy(() -> KeyRegister.read(register()))
                    .isInstanceOf(KeyFileException.class)
                    .hasMessageContaining("line 3");
        }
        Files.writeString(register(), "tidegate keys 2\n");
        assertThatThrownBy(() -> KeyRegister.read(register())).isInstanceOf(KeyFileException.class);
    }

    @Test
    void publish_bundles_haveGreaterVersionsAndOnlyKeysToCome() {
        GatewayHome home = GatewayHome.init(folder.resolve("home"), () -> Samples.NOON);
        try (GatewayKeys own = home.keys(new VaultPlace.InFile(), () -> Samples.NOON)) {
            BundleIssuer issuer = home.bundles();
            long first = issuer.current().bundle().version();
            Instant later = Samples.NOON.plus(WEEK);
            assertThat(issuer.publish(own.recipients(), Samples.NOON)).isEqualTo(issuer.current());
            own.prepare(later, PLAN);

            SignedBundle next = issuer.publish(own.recipients(), later);

            assertThat(next.bundle().version()).isGreaterThan(first).isEqualTo(later.getEpochSecond());
            assertThat(next.bundle().keys()).hasSize(3).allMatch(key -> later.isBefore(key.notAfter()));
            assertThat(home.bundles().current()).isEqualTo(next);
            SignedBundle clockSetBack = issuer.publish(own.recipients().subList(1, 3), Samples.NOON);
            assertThat(clockSetBack.bundle().version()).isEqualTo(next.bundle().version() + 1);
        }
    }

    private List<InventoryRow.State> states(Instant now) {
        return keys.inventory(now).stream()
                .filter(row -> row.purpose() == KeyRole.RECIPIENT)
                .map(InventoryRow::state)
                .toList();
    }

    private Path register() {
        return folder.resolve("gateway.keys");
    }
}
