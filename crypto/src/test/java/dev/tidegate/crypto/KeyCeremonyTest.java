package dev.tidegate.crypto;

import static dev.tidegate.crypto.CustodiansTest.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.core.card.Octets;
import dev.tidegate.crypto.KeyCeremony.Person;
import dev.tidegate.crypto.KeyImportRefusedException.Code;
import dev.tidegate.crypto.payment.KeyAlgorithm;
import dev.tidegate.crypto.payment.KeyCheckValue;
import dev.tidegate.crypto.payment.PaymentKey;
import dev.tidegate.crypto.payment.TdesSwitch;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two people bring a key; one alone, or a slip, brings nothing. */
final class KeyCeremonyTest {
    private static final char[] NONE = new char[0];
    private static final Person ANNA = new Person("anna", "four words and a river".toCharArray());
    private static final Person BEN = new Person("ben", "some other long phrase".toCharArray());
    private static final ImportedKey KEY = new ImportedKey("acme-kbpk", "K1", KeyAlgorithm.AES, 'B');

    @TempDir
    private Path folder;

    private final byte[] first = random(1, 32);
    private final byte[] second = random(2, 32);
    private Instant now = Samples.NOON;
    private final MemoryVault vault = new MemoryVault();
    private ImportedKeys imported;
    private KeyCeremony ceremony;

    @BeforeEach
    void start() {
        GatewayKeys keys = new GatewayKeys(vault, KeyRegister.empty(folder.resolve("gateway.keys")));
        GatewayHome home = new GatewayHome(folder);
        home.custodians(() -> now).add("anna", "four words and a river".toCharArray(), null, NONE);
        home.custodians(() -> now).add("ben", "some other long phrase".toCharArray(), null, NONE);
        imported = home.imported(keys, () -> now);
        ceremony = home.ceremony(keys, TdesSwitch.off(), () -> now);
    }

    @Test
    void finish_twoPartsOfTwoPeople_isTheirExclusiveOr() {
        ceremony.begin(ANNA, KEY, first, kcv(first));
        int parts = ceremony.part(BEN, second, kcv(second));
        ImportedKeys.Entry entry = ceremony.finish(BEN, kcv(sum()));

        assertThat(parts).isEqualTo(2);
        assertThat(entry.key()).isEqualTo(KEY);
        assertThat(entry.custodians()).containsExactly("anna", "ben");
        assertThat(imported.list()).containsExactly(entry);
        try (PaymentKey key = imported.open("acme-kbpk", TdesSwitch.off())) {
            assertThat(key).isNotNull();
            assertThat(key == null ? new byte[0] : key.bytes()).isEqualTo(sum());
        }
    }

    @Test
    void files_betweenAndAfterSessions_holdNothingInClear() throws Exception {
        ceremony.begin(ANNA, KEY, first, kcv(first));
        assertThat(clear(first)).isFalse();
        ceremony.part(BEN, second, kcv(second));
        assertThat(clear(first) || clear(second) || clear(sum())).isFalse();
        ceremony.finish(ANNA, kcv(sum()));

        assertThat(clear(first) || clear(second) || clear(sum())).isFalse();
        assertThat(folder.resolve("gateway.ceremony")).doesNotExist();
    }

    @Test
    void part_byTheSamePerson_isRefusedAndNothingChanges() {
        ceremony.begin(ANNA, KEY, first, kcv(first));

        refused(() -> ceremony.part(ANNA, second, kcv(second)), Code.SAME_CUSTODIAN);
        assertThat(ceremony.part(BEN, second, kcv(second))).isEqualTo(2);
    }

    @Test
    void part_aMistypedOne_isRefusedByItsCheckValue() {
        ceremony.begin(ANNA, KEY, first, kcv(first));
        byte[] mistyped = second.clone();
        mistyped[7] ^= 0x10;

        refused(() -> ceremony.part(BEN, mistyped, kcv(second)), Code.CHECK_VALUE);
        assertThat(ceremony.part(BEN, second, kcv(second))).isEqualTo(2);
    }

    @Test
    void begin_aMistypedPart_isRefusedAndOpensNothing() {
        refused(() -> ceremony.begin(ANNA, KEY, first, kcv(second)), Code.CHECK_VALUE);

        refused(() -> ceremony.part(BEN, second, kcv(second)), Code.NONE_OPEN);
    }

