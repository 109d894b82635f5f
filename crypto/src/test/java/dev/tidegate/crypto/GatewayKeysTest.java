package dev.tidegate.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.card.Track2;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.SealedBody;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GatewayKeysTest {
    private static final PaymentId PAYMENT = Samples.payment(1);

    @TempDir
    static Path folder;

    private final GatewayKeys keys = load();

    @BeforeAll
    static void create() {
        GatewayKeys.create(FileVault.create(file()), register(), RotationPlan.standard(), Samples.NOON)
                .close();
    }

    @AfterEach
    void close() {
        keys.close();
    }

    @Test
    void recipients_ofTheFile_openWhatIsSealedToEach() {
        for (RecipientKey key : keys.recipients()) {
            RecipientBundle bundle = new RecipientBundle(1, key.notBefore(), List.of(key));
            HpkeSealer sealer = new HpkeSealer(() -> bundle, Samples.TILL, InstantSource.fixed(key.notBefore()));
            SealedBody sealed = sealer.sealForJournal(Samples.contents(PAYMENT));

            try (OpenedBody opened =
                    new BodyOpener(keys.recipientKeys()).open(sealed, Samples.TILL, PAYMENT, Purpose.JOURNAL)) {
                assertThat(opened.amount()).isEqualTo(Samples.AMOUNT);
            }
        }
    }

    @Test
    void load_again_givesTheSameKeys() {
        Octets sealed = keys.columns().sealTrack(track(), PAYMENT);

        try (GatewayKeys again = load()) {
            assertThat(again.recipients()).isEqualTo(keys.recipients());
            assertThat(again.columns().openTrack(sealed, PAYMENT).characters()).isEqualTo(Samples.ascii(Samples.TRACK));
        }
    }

    @Test
    void openCard_whatWasSealed_givesAllButTheTrack() {
        try (OpenedBody body = body()) {
            Octets sealed = keys.columns().sealCard(body, PAYMENT);

            try (OpenedBody opened = keys.columns().openCard(sealed, PAYMENT)) {
                assertThat(opened.card().pan().digits()).isEqualTo(Samples.ascii(Samples.PAN));
                assertThat(opened.card().track2()).isNull();
                assertThat(opened.tags()).isEqualTo(Samples.tags());
                assertThat(opened.amount()).isEqualTo(Samples.AMOUNT);
                assertThat(opened.soldAt()).isEqualTo(Samples.NOON);
            }
        }
    }

    @Test
    void sealCard_theSameAgain_isNeverTheSame() {
        Set<Octets> seen = new HashSet<>();

        for (int i = 0; i < 100; i++) {
            assertThat(seen.add(keys.columns().sealCard(body(), PAYMENT))).isTrue();
        }
    }

    @Test
    void openCard_anotherPaymentsValue_isRejected() {
        Octets sealed = keys.columns().sealCard(body(), PAYMENT);

        assertThatThrownBy(() -> keys.columns().openCard(sealed, Samples.payment(2)))
                .isInstanceOfSatisfying(
                        BodyRejectedException.class, e -> assertThat(e.code()).isEqualTo("BAD_COLUMN"));
    }

    @Test
    void openTrack_valueOfTheCardColumn_isRejected() {
        Octets sealed = keys.columns().sealCard(body(), PAYMENT);

        assertThatThrownBy(() -> keys.columns().openTrack(sealed, PAYMENT)).isInstanceOf(BodyRejectedException.class);
    }

    @Test
    void open_everyBitFlipOfAValue_isRejected() {
        Octets sealed = keys.columns().sealTrack(track(), PAYMENT);

        for (int bit = 0; bit < sealed.length() * 8; bit++) {
            byte[] flipped = sealed.toByteArray();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> keys.columns().openTrack(Octets.of(flipped), PAYMENT))
                    .isInstanceOf(BodyRejectedException.class);
        }
    }

    @Test
    void open_everyTruncationOfAValue_isRejected() {
        Octets sealed = keys.columns().sealTrack(track(), PAYMENT);

        for (int length = 0; length < sealed.length(); length++) {
            Octets cut = sealed.slice(0, length);
            assertThatThrownBy(() -> keys.columns().openTrack(cut, PAYMENT)).isInstanceOf(BodyRejectedException.class);
        }
    }

    @Test
    void open_valueOfAnotherKey_saysThatTheKeyIsGone() {
        byte[] sealed = keys.columns().sealTrack(track(), PAYMENT).toByteArray();
        sealed[4]++;

        assertThatThrownBy(() -> keys.columns().openTrack(Octets.of(sealed), PAYMENT))
                .hasMessageContaining("UNKNOWN_KID");
    }

    @Test
    void unwrapChainKey_whatWasWrapped_givesTheSame() {
        Octets key = Samples.bytes(32, 9);

        Octets wrapped = keys.wrapChainKey(Samples.TILL, 7, key);

        assertThat(keys.unwrapChainKey(Samples.TILL, 7, wrapped)).isEqualTo(key);
        assertThat(wrapped.hex()).doesNotContain(key.hex());
        assertThatThrownBy(() -> keys.unwrapChainKey(Samples.TILL, 8, wrapped))
                .isInstanceOf(BodyRejectedException.class);
        assertThatThrownBy(() -> keys.unwrapChainKey(Samples.OTHER_TILL, 7, wrapped))
                .isInstanceOf(BodyRejectedException.class);
    }

    @Test
    void close_thenAnything_isUnavailable() {
        Octets sealed = keys.columns().sealTrack(track(), PAYMENT);
        keys.close();

        assertThatThrownBy(() -> keys.columns().sealTrack(track(), PAYMENT))
                .isInstanceOf(KeyUnavailableException.class);
        assertThatThrownBy(() -> keys.columns().openTrack(sealed, PAYMENT)).isInstanceOf(KeyUnavailableException.class);
        assertThatThrownBy(() -> keys.wrapChainKey(Samples.TILL, 1, Samples.bytes(32, 1)))
                .isInstanceOf(KeyUnavailableException.class);
    }

    @Test
    void create_overAFile_isRefused() {
        assertThatThrownBy(() -> FileVault.create(file())).isInstanceOf(KeyFileException.class);
    }

    @Test
    void load_damagedFileOrWrongPassword_namesTheFile() throws IOException {
        Path copy = folder.resolve("copy.bcfks");
        byte[] store = Files.readAllBytes(file());
        store[store.length / 2] ^= 1;
        Files.write(copy, store);
        Files.writeString(folder.resolve("copy.password"), StorePassword.of(file()));
        assertThatThrownBy(() -> FileVault.open(copy)).isInstanceOf(KeyFileException.class);

        Files.copy(file(), folder.resolve("wrong.bcfks"));
        Files.writeString(folder.resolve("wrong.password"), "guess");
        assertThatThrownBy(() -> FileVault.open(folder.resolve("wrong.bcfks")))
                .isInstanceOf(KeyFileException.class)
                .hasMessageNotContaining("guess");
        assertThatThrownBy(() -> FileVault.open(folder.resolve("none.bcfks"))).isInstanceOf(KeyFileException.class);
    }

    private static GatewayKeys load() {
        return GatewayKeys.open(FileVault.open(file()), register(), Samples.NOON);
    }

    private static Path file() {
        return folder.resolve("gateway.bcfks");
    }

    private static Path register() {
        return folder.resolve("gateway.keys");
    }

    private static OpenedBody body() {
        return new OpenedBody(Samples.card(), Samples.tags(), Samples.AMOUNT, Samples.NOON);
    }

    private static Track2 track() {
        return Track2.of(Samples.ascii(Samples.TRACK));
    }
}
