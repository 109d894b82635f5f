package dev.tidegate.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.SealedBody;
import dev.tidegate.core.payment.TillId;
import java.util.SplittableRandom;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.junit.jupiter.api.Test;

/** Whatever is wrong with a sealed body, the answer is one of two exceptions. */
final class BodyOpenerTest {
    private static final PaymentId PAYMENT = Samples.payment(1);

    private final Recipient recipient = Recipient.create();
    private final SealedBody sealed = recipient.sealer().sealForJournal(Samples.contents(PAYMENT));

    @Test
    void open_forAnotherTillPaymentOrPurpose_fails() {
        assertThat(code(sealed, Samples.OTHER_TILL, PAYMENT, Purpose.JOURNAL)).isEqualTo("OPEN_FAILED");
        assertThat(code(sealed, Samples.TILL, Samples.payment(2), Purpose.JOURNAL))
                .isEqualTo("OPEN_FAILED");
        assertThat(code(sealed, Samples.TILL, PAYMENT, Purpose.REQUEST)).isEqualTo("OPEN_FAILED");
        SealedBody request = recipient.sealer().sealForRequest(Samples.contents(PAYMENT));
        assertThat(code(request, Samples.TILL, PAYMENT, Purpose.JOURNAL)).isEqualTo("OPEN_FAILED");
    }

    @Test
    void open_anotherSuite_isNamed() {
        SealedBody other = new SealedBody(3, sealed.keyId(), sealed.encapsulated(), sealed.ciphertext());

        assertThat(code(other)).isEqualTo("UNKNOWN_SUITE");
    }

    @Test
    void open_keyUnderAnotherSuite_fails() {
        SealedBody other = new SealedBody(2, sealed.keyId(), Samples.bytes(32, 9), sealed.ciphertext());

        assertThat(code(other)).isEqualTo("OPEN_FAILED");
    }

    @Test
    void open_pointsOfSmallOrder_fail() {
        Recipient software = Recipient.create(Suite.X25519);
        SealedBody good = software.sealer().sealForJournal(Samples.contents(PAYMENT));
        byte[] one = new byte[32];
        one[0] = 1;
        // RFC 7748 and Wycheproof: a point of order 8, and p - 1.
        String order8 = "E0EB7A7C3B41B8AE1656E3FAF19FC46ADA098DEB9C32B1FD866205165F49B800";
        String minusOne = "ECFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF7F";

        for (Octets point : new Octets[] {
            Octets.of(new byte[32]), Octets.of(one), Octets.ofHex(order8), Octets.ofHex(minusOne), Samples.bytes(31, 9)
        }) {
            SealedBody hostile = new SealedBody(2, good.keyId(), point, good.ciphertext());
            BodyRejectedException rejected = catchThrowableOfType(
                    BodyRejectedException.class,
                    () -> software.opener().open(hostile, Samples.TILL, PAYMENT, Purpose.JOURNAL));
            assertThat(rejected.code()).isEqualTo("OPEN_FAILED");
        }
    }

    @Test
    void open_keyThatIsMissingButNotDestroyed_isBusyNotRejected() {
        recipient.vault().pairs.clear();

        assertThatThrownBy(() -> recipient.opener().open(sealed, Samples.TILL, PAYMENT, Purpose.JOURNAL))
                .isInstanceOf(KeyUnavailableException.class);
    }

    @Test
    void open_keyThatWasDestroyed_isNamed() {
        try (GatewayKeys keys = new GatewayKeys(recipient.vault(), recipient.register())) {
            keys.destroy(recipient.key().kid(), Samples.NOON, "the test");
        }

        assertThat(code(sealed)).isEqualTo("UNKNOWN_KID");
    }

    @Test
    void open_keyThatIsGone_isNamed() {
        SealedBody other = Recipient.create().sealer().sealForJournal(Samples.contents(PAYMENT));

        assertThat(code(other)).isEqualTo("UNKNOWN_KID");
    }

    @Test
    void open_closedKeys_isBusyNotRejected() {
        recipient.vault().close();

        assertThatThrownBy(() -> recipient.opener().open(sealed, Samples.TILL, PAYMENT, Purpose.JOURNAL))
                .isInstanceOf(KeyUnavailableException.class);
    }

    @Test
    void open_everyBitFlipOfASampleOfBytes_fails() {
        SplittableRandom chance = new SplittableRandom(3);
        for (int i = 0; i < 300; i++) {
            byte[] encapsulated = sealed.encapsulated().toByteArray();
            byte[] ciphertext = sealed.ciphertext().toByteArray();
            byte[] hit = i % 2 == 0 ? encapsulated : ciphertext;
            hit[chance.nextInt(hit.length)] ^= (byte) (1 << chance.nextInt(8));
            assertThat(code(with(encapsulated, ciphertext))).isEqualTo("OPEN_FAILED");
        }
    }