    @Test
    void finish_anotherKeyThanExpected_isRefused() {
        ceremony.begin(ANNA, KEY, first, kcv(first));
        ceremony.part(BEN, second, kcv(second));

        refused(() -> ceremony.finish(ANNA, kcv(first)), Code.CHECK_VALUE);
        assertThat(imported.list()).isEmpty();
    }

    @Test
    void finish_withOnePart_isRefused() {
        ceremony.begin(ANNA, KEY, first, kcv(first));

        refused(() -> ceremony.finish(ANNA, kcv(first)), Code.TOO_FEW_PARTS);
    }

    @Test
    void finish_twoPartsThatCancel_isRefusedAsWeak() {
        ceremony.begin(ANNA, KEY, first, kcv(first));
        ceremony.part(BEN, first, kcv(first));

        refused(() -> ceremony.finish(BEN, Octets.of(new byte[5])), Code.WEAK);
    }

    @Test
    void begin_aPartOfZeros_isRefusedAsWeak() {
        byte[] zeros = new byte[32];

        refused(() -> ceremony.begin(ANNA, KEY, zeros, kcv(zeros)), Code.WEAK);
    }

    @Test
    void part_anotherLength_isRefused() {
        ceremony.begin(ANNA, KEY, first, kcv(first));
        byte[] shorter = random(3, 16);

        refused(() -> ceremony.part(BEN, shorter, kcv(shorter)), Code.ALGORITHM);
    }

    @Test
    void begin_aLengthThatNoKeyHas_isRefused() {
        refused(() -> ceremony.begin(ANNA, KEY, random(3, 31), Octets.of(new byte[5])), Code.ALGORITHM);
    }

    @Test
    void anyStep_aWrongPassphrase_isRefused() {
        Person stranger = new Person("anna", "not her long passphrase".toCharArray());
        ceremony.begin(ANNA, KEY, first, kcv(first));

        refused(() -> ceremony.begin(stranger, KEY, first, kcv(first)), Code.NOT_KNOWN);
        refused(() -> ceremony.part(stranger, second, kcv(second)), Code.NOT_KNOWN);
        refused(() -> ceremony.finish(stranger, kcv(sum())), Code.NOT_KNOWN);
        refused(() -> ceremony.abort(stranger), Code.NOT_KNOWN);
    }

    @Test
    void begin_whileOneIsOpen_isRefused() {
        ceremony.begin(ANNA, KEY, first, kcv(first));

        refused(() -> ceremony.begin(BEN, KEY, second, kcv(second)), Code.OPEN_ALREADY);
    }

    @Test
    void begin_anIdThatIsThere_isRefused() {
        ceremony.begin(ANNA, KEY, first, kcv(first));
        ceremony.part(BEN, second, kcv(second));
        ceremony.finish(ANNA, kcv(sum()));

        refused(() -> ceremony.begin(ANNA, KEY, first, kcv(first)), Code.ID_TAKEN);
    }

    @Test
    void abort_byAnyCustodian_leavesNothing() {
        ceremony.begin(ANNA, KEY, first, kcv(first));

        ceremony.abort(BEN);

        assertThat(folder.resolve("gateway.ceremony")).doesNotExist();
        refused(() -> ceremony.abort(BEN), Code.NONE_OPEN);
    }

    @Test
    void ceremony_afterADay_isOver() {
        ceremony.begin(ANNA, KEY, first, kcv(first));
        now = now.plus(KeyCeremony.LASTS).minus(Duration.ofMillis(1));
        ceremony.part(BEN, second, kcv(second));
        now = now.plus(Duration.ofMillis(1));

        refused(() -> ceremony.finish(ANNA, kcv(sum())), Code.EXPIRED);
        assertThat(folder.resolve("gateway.ceremony")).doesNotExist();
    }

    @Test
    void begin_afterADay_beginsAgain() {
        ceremony.begin(ANNA, KEY, first, kcv(first));
        now = now.plus(KeyCeremony.LASTS);

        ceremony.begin(BEN, KEY, second, kcv(second));

        assertThat(ceremony.part(ANNA, first, kcv(first))).isEqualTo(2);
    }

    @Test
    void ceremony_itsFileChanged_isNotBelieved() throws Exception {
        ceremony.begin(ANNA, KEY, first, kcv(first));
        Path file = folder.resolve("gateway.ceremony");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 20] ^= 1;
        Files.write(file, bytes);

