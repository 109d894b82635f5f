package dev.tidegate.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the proof lets through opens; what would not open is not let through. */
final class SealProofTest {
    private static final byte[] INFO = Samples.ascii("what it is bound to");

    private final byte[] plaintext = new byte[512];

    SealProofTest() {
        new Random(7).nextBytes(plaintext);
    }

    @ParameterizedTest
    @EnumSource
    void holds_whatWasJustSealed_isTrue(Suite suite) throws InvalidCipherTextException {
        Seal seal = new Seal(suite);

        assertThat(seal.proves(seal.sealed, plaintext)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void holds_anotherPlaintext_isFalse(Suite suite) throws InvalidCipherTextException {
        Seal seal = new Seal(suite);
        byte[] other = plaintext.clone();
        other[511] ^= 1;

        assertThat(seal.proves(seal.sealed, other)).isFalse();
        assertThat(seal.proves(seal.sealed, Arrays.copyOf(plaintext, 256))).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void holds_anyBitOfTheCiphertextFlipped_isRefused(Suite suite) throws InvalidCipherTextException {
        Seal seal = new Seal(suite);

        for (int at = 0; at < seal.sealed.ciphertext.length; at += 37) {
            byte[] changed = seal.sealed.ciphertext.clone();
            changed[at] ^= (byte) (1 << at % 8);
            Hpke.Sealed wrong = new Hpke.Sealed(seal.sealed.encapsulated, changed);
            assertThatThrownBy(() -> seal.proves(wrong, plaintext)).isInstanceOf(Rejection.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void holds_theEncapsulatedKeyOfAnotherSeal_isRefused(Suite suite) throws InvalidCipherTextException {
        Seal seal = new Seal(suite);
        byte[] other = new Seal(suite).sealed.encapsulated;

        assertThatThrownBy(() -> seal.proves(new Hpke.Sealed(other, seal.sealed.ciphertext), plaintext))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("encapsulated");
    }

    @ParameterizedTest
    @EnumSource
    void holds_sealedToAnotherKey_isRefused(Suite suite) throws InvalidCipherTextException {
        Seal seal = new Seal(suite);
        SealProof others = new SealProof(Recipient.create(suite).key());

        assertThatThrownBy(() -> others.holds(seal.ephemeral, INFO, plaintext, seal.sealed))
                .isInstanceOf(Rejection.class);
    }

    @ParameterizedTest
    @EnumSource
    void holds_boundToSomethingElse_isRefused(Suite suite) throws InvalidCipherTextException {
        Seal seal = new Seal(suite);

        assertThatThrownBy(() -> seal.proof.holds(seal.ephemeral, Samples.ascii("else"), plaintext, seal.sealed))
                .isInstanceOf(Rejection.class);
    }

    @ParameterizedTest
    @EnumSource
    void isFor_theKeyItWasMadeFor_isTrueForThatAlone(Suite suite) {
        RecipientKey key = Recipient.create(suite).key();
        SealProof proof = new SealProof(key);

        assertThat(proof.isFor(key)).isTrue();
        assertThat(proof.isFor(Recipient.create(suite).key())).isFalse();
    }

    /** One message, its ephemeral key, and the proof of its recipient key. */
    private final class Seal {
        final RecipientKey key;
        final SealProof proof;
        final AsymmetricCipherKeyPair ephemeral;
        final Hpke.Sealed sealed;

        Seal(Suite suite) throws InvalidCipherTextException {
            this.key = Recipient.create(suite).key();
            this.proof = new SealProof(key);
            Hpke hpke = new Hpke(suite);
            this.ephemeral = hpke.ephemeral();
            this.sealed = hpke.seal(key.point(), INFO, plaintext, ephemeral);
        }

        boolean proves(Hpke.Sealed message, byte[] holding) {
            return proof.holds(ephemeral, INFO, holding, message);
        }
    }
}
