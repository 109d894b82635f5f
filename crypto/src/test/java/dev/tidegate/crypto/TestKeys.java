package dev.tidegate.crypto;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.ChainReceipt;
import dev.tidegate.core.payment.ChainSignature;
import dev.tidegate.core.payment.TillId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;

/**
 * The keys of the record vectors, published with them: they protect nothing. Signatures are deterministic (RFC 6979),
 * so that the same vectors come out each time.
 */
final class TestKeys {
    private static final ECDomainParameters P256 = new ECDomainParameters(CustomNamedCurves.getByName("secp256r1"));

    private final JsonNode keys;

    TestKeys(JsonNode keys) {
        this.keys = keys;
    }

    /** New ones, for when there are none. */
    static ObjectNode make() throws GeneralSecurityException, IOException {
        Certificates certificates = new Certificates(new SecureRandom());
        ObjectNode out = new ObjectMapper().createObjectNode();
        out.put(
                "what",
                "TEST KEYS of the record vectors: published, they protect nothing. PKCS #8 and X.509, DER, hex");
        X500Principal name = new X500Principal("CN=Tidegate device CA");
        KeyPair authority = certificates.keyPair();
        KeyPair other = certificates.keyPair();
        KeyPair till = certificates.keyPair();
        String tillName = DeviceAuthority.TILL_NAME + Samples.TILL;
        put(out, "authority", authority, certificates.authority(name, authority, period()));
        put(out, "till", till, issued(certificates, name, authority, till, tillName));
        KeyPair signer = certificates.keyPair();
        put(out, "signer", signer, issued(certificates, name, authority, signer, ConfigSigner.NAME));
        put(out, "other-authority", other, certificates.authority(name, other, period()));
        put(out, "foreign-till", till, issued(certificates, name, other, till, tillName));
        return out;
    }

    private static X509Certificate issued(
            Certificates certificates, X500Principal name, KeyPair by, KeyPair pair, String uri)
            throws GeneralSecurityException, IOException {
        return certificates.end(
                new Certificates.Issuer(name, by.getPublic(), by.getPrivate()),
                new X500Principal("CN=test"),
                pair.getPublic(),
                period(),
                KeyPurposeId.id_kp_clientAuth,
                new GeneralName(GeneralName.uniformResourceIdentifier, uri));
    }

    private static Certificates.Period period() {
        return new Certificates.Period(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2049-01-01T00:00:00Z"));
    }

    private static void put(ObjectNode out, String who, KeyPair pair, X509Certificate certificate)
            throws GeneralSecurityException {
        out.putObject(who)
                .put("key", HexFormat.of().formatHex(pair.getPrivate().getEncoded()))
                .put("certificate", HexFormat.of().formatHex(certificate.getEncoded()));
    }

    SignatureCheck check() {
        try {
            return SignatureCheck.under((X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(Vectors.hex(keys.get("authority"), "certificate"))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    ChainSignature checkpoint(String who, TillId till, long seq, Octets link) {
        return sign(who, ChainSigner.Purpose.CHECKPOINT.message(till, seq, link));
    }

    ChainReceipt receipt(String who, TillId till, long seq, Octets link) {
        return new ChainReceipt(seq, link, sign(who, ChainSigner.Purpose.RECEIPT.message(till, seq, link)));
    }

    private ChainSignature sign(String who, byte[] message) {
        ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
        signer.init(true, new ECPrivateKeyParameters(scalar(who), P256));
        BigInteger[] pair = signer.generateSignature(Sha256.of(message));
        byte[] value =
                ByteBuffer.allocate(64).put(fixed(pair[0])).put(fixed(pair[1])).array();
        return new ChainSignature(Octets.of(value), Octets.of(Vectors.hex(keys.get(who), "certificate")));
    }

    private BigInteger scalar(String who) {
        try {
            PKCS8EncodedKeySpec encoded = new PKCS8EncodedKeySpec(Vectors.hex(keys.get(who), "key"));
            return ((ECPrivateKey) KeyFactory.getInstance("EC").generatePrivate(encoded)).getS();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] fixed(BigInteger number) {
        return HexFormat.of().parseHex(String.format(Locale.ROOT, "%064x", number));
    }
}
