package dev.tidegate.emv.testcard;

import dev.tidegate.core.card.Octets;
import dev.tidegate.emv.authentication.CertificationAuthorityKey;
import dev.tidegate.emv.authentication.CertificationAuthorityKeys;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** An authority, an issuer and a card key, and what they sign (EMV 4.4 Book 2, 5 and 6). */
public final class TestIssuer {
    public static final String AUTHORITY_INDEX = "F1";

    private static final TestKey AUTHORITY = TestKey.of(1152, "03", 1);
    private static final TestKey ISSUER = TestKey.of(1152, "010001", 2);
    private static final TestKey CARD = TestKey.of(1024, "03", 3);
    private static final TestKey PIN = TestKey.of(1024, "010001", 4);

    private static final int SIGNED_MAX = 1_000;
    private static final Map<String, String> SIGNED = new ConcurrentHashMap<>();

    private TestIssuer() {}

    /** The authority's key for each provider of the tests. */
    public static CertificationAuthorityKeys keys() {
        return new CertificationAuthorityKeys(List.of(authority("A000000003"), authority("A000000004")));
    }

    private static CertificationAuthorityKey authority(String rid) {
        return new CertificationAuthorityKey(
                Octets.ofHex(rid),
                Integer.parseInt(AUTHORITY_INDEX, 16),
                AUTHORITY.modulus(),
                Octets.ofHex(AUTHORITY.exponent()),
                Vectors.FAR_AWAY);
    }

    /** Tags 90, 92 and 9F32 for this number, valid until December 2039. */
    public static String issuerRecord(String pan) {
        String content = "02" + pan.substring(0, 6) + "FF" + "1239" + "000001" + "0101" + oneByte(ISSUER.length())
                + oneByte(ISSUER.exponent().length() / 2);
        Certified certified = certify(AUTHORITY, content, ISSUER, "");
        return Hex.tlv("90", certified.certificate())
                + Hex.tlv("92", certified.remainder())
                + Hex.tlv("9F32", ISSUER.exponent());
    }

    /** Tags 9F46, 9F48 and 9F47 for this number over the static data. */
    public static String cardRecord(String pan, String staticData) {
        String content = "04" + pan + "F".repeat(20 - pan.length()) + "1239" + "000002" + "0101"
                + oneByte(CARD.length()) + oneByte(CARD.exponent().length() / 2);
        Certified certified = certify(ISSUER, content, CARD, staticData);
        return Hex.tlv("9F46", certified.certificate())
                + Hex.tlv("9F48", certified.remainder())
                + Hex.tlv("9F47", CARD.exponent());
    }

    /** Tags 9F2D, 9F2F and 9F2E for this number: a key for PINs alone. */
    public static String pinRecord(String pan) {
        String content = "04" + pan + "F".repeat(20 - pan.length()) + "1239" + "000003" + "0101" + oneByte(PIN.length())
                + oneByte(PIN.exponent().length() / 2);
        Certified certified = certify(ISSUER, content, PIN, "");
        return Hex.tlv("9F2D", certified.certificate())
                + Hex.tlv("9F2F", certified.remainder())
                + Hex.tlv("9F2E", PIN.exponent());
    }

    /** What was enciphered for the card, by its key for PINs or by its only one. */
    public static String deciphered(String cipher, boolean byPinKey) {
        return Hex.of((byPinKey ? PIN : CARD).sign(Hex.bytes(cipher)));
    }

    /** Tag 93 over the static data. */
    public static String signedStatic(String staticData) {
        String content = "0301DAC1" + "BB".repeat(ISSUER.length() - 26);
        return Hex.tlv("93", sign(ISSUER, content, staticData));
    }

    /** Tag 9F4B's value over dynamic data and what the terminal told. */
    public static String signedDynamic(String dynamicData, String told) {
        int length = dynamicData.length() / 2;
        String content = "0501" + oneByte(length) + dynamicData + "BB".repeat(CARD.length() - length - 25);
        return sign(CARD, content, told);
    }

    public static String sha1(String hex) {
        try {
            return Hex.of(MessageDigest.getInstance("SHA-1").digest(Hex.bytes(hex)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Certified(String certificate, String remainder) {}

    private static Certified certify(TestKey signer, String head, TestKey subject, String staticData) {
        byte[] modulus = subject.modulus().toByteArray();
        int room = signer.length() - 22 - head.length() / 2;
        byte[] inside = Arrays.copyOf(modulus, room);
        if (modulus.length < room) {
            Arrays.fill(inside, modulus.length, room, (byte) 0xBB);
        }
        String remainder = modulus.length > room ? Hex.of(Arrays.copyOfRange(modulus, room, modulus.length)) : "";
        String content = head + Hex.of(inside);
        return new Certified(sign(signer, content, remainder + subject.exponent() + staticData), remainder);
    }

    // The same few cards are made again and again.
    private static String sign(TestKey signer, String content, String beside) {
        String block = "6A" + content + sha1(content + beside) + "BC";
        if (SIGNED.size() > SIGNED_MAX) {
            SIGNED.clear();
        }
        return SIGNED.computeIfAbsent(signer.modulus().hex() + block, ignored -> Hex.of(signer.sign(Hex.bytes(block))));
    }

    private static String oneByte(int value) {
        return Hex.of(new byte[] {(byte) value});
    }
}
