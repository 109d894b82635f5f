package dev.tidegate.crypto;

import dev.tidegate.crypto.payment.MacScheme;
import dev.tidegate.crypto.payment.PaymentKey;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.jspecify.annotations.Nullable;

/** Published answers of each primitive in use; each method says what is wrong, absent where nothing is. */
final class KnownAnswers {
    private static final int TAG_BITS = 128;

    private KnownAnswers() {}

    // FIPS 180-4, example "abc".
    static @Nullable String sha256() {
        return same(Sha256.of(Sha256.label("abc")), "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD");
    }

    // RFC 4231, 4.3.
    static @Nullable String hmac() {
        byte[] mac = Sha256.mac(Sha256.label("Jefe"), Sha256.label("what do ya want for nothing?"));
        return same(mac, "5BDCC146BF60754E6A042426089575C75A003F089D2739839DEC58B964EC3843");
    }

    // RFC 5869, A.1: the expanding half.
    static @Nullable String hkdf() {
        byte[] key = bytes("077709362C2E32DF0DDC3F0DC47BBA6390B6C73BB50F9C3122EC844AD7C2B3E5");
        byte[] out = Sha256.expand(key, bytes("F0F1F2F3F4F5F6F7F8F9"), 42);
        return same(out, "3CB25F25FAACD57A90434F64D0362F2A2D2D0A90CF1A5A4C5DB02D56ECC4C5BF34007208D5B887185865");
    }

    // McGrew and Viega, The Galois/Counter Mode of Operation, test case 14.
    static @Nullable String aesGcm() throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding", "SunJCE");
        cipher.init(
                Cipher.ENCRYPT_MODE,
                new SecretKeySpec(new byte[32], "AES"),
                new GCMParameterSpec(TAG_BITS, new byte[12]));
        return same(cipher.doFinal(new byte[16]), "CEA7403D4D606B6E074EC5D3BAF39D18D0D1C8A799996BF0265B98B5D48AB919");
    }

    // RFC 4493, 4, example 2.
    static @Nullable String cmac() {
        try (PaymentKey key = PaymentKey.aes(bytes("2B7E151628AED2A6ABF7158809CF4F3C"))) {
            byte[] mac = MacScheme.CMAC.make(key, bytes("6BC1BEE22E409F96E93D7E117393172A"));
            return same(mac, "070A16B46B4D4144F79BDD9DD04A287C");
        }
    }

    // NIST CAVS 14.1, ECC CDH primitive, P-256, count 0; both ways of multiplying that a seal takes.
    static @Nullable String ecdh() {
        X9ECParameters curve = CustomNamedCurves.getByName("P-256");
        var point = curve.getCurve()
                .createPoint(
                        number("700C48F77F56584C5CC632CA65640DB91B6BACCE3A4DF6B42CE7CC838833D287"),
                        number("DB71E509E3FD9B060DDB20BA5C51DCC5948D46FBF640DFE0441782CAB85FA4AC"));
        BigInteger scalar = number("7D7DC5F71EB29DDAF80D6214632EEAE03D9058AF1FB6D22ED80BADB62BC1A534");
        byte[] shared = point.multiply(scalar).normalize().getAffineXCoord().getEncoded();
        return same(shared, "46FC62106420FF012E54A434FBDD2D25CCC5852060561E68040DD7778997BD7B");
    }

    // RFC 7748, 6.1.
    static @Nullable String x25519() throws GeneralSecurityException {
        byte[] scalar = bytes("77076D0A7318A57D3C16C17251B26645DF4C2F87EBC0992AB177FBA51DB92C2A");
        KeyAgreement agreement = KeyAgreement.getInstance("X25519");
        agreement.init(KeyFactory.getInstance("X25519")
                .generatePrivate(new XECPrivateKeySpec(NamedParameterSpec.X25519, scalar)));
        PublicKey other =
                Suite.X25519.publicKey(bytes("DE9EDB7D7B7DC1B4D35B61C2ECE435373F8343C85B78674DADFC7E146F882B4F"));
        agreement.doPhase(other, true);
        return same(agreement.generateSecret(), "4A5D9D5BA4CE2DE1728E3BF480350F25E07E21C947D19E3376F09B3C1E161742");
    }

    // RFC 6979, A.2.5: SHA-256, message "sample".
    static @Nullable String ecdsa() throws GeneralSecurityException {
        PublicKey key = Suite.P256.publicKey(bytes("0460FED4BA255A9D31C961EB74C6356D68C049B8923B61FA6CE669622E60F29FB6"
                + "7903FE1008B8BC99A41AE9E95628BC64F2F1B20C2D7E9F5177A3C294D4462299"));
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initVerify(key);
        signature.update(Sha256.label("sample"));
        boolean good = signature.verify(bytes("EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716"
                + "F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8"));
        return good ? null : "does not accept a good signature";
    }

    // Its primitives have their answers above; here what one library seals, the other opens.
    static @Nullable String hpke() {
        Hpke hpke = new Hpke(Suite.P256);
        AsymmetricCipherKeyPair ephemeral = hpke.ephemeral();
        byte[] plaintext = Sha256.label("to be sealed and opened");
        byte[] point = bytes("0460FED4BA255A9D31C961EB74C6356D68C049B8923B61FA6CE669622E60F29FB6"
                + "7903FE1008B8BC99A41AE9E95628BC64F2F1B20C2D7E9F5177A3C294D4462299");
        try {
            Hpke.Sealed sealed = hpke.seal(point, plaintext, plaintext, ephemeral);
            boolean opens = new SealProof(Suite.P256, point).holds(ephemeral, plaintext, plaintext, sealed);
            return opens ? null : "does not open what it sealed";
        } catch (InvalidCipherTextException | Rejection e) {
            return "does not open what it sealed";
        }
    }

    private static @Nullable String same(byte[] given, String hex) {
        return Arrays.equals(given, bytes(hex)) ? null : "gives a wrong answer";
    }

    private static BigInteger number(String hex) {
        return new BigInteger(hex, 16);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