        assertThatThrownBy(() -> ceremony.part(BEN, second, kcv(second))).isInstanceOf(KeyFileException.class);
    }

    @Test
    void imported_itsUsageChangedInTheFile_doesNotOpen() throws Exception {
        ceremony.begin(ANNA, KEY, first, kcv(first));
        ceremony.part(BEN, second, kcv(second));
        ceremony.finish(ANNA, kcv(sum()));
        Path file = folder.resolve("gateway.imported");
        Files.writeString(file, Files.readString(file).replace("\tK1\t", "\tD0\t"));

        assertThatThrownBy(() -> imported.open("acme-kbpk", TdesSwitch.off()))
                .isInstanceOf(KeyFileException.class)
                .hasMessageContaining("was changed");
    }

    @Test
    void begin_tripleDesWhileItIsOff_isRefused() {
        byte[] part = random(4, 16);
        ImportedKey key = new ImportedKey("old-mac", "M3", KeyAlgorithm.TDES, 'C');

        refused(() -> ceremony.begin(ANNA, key, part, Octets.of(new byte[3])), Code.ALGORITHM);
    }

    @Test
    void finish_tripleDesWhileItIsOn_takesThreeBytesOfCheckValue() {
        GatewayKeys keys = new GatewayKeys(vault, KeyRegister.empty(folder.resolve("other.keys")));
        KeyCeremony old = new GatewayHome(folder).ceremony(keys, TdesSwitch.on(), () -> now);
        ImportedKey key = new ImportedKey("old-mac", "M3", KeyAlgorithm.TDES, 'C');
        byte[] one = random(5, 16);
        byte[] other = random(6, 16);

        old.begin(ANNA, key, one, legacy(one));
        old.part(BEN, other, legacy(other));
        ImportedKeys.Entry entry = old.finish(ANNA, legacy(xor(one, other)));

        assertThat(entry.checkValue().length()).isEqualTo(3);
    }

    @Test
    void begin_tripleDesOfEqualHalves_isRefusedAsWeak() {
        GatewayKeys keys = new GatewayKeys(vault, KeyRegister.empty(folder.resolve("other.keys")));
        KeyCeremony old = new GatewayHome(folder).ceremony(keys, TdesSwitch.on(), () -> now);
        byte[] half = random(5, 8);
        byte[] part = new byte[16];
        System.arraycopy(half, 0, part, 0, 8);
        System.arraycopy(half, 0, part, 8, 8);

        refused(
                () -> old.begin(ANNA, new ImportedKey("old-mac", "M3", KeyAlgorithm.TDES, 'C'), part, legacy(part)),
                Code.WEAK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"B0", "B1", "B2", "B3", "P0", "P1", "V0", "V1", "V2", "V5"})
    void key_baseDerivationOrPin_isRefused(String usage) {
        refused(() -> new ImportedKey("never-here", usage, KeyAlgorithm.AES, 'X'), Code.USAGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "K", "k1", "K11", "KK", "1K"})
    void key_anImpossibleUsage_isRefused(String usage) {
        refused(() -> new ImportedKey("some-key", usage, KeyAlgorithm.AES, 'B'), Code.FORM);
    }

    @Test
    void begin_vaultAway_isUnavailableAndKeepsNothing() {
        vault.away = true;

        assertThatThrownBy(() -> ceremony.begin(ANNA, KEY, first, kcv(first)))
                .isInstanceOf(KeyUnavailableException.class);
        assertThat(folder.resolve("gateway.ceremony")).doesNotExist();
    }

    private boolean clear(byte[] secret) throws Exception {
        for (String name : new String[] {"gateway.ceremony", "gateway.imported"}) {
            Path file = folder.resolve(name);
            if (Files.exists(file)) {
                String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                String raw = new String(secret, 0, 12, StandardCharsets.ISO_8859_1);
                String hex = HexFormat.of().withUpperCase().formatHex(secret, 0, 8);
                if (text.contains(raw)
                        || text.toUpperCase(java.util.Locale.ROOT).contains(hex)) {
                    return true;
                }
            }
        }
        return false;
    }

    private byte[] sum() {
        return xor(first, second);
    }

    private static byte[] xor(byte[] one, byte[] other) {
        byte[] sum = one.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] ^= other[i];
        }
        return sum;
    }

    private static Octets kcv(byte[] key) {
        try (PaymentKey made = PaymentKey.aes(key)) {
            return KeyCheckValue.cmac(made);
        }
    }

    private static Octets legacy(byte[] key) {
        try (PaymentKey made = PaymentKey.tdes(key, TdesSwitch.on())) {
            return KeyCheckValue.legacy(made);
        }
    }

    private static byte[] random(long seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
