package dev.tidegate.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tidegate.core.card.Octets;
import dev.tidegate.crypto.CertificateRequest.Reading;
import dev.tidegate.crypto.CertificateRequest.Why;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.util.Random;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.Test;

final class CertificateRequestTest {
    private static final SecureRandom CHANCE = new SecureRandom();

    private static KeyPair pair(String curve) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        return generator.generateKeyPair();
    }

    private static Octets request(KeyPair shown, KeyPair signs, String algorithm) throws Exception {
        return Octets.of(new JcaPKCS10CertificationRequestBuilder(new X500Principal("CN=x"), shown.getPublic())
                .build(new JcaContentSignerBuilder(algorithm).build(signs.getPrivate()))
                .getEncoded());
    }

    private static Why refused(Octets der) {
        return ((Reading.Refused) CertificateRequest.read(der)).why();
    }

    @Test
    void read_ofATillsRequest_isItsKey() throws Exception {
        KeyPair pair = new Certificates(CHANCE).keyPair();

        Reading read = CertificateRequest.read(CertificateRequest.of(pair));

        CertificateRequest request = ((Reading.Read) read).request();
        assertThat(request.spki().toByteArray()).isEqualTo(pair.getPublic().getEncoded());
        assertThat(request.keyHash().length()).isEqualTo(32);
        assertThat(request.publicKey()).isEqualTo(pair.getPublic());
    }

    @Test
    void read_anyOneBitFlipped_isRefused() throws Exception {
        byte[] der = CertificateRequest.of(new Certificates(CHANCE).keyPair()).toByteArray();
        for (int bit = 0; bit < der.length * 8; bit++) {
            byte[] flipped = der.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);

            assertThat(CertificateRequest.read(Octets.of(flipped)))
                    .as("bit " + bit)
                    .isInstanceOf(Reading.Refused.class);
        }
    }

    @Test
    void read_cutAnywhere_isNoRequest() throws Exception {
        byte[] der = CertificateRequest.of(new Certificates(CHANCE).keyPair()).toByteArray();
        for (int length = 0; length < der.length; length++) {
            assertThat(refused(Octets.of(der, 0, length))).isEqualTo(Why.NOT_A_REQUEST);
        }
        assertThat(refused(Octets.of(der).plus(Octets.ofHex("00")))).isEqualTo(Why.NOT_A_REQUEST);
    }

    @Test
    void read_signedByAnotherKey_isRefused() throws Exception {
        Octets stolen = request(pair("secp256r1"), pair("secp256r1"), "SHA256withECDSA");

        assertThat(refused(stolen)).isEqualTo(Why.SIGNATURE);
    }

    @Test
    void read_anotherKindOfKey_isRefused() throws Exception {
        KeyPair wide = pair("secp384r1");
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair rsa = generator.generateKeyPair();

        assertThat(refused(request(wide, wide, "SHA256withECDSA"))).isEqualTo(Why.KEY_KIND);
        assertThat(refused(request(rsa, rsa, "SHA256withRSA"))).isEqualTo(Why.KEY_KIND);
    }

    @Test
    void read_anotherSignatureAlgorithm_isRefused() throws Exception {
        KeyPair pair = pair("secp256r1");

        assertThat(refused(request(pair, pair, "SHA512withECDSA"))).isEqualTo(Why.KEY_KIND);
        assertThat(refused(request(pair, pair, "SHA1withECDSA"))).isEqualTo(Why.KEY_KIND);
    }

    @Test
    void read_longerThanAnyRequest_isRefusedUnread() {
        assertThat(refused(Octets.of(new byte[CertificateRequest.BYTES_MAX + 1])))
                .isEqualTo(Why.TOO_LONG);
    }

    @Test
    void read_otherAsn1_isNoRequest() throws Exception {
        ASN1EncodableVector empty = new ASN1EncodableVector();

        assertThat(refused(Octets.of(new DERSequence(empty).getEncoded()))).isEqualTo(Why.NOT_A_REQUEST);
        assertThat(refused(Octets.ofHex("30800000"))).isEqualTo(Why.NOT_A_REQUEST);
        assertThat(refused(Octets.ofHex("0500"))).isEqualTo(Why.NOT_A_REQUEST);
    }

    @Test
    void read_anyBytes_endInAnAnswer() {
        Random chance = new Random(13);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[chance.nextInt(300)];
            chance.nextBytes(bytes);
            if (bytes.length > 4) {
                bytes[0] = 0x30;
            }

            assertThat(CertificateRequest.read(Octets.of(bytes))).isInstanceOf(Reading.Refused.class);
        }
    }

    @Test
    void request_ofSomethingElse_cannotBeMade() {
        assertThatIllegalArgumentException().isThrownBy(() -> new CertificateRequest(Octets.of(new byte[91])));
    }
}
