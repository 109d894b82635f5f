package dev.tidegate.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.card.Track2;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.SealedBody;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway's keys on a real token (SoftHSM). */
final class TokenKeysTest {
    private static final PaymentId PAYMENT = Samples.payment(1);
    private static final InstantSource CLOCK = InstantSource.fixed(Samples.NOON);

    @TempDir
    static Path folder;

    private static SoftHsm token;
    private static GatewayHome home;
    private static GatewayKeys keys;

    @BeforeAll
    static void init() {
        token = SoftHsm.fresh(folder);
        home = GatewayHome.init(folder.resolve("gateway"), token.place(), RotationPlan.standard(), CLOCK, List.of());
        keys = home.keys(token.place(), CLOCK);
    }

    @AfterAll
    static void close() {
        if (keys != null) {
            keys.close();
        }
    }

    @Test
    void open_whatATillSealed_givesWhatWasSealed() {
        SealedBody sealed = sealer().sealForJournal(Samples.contents(PAYMENT));

        try (OpenedBody opened = opener().open(sealed, Samples.TILL, PAYMENT, Purpose.JOURNAL)) {
            assertThat(opened.card().pan().digits()).isEqualTo(Samples.ascii(Samples.PAN));
            assertThat(opened.agreesWith(Samples.sale())).isTrue();
        }
    }

    @Test
    void open_anythingHostile_isRejectedAndTheTokenGoesOn() {
        SealedBody good = sealer().sealForJournal(Samples.contents(PAYMENT));
        byte[] offCurve = good.encapsulated().toByteArray();
        offCurve[64] ^= 1;
        byte[] zero = new byte[65];
        zero[0] = 4;
        byte[] tampered = good.ciphertext().toByteArray();
        tampered[7] ^= 1;
        List<SealedBody> hostile = List.of(
                new SealedBody(1, good.keyId(), Octets.of(offCurve), good.ciphertext()),
                new SealedBody(1, good.keyId(), Octets.of(zero), good.ciphertext()),
                new SealedBody(1, good.keyId(), Samples.bytes(33, 2), good.ciphertext()),
                new SealedBody(1, good.keyId(), good.encapsulated(), Octets.of(tampered)),
                new SealedBody(1, good.keyId(), good.encapsulated(), Samples.bytes(3, 2)));

        for (int i = 0; i < 5; i++) {
            for (SealedBody each : hostile) {
                assertThatThrownBy(() -> opener().open(each, Samples.TILL, PAYMENT, Purpose.JOURNAL))
                        .isInstanceOfSatisfying(
                                BodyRejectedException.class,
                                e -> assertThat(e.code()).isEqualTo("OPEN_FAILED"));
            }
        }

        opener().open(good, Samples.TILL, PAYMENT, Purpose.JOURNAL).close();
    }

    @Test
    void columns_onTheToken_openWhatTheySealAndNothingElse() {
        Octets sealed = keys.columns().sealTrack(Track2.of(Samples.ascii(Samples.TRACK)), PAYMENT);

        assertThat(keys.columns().openTrack(sealed, PAYMENT).characters()).isEqualTo(Samples.ascii(Samples.TRACK));
        for (int i = 5; i < sealed.length(); i++) {
            byte[] flipped = sealed.toByteArray();
            flipped[i] ^= 1;
            assertThatThrownBy(() -> keys.columns().openTrack(Octets.of(flipped), PAYMENT))
                    .isInstanceOfSatisfying(
                            BodyRejectedException.class,
                            e -> assertThat(e.code()).isEqualTo("BAD_COLUMN"));
        }
        for (int length = 0; length < sealed.length(); length++) {
            Octets cut = sealed.slice(0, length);
            assertThatThrownBy(() -> keys.columns().openTrack(cut, PAYMENT)).isInstanceOf(BodyRejectedException.class);
        }
        assertThat(keys.columns().openTrack(sealed, PAYMENT).characters()).hasSize(Samples.TRACK.length());
    }

