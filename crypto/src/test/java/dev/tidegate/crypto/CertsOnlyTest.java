package dev.tidegate.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.core.card.Octets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CertsOnlyTest {
    @TempDir
    private Path folder;

    private List<X509Certificate> chain = List.of();

    @BeforeEach
    void issue() throws Exception {
        DeviceAuthority authority = DeviceAuthority.create(folder.resolve("ca.p12"), InstantSource.system());
        Octets spki = Octets.of(
                new Certificates(new SecureRandom()).keyPair().getPublic().getEncoded());
        chain = authority.certify(Samples.TILL, new CertificateRequest(spki));
    }

    @Test
    void read_whatWasWritten_isTheChain() {
        assertThat(CertsOnly.read(CertsOnly.write(chain))).containsExactlyInAnyOrderElementsOf(chain);
    }

    @Test
    void write_ofAChain_isPkcs7SignedDataThatNobodySigned() throws Exception {
        org.bouncycastle.cms.CMSSignedData data =
                new org.bouncycastle.cms.CMSSignedData(CertsOnly.write(chain).toByteArray());

        assertThat(data.getSignerInfos().size()).isZero();
        assertThat(data.getCertificates().getMatches(null)).hasSize(2);
    }

    @Test
    void read_anythingElse_isRejected() {
        byte[] whole = CertsOnly.write(chain).toByteArray();
        Random chance = new Random(14);

        assertThatThrownBy(() -> CertsOnly.read(Octets.of(new byte[CertsOnly.BYTES_MAX + 1])))
                .isInstanceOf(CertificateRejectedException.class);
        for (int i = 0; i < 500; i++) {
            byte[] damaged = whole.clone();
            damaged[chance.nextInt(damaged.length)] ^= (byte) (1 << chance.nextInt(8));
            endsTyped(Octets.of(damaged));
            endsTyped(Octets.of(whole, 0, chance.nextInt(whole.length)));
        }
    }

    // A flipped bit may leave certificates that can be read; their signatures are looked at later.
    private static void endsTyped(Octets bytes) {
        try {
            assertThat(CertsOnly.read(bytes)).isNotNull();
        } catch (CertificateRejectedException e) {
            assertThat(e).hasMessageStartingWith("the answer");
        }
    }
}