    @Test
    void open_hostilePoints_fail() {
        byte[] ciphertext = sealed.ciphertext().toByteArray();
        byte[] offCurve = sealed.encapsulated().toByteArray();
        offCurve[64] ^= 1;
        byte[] zero = new byte[65];
        zero[0] = 4;
        byte[] compressed = new byte[33];
        compressed[0] = 2;

        for (byte[] point : new byte[][] {offCurve, zero, compressed, new byte[1], new byte[65], new byte[2_000]}) {
            assertThat(code(with(point, ciphertext))).isEqualTo("OPEN_FAILED");
        }
    }

    @Test
    void open_shortCiphertexts_fail() {
        byte[] encapsulated = sealed.encapsulated().toByteArray();

        for (int length : new int[] {0, 1, 15, 16, 17, 271}) {
            assertThat(code(with(encapsulated, new byte[length]))).isEqualTo("OPEN_FAILED");
        }
    }

    @Test
    void open_noise_givesOnlyTheTypedAnswer() {
        SplittableRandom chance = new SplittableRandom(11);
        for (int i = 0; i < 300; i++) {
            byte[] point = new byte[1 + chance.nextInt(100)];
            byte[] ciphertext = new byte[chance.nextInt(400)];
            chance.nextBytes(point);
            chance.nextBytes(ciphertext);
            point[0] = (byte) chance.nextInt(8);
            assertThat(code(with(point, ciphertext))).isEqualTo("OPEN_FAILED");
        }
    }

    @Test
    void open_honestSealOfBadPadding_isNamed() throws InvalidCipherTextException {
        assertThat(code(sealedRaw(new byte[256]))).isEqualTo("BAD_PADDING");
        assertThat(code(sealedRaw(new byte[100]))).isEqualTo("BAD_PADDING");
        assertThat(code(sealedRaw(new byte[0]))).isEqualTo("BAD_PADDING");
    }

    @Test
    void open_honestSealOfNonsense_isNamed() throws InvalidCipherTextException {
        assertThat(code(sealedRaw(Padding.pad(new byte[0])))).isEqualTo("BAD_PAYLOAD");
        assertThat(code(sealedRaw(Padding.pad(new CborWriter().map())))).isEqualTo("BAD_PAYLOAD");
        assertThat(code(sealedRaw(Padding.pad(body("4761739001010118", 203_012)))))
                .as("check digit")
                .isEqualTo("BAD_PAYLOAD");
        assertThat(code(sealedRaw(Padding.pad(body(Samples.PAN, 203_013)))))
                .as("month 13")
                .isEqualTo("BAD_PAYLOAD");
        assertThat(code(sealedRaw(Padding.pad(body("47617390010", 203_012)))))
                .as("eleven digits")
                .isEqualTo("BAD_PAYLOAD");
    }

    @Test
    void open_journalBodyWithATrack_isRejected() throws InvalidCipherTextException {
        byte[] withTrack = Body.write(Samples.card(), Samples.tags(), Samples.AMOUNT, Samples.NOON, true);

        assertThat(code(sealedRaw(Padding.pad(withTrack)))).isEqualTo("BAD_PAYLOAD");
    }

    @Test
    void ids_ofTheKeys_areThoseThatOpen() {
        assertThat(recipient.keys().ids()).containsExactly(recipient.key().kid());
    }

    private static byte[] body(String pan, long expiry) {
        return new CborWriter()
                .octets(1, Samples.ascii(pan))
                .number(2, expiry)
                .number(3, 0)
                .octets(5, Samples.tags().tags().encode())
                .number(6, 1_250)
                .text(7, "EUR")
                .number(8, 1)
                .map();
    }

    private SealedBody sealedRaw(byte[] plaintext) throws InvalidCipherTextException {
        Hpke hpke = new Hpke(Suite.P256);
        byte[] kid = recipient.key().kid().toByteArray();
        byte[] info = Hpke.info(Purpose.JOURNAL, 1, Samples.TILL, PAYMENT, kid);
        Hpke.Sealed raw = hpke.seal(recipient.key().point(), info, plaintext, hpke.ephemeral());
        return with(raw.encapsulated, raw.ciphertext);
    }

    private SealedBody with(byte[] encapsulated, byte[] ciphertext) {
        return new SealedBody(1, recipient.key().kid(), Octets.of(encapsulated), Octets.of(ciphertext));
    }

    private String code(SealedBody body) {
        return code(body, Samples.TILL, PAYMENT, Purpose.JOURNAL);
    }

    private String code(SealedBody body, TillId till, PaymentId payment, Purpose purpose) {
        BodyRejectedException rejected = catchThrowableOfType(
                BodyRejectedException.class,
                () -> recipient.opener().open(body, till, payment, purpose).close());
        assertThat(rejected).hasNoCause();
        return rejected.code();
    }
}