    @Test
    void chainKeys_onTheToken_areWrappedAndUnwrapped() {
        Octets key = Samples.bytes(32, 9);

        Octets wrapped = keys.wrapChainKey(Samples.TILL, 7, key);

        assertThat(keys.unwrapChainKey(Samples.TILL, 7, wrapped)).isEqualTo(key);
        assertThatThrownBy(() -> keys.unwrapChainKey(Samples.TILL, 8, wrapped))
                .isInstanceOf(BodyRejectedException.class);
    }

    @Test
    void keys_asAnotherProgramSeesThem_neverCameOut() {
        assumeTrue(SoftHsm.hasTool(), "opensc is not installed");

        String privates = token.tool("--list-objects", "--type", "privkey");
        String secrets = token.tool("--list-objects", "--type", "secrkey");

        assertThat(privates).contains("never extractable").doesNotContain("sign");
        assertThat(secrets).contains("never extractable");
        assertThat(privates.lines().filter(line -> line.contains(SoftHsm.idOf("tidegate-recipient-"))))
                .hasSizeGreaterThanOrEqualTo(3);
        assertThat(secrets).contains("tidegate-column-card-1", "tidegate-column-track-1", "tidegate-chain-1");
        assertThat(home.folder())
                .isDirectoryNotContaining(file -> file.toString().endsWith(".bcfks"));
    }

    @Test
    void prepare_aWeekLater_makesTheNextKeyAndDestroyEndsOne() {
        Instant later = Samples.NOON.plus(java.time.Duration.ofDays(8));
        RecipientKey first = keys.recipients().getFirst();
        RecipientBundle bundle = new RecipientBundle(1, Samples.NOON, List.of(first));
        SealedBody old = new HpkeSealer(() -> bundle, Samples.TILL, CLOCK).sealForJournal(Samples.contents(PAYMENT));

        assertThat(keys.prepare(later, RotationPlan.standard())).isTrue();
        keys.destroy(first.kid(), later, "the test");

        assertThat(keys.recipients()).hasSize(3).doesNotContain(first);
        assertThatThrownBy(() -> opener().open(old, Samples.TILL, PAYMENT, Purpose.JOURNAL))
                .isInstanceOfSatisfying(
                        BodyRejectedException.class, e -> assertThat(e.code()).isEqualTo("UNKNOWN_KID"));
        try (GatewayKeys again = home.keys(token.place(), CLOCK)) {
            assertThat(again.recipients()).isEqualTo(keys.recipients());
        }
    }

    @Test
    void inventory_ofAToken_saysWhereAndShowsNoKey() {
        assertThat(keys.inventory(Samples.NOON)).allSatisfy(row -> {
            assertThat(row.where()).isEqualTo("token");
            assertThat(row.created()).isEqualTo(Samples.NOON);
        });
    }

    @Test
    void init_overATokenInUse_isRefused() {
        assertThatThrownBy(() -> GatewayHome.init(
                        folder.resolve("second"), token.place(), RotationPlan.standard(), CLOCK, List.of()))
                .isInstanceOf(KeyFileException.class);
    }

    @Test
    void open_honestSealOfNonsense_isNamed() throws InvalidCipherTextException {
        RecipientKey key = keys.recipients().getLast();
        byte[] info =
                Hpke.info(Purpose.JOURNAL, 1, Samples.TILL, PAYMENT, key.kid().toByteArray());
        Hpke hpke = new Hpke(Suite.P256);
        Hpke.Sealed raw = hpke.seal(key.point(), info, new byte[100], hpke.ephemeral());
        SealedBody body = new SealedBody(1, key.kid(), Octets.of(raw.encapsulated), Octets.of(raw.ciphertext));

        assertThatThrownBy(() -> opener().open(body, Samples.TILL, PAYMENT, Purpose.JOURNAL))
                .hasMessageContaining("BAD_PADDING");
    }

    private static HpkeSealer sealer() {
        RecipientKey key = keys.recipients().getLast();
        RecipientBundle bundle = new RecipientBundle(1, key.notBefore(), List.of(key));
        return new HpkeSealer(() -> bundle, Samples.TILL, InstantSource.fixed(key.notBefore()));
    }

    private static BodyOpener opener() {
        return new BodyOpener(keys.recipientKeys());
    }
}
