package dev.tidegate.simulator.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

/** The layout of certificates and signatures, read back with the signer's public key. */
final class PublicKeyCertificateTest {
    private static final CardNumber NUMBER = new CardNumber("4761739001010119");
    private static final CardKeys KEYS = KeyRing.load().keysOf(Cards.profile("chip-approves"));

    @Test
    void issuersCertificate_beginsAsDrawn() {
        PublicKeyCertificate certificate = PublicKeyCertificate.ofIssuer(KEYS.authority(), KEYS.issuer(), NUMBER);

        String block = block(certificate.certificate(), KEYS.authority());

        assertThat(block).startsWith("6A" + "02" + "476173FF" + "1232" + "000001" + "0101" + "90" + "01");
    }

    @Test
    void cardsCertificate_beginsAsDrawn() {
        PublicKeyCertificate certificate = PublicKeyCertificate.ofCard(KEYS.issuer(), KEYS.card(), NUMBER, new byte[0]);

        String block = block(certificate.certificate(), KEYS.issuer());

        assertThat(block).startsWith("6A" + "04" + "4761739001010119FFFF" + "1230" + "000002" + "0101" + "80" + "01");
    }

    @Test
    void key_longerThanTheRoom_goesOnInTheRemainder() {
        PublicKeyCertificate certificate = PublicKeyCertificate.ofIssuer(KEYS.authority(), KEYS.issuer(), NUMBER);

        String block = block(certificate.certificate(), KEYS.authority());
        String leftmost = block.substring(30, block.length() - 42);

        assertThat(leftmost + Bytes.hex(certificate.remainder()))
                .isEqualTo(Bytes.hex(KEYS.issuer().modulus()));
    }

    @Test
    void key_shorterThanTheRoom_isPaddedAndLeavesNoRemainder() {
        // The authority's own certificate for a card's key has room to spare.
        PublicKeyCertificate certificate = PublicKeyCertificate.ofIssuer(KEYS.authority(), KEYS.card(), NUMBER);

        String block = block(certificate.certificate(), KEYS.authority());
        String key = block.substring(30, block.length() - 42);

        assertThat(certificate.remainder()).isEmpty();
        assertThat(key).isEqualTo(Bytes.hex(KEYS.card().modulus()) + "BB".repeat(12));
    }

    @Test
    void cardsCertificate_overOtherStaticData_isAnother() {
        PublicKeyCertificate first = PublicKeyCertificate.ofCard(KEYS.issuer(), KEYS.card(), NUMBER, new byte[1]);

        PublicKeyCertificate second = PublicKeyCertificate.ofCard(KEYS.issuer(), KEYS.card(), NUMBER, new byte[2]);

        assertThat(second.certificate()).isNotEqualTo(first.certificate());
    }

    @Test
    void staticSignature_holdsTheCodeAndPadding() {
        byte[] signature = DataSignature.ofStaticData(KEYS.issuer(), Bytes.hex("5A"));

        String block = block(signature, KEYS.issuer());

        assertThat(block).startsWith("6A0301DAC1" + "BB".repeat(144 - 26)).endsWith("BC");
    }

    @Test
    void dynamicSignature_holdsTheLengthTheDataAndPadding() {
        byte[] signature = DataSignature.ofDynamicData(KEYS.card(), Bytes.hex("0801020304050607FF"), new byte[4]);

        String block = block(signature, KEYS.card());

        assertThat(block).startsWith("6A050109" + "0801020304050607FF" + "BB".repeat(128 - 25 - 9));
    }

    private static String block(byte[] signature, RsaKey signer) {
        BigInteger modulus = new BigInteger(1, signer.modulus());
        BigInteger exponent = new BigInteger(1, signer.exponent());
        return Bytes.hex(new BigInteger(1, signature).modPow(exponent, modulus).toByteArray());
    }
}
