package dev.tidegate.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.TillId;
import dev.tidegate.crypto.ParametersKeeper.Verdict;
import dev.tidegate.crypto.TillParameters.Ages;
import dev.tidegate.crypto.TillParameters.Agreed;
import dev.tidegate.crypto.TillParameters.Ceiling;
import dev.tidegate.crypto.TillParameters.Merchant;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a till may do: as it was said, and what of it a till believes. */
final class TillParametersTest {
    private static final Instant NOON = Samples.NOON.truncatedTo(ChronoUnit.MILLIS);
    private static final InstantSource CLOCK = InstantSource.fixed(NOON);
    private static final TillId OTHER_TILL = TillId.of("018f3c52-7d2a-7c10-9f6e-5a1d0c0ffee2");

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static ParametersIssuer ours;
    private static ParametersIssuer theirs;
    private static SignerTrust trust;
    private static ConfigSigner signer;

    private ParametersKeeper keeper;

    @BeforeAll
    static void makeKeys() {
        GatewayHome home = GatewayHome.init(shared.resolve("ours"), CLOCK);
        ours = home.parameters();
        trust = home.signerTrust();
        signer = home.signer();
        theirs = GatewayHome.init(shared.resolve("theirs"), CLOCK).parameters();
    }

    @BeforeEach
    void open() {
        keeper = keeper();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 4, 8, 16, 32, 64, 127})
    void decode_whateverIsAgreed_isAsItWasSaid(int word) {
        Agreed agreed = new Agreed(
                (word & 1) > 0,
                (word & 2) > 0,
                (word & 4) > 0,
                (word & 8) > 0,
                (word & 16) > 0,
                (word & 32) > 0,
                (word & 64) > 0);
        TillParameters said = said(3, agreed, word % 2 == 0 ? ceiling() : null);

        assertThat(TillParameters.decode(said.encode())).isEqualTo(said);
    }

    @Test
    void says_theSameUnderAnotherVersion_isTheSameName() {
        TillParameters one = said(1, agreed(true), null);

        assertThat(ours.says(one.as(9, NOON.plusSeconds(1)))).isEqualTo(ours.says(one));
        assertThat(ours.says(said(1, agreed(false), null))).isNotEqualTo(ours.says(one));
        assertThat(theirs.says(one)).isNotEqualTo(ours.says(one));
    }

    @Test
    void take_believed_holdsAndIsThereAfterARestart() {
        TillParameters said = said(5, agreed(true), ceiling());

        Verdict verdict = keeper.take(ours.sign(said).raw());

        assertThat(verdict).isEqualTo(Verdict.TAKEN);
        assertThat(keeper.current()).isEqualTo(said);
        assertThat(keeper().current()).isEqualTo(said);
    }

    @Test
    void current_beforeTheFirst_isNone() {
        assertThat(keeper.current()).isNull();
        assertThat(keeper.version()).isZero();
    }

    @Test
    void take_theSameBytesAgain_isKnown() {
        Octets raw = ours.sign(said(5, agreed(true), null)).raw();
        assertThat(keeper.take(raw)).isEqualTo(Verdict.TAKEN);

        assertThat(keeper.take(raw)).isEqualTo(Verdict.KNOWN);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 4, 5})
    void take_anOlderVersionOrAnotherOfTheSame_changesNothing(long version) {
        assertThat(keeper.take(ours.sign(said(5, agreed(true), null)).raw())).isEqualTo(Verdict.TAKEN);

        refuses(ours.sign(said(version, agreed(false), null)).raw(), Verdict.LOWER_VERSION);
    }

    @Test
    void take_ofAnotherAuthority_changesNothing() {
        refuses(theirs.sign(said(6, agreed(true), null)).raw(), Verdict.FOREIGN_SIGNER);
    }

    @Test
    void take_ofAnotherTill_changesNothing() {
        TillParameters said = said(6, agreed(true), null);
        TillParameters other = new TillParameters(
                said.version(), said.issuedAt(), OTHER_TILL, said.merchant(), said.agreed(), said.ages(), null);

        refuses(ours.sign(other).raw(), Verdict.OTHER_TILL);
    }

    @Test
    void take_aHotListOfTheSameSigner_isNone() {
        HotList list = HotList.of(9, NOON, List.of(), List.of("541333"), new SplittableRandom(7));

        refuses(SignedHotList.of(list, signer).raw(), Verdict.BAD_SIGNATURE);
    }

    @Test
    void take_withAnyByteChanged_changesNothing() {
        byte[] good = ours.sign(said(6, agreed(true), ceiling())).raw().toByteArray();

        for (int i = 0; i < good.length; i += 3) {
            byte[] bad = good.clone();
            bad[i] ^= 1;
            assertThat(keeper.take(Octets.of(bad)).isRefusal()).as("byte %s", i).isTrue();
        }
        assertThat(keeper.current()).isNull();
    }

    @Test
    void open_aFileThatWasChanged_refusesTheStart() throws Exception {
        assertThat(keeper.take(ours.sign(said(5, agreed(true), null)).raw())).isEqualTo(Verdict.TAKEN);
        byte[] file = Files.readAllBytes(file());
        file[file.length - 1] ^= 1;
        Path ignored = Files.write(file(), file);

        assertThatThrownBy(this::keeper).isInstanceOf(KeyFileException.class).hasMessageContaining("BAD_SIGNATURE");
    }

    @Test
    void ceiling_oneSaleAboveAll_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Ceiling(1, Duration.ZERO, 2, 1, 1));
    }

    private void refuses(Octets raw, Verdict why) {
        TillParameters before = keeper.current();

        Verdict verdict = keeper.take(raw);

        assertThat(verdict).isEqualTo(why);
        assertThat(keeper.current()).isEqualTo(before);
        assertThat(keeper().current()).isEqualTo(before);
    }

    private Path file() {
        return folder.resolve("till.parameters");
    }

    private ParametersKeeper keeper() {
        return ParametersKeeper.open(file(), Samples.TILL, trust);
    }

    private static Agreed agreed(boolean deferredMark) {
        return new Agreed(false, deferredMark, false, true, true, false, true);
    }

    private static Ceiling ceiling() {
        return new Ceiling(50, Duration.ofHours(12), 100_00, 500_00, 150_00);
    }

    private static TillParameters said(long version, Agreed agreed, @Nullable Ceiling ceiling) {
        return new TillParameters(
                version,
                NOON,
                Samples.TILL,
                new Merchant(
                        "TIDE0001",
                        "TIDEGATE0000001",
                        "Corner Shop, Berlin",
                        "5411",
                        Currency.getInstance("EUR"),
                        ZoneId.of("Europe/Berlin")),
                agreed,
                new Ages(Duration.ofHours(24), Duration.ofDays(7), Duration.ofHours(24), Duration.ofHours(72)),
                ceiling);
    }
}
