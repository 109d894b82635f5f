package dev.tidegate.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.core.card.Octets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import org.junit.jupiter.api.Test;

final class ChainGrantTest {
    private static final SecureRandom CHANCE = new SecureRandom();

    private final KeyPair pair;
    private final Octets spki;
    private final ChainGrant.Made made;

    ChainGrantTest() throws GeneralSecurityException {
        pair = new Certificates(CHANCE).keyPair();
        spki = Octets.of(pair.getPublic().getEncoded());
        made = ChainGrant.make(Samples.TILL, new CertificateRequest(spki), CHANCE);
    }

    private byte[] open(ChainGrant grant) {
        return grant.open(Samples.TILL, spki, (ECPrivateKey) pair.getPrivate());
    }

    @Test
    void open_withTheTillsKey_isTheSecretOfTheChain() {
        byte[] secret = open(made.grant());

        assertThat(TillChain.enrolled(Samples.TILL, secret)).isEqualTo(made.chain());
    }

    @Test
    void make_twice_isTwoSecrets() {
        ChainGrant.Made other = ChainGrant.make(Samples.TILL, new CertificateRequest(spki), CHANCE);

        assertThat(other.chain().key()).isNotEqualTo(made.chain().key());
    }

    @Test
    void open_asAnotherTill_isRejected() {
        assertThatThrownBy(() -> made.grant().open(Samples.OTHER_TILL, spki, (ECPrivateKey) pair.getPrivate()))
                .isInstanceOf(Rejection.class);
    }

    @Test
    void open_withAnotherKey_isRejected() throws GeneralSecurityException {
        KeyPair other = new Certificates(CHANCE).keyPair();
        Octets otherSpki = Octets.of(other.getPublic().getEncoded());

        assertThatThrownBy(() -> made.grant().open(Samples.TILL, otherSpki, (ECPrivateKey) other.getPrivate()))
                .isInstanceOf(Rejection.class);
    }

    @Test
    void open_anyOneBitFlipped_isRejected() {
        byte[] sealed = made.grant().ciphertext().toByteArray();
        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] flipped = sealed.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            ChainGrant changed = new ChainGrant(made.grant().encapsulated(), Octets.of(flipped));

            assertThatThrownBy(() -> open(changed)).isInstanceOf(Rejection.class);
        }
    }

    @Test
    void open_ofWhatIsNoPoint_isRejected() {
        for (int length : new int[] {0, 1, 64, 65, 66}) {
            ChainGrant nonsense =
                    new ChainGrant(Octets.of(new byte[length]), made.grant().ciphertext());

            assertThatThrownBy(() -> open(nonsense)).isInstanceOf(Rejection.class);
        }
    }
}
