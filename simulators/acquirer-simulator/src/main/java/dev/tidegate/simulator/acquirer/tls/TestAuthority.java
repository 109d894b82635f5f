package dev.tidegate.simulator.acquirer.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/** A certificate authority for tests: P-256 keys, certificates of X.509 version 3. */
final class TestAuthority {
    /** What opens the key stores in the state folder: whoever has the folder has the keys. */
    static final String PASSWORD = "simulator";

    private static final String ALIAS = "key";
    private static final Duration LIFE = Duration.ofDays(3650);
    private static final int SERIAL_BITS = 63;
    private static final int[] ECDSA_SHA256 = {1, 2, 840, 10045, 4, 3, 2};
    private static final int[] COMMON_NAME = {2, 5, 4, 3};
    private static final int[] ALTERNATIVE_NAME = {2, 5, 29, 17};
    private static final int[] BASIC_CONSTRAINTS = {2, 5, 29, 19};
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;

    private final PrivateKey key;
    private final X509Certificate certificate;

    private TestAuthority(PrivateKey key, X509Certificate certificate) {
        this.key = key;
        this.certificate = certificate;
    }

    /** A new authority that nobody knows. */
    static TestAuthority unknown(Instant now) throws GeneralSecurityException {
        KeyPair pair = newPair();
        String name = "Tidegate test acquirer";
        byte[] constraints =
                Der.sequence(Der.identifier(BASIC_CONSTRAINTS), Der.isTrue(), Der.octets(Der.sequence(Der.isTrue())));
        byte[] toSign = toSign(pair, name, name, now.minus(Duration.ofDays(1)), now.plus(LIFE), constraints);
        return new TestAuthority(pair.getPrivate(), signed(toSign, pair.getPrivate()));
    }

    /**
     * The authority of a folder, made at the first start: {@code ca.p12} and, for others to trust, {@code ca.pem}.
     *
     * @throws IOException when the folder refuses
     */
    static TestAuthority of(Path folder, Instant now) throws IOException, GeneralSecurityException {
        Path store = folder.resolve("ca.p12");
        if (Files.exists(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(store)) {
                keys.load(in, PASSWORD.toCharArray());
            }
            return new TestAuthority((PrivateKey) keys.getKey(ALIAS, PASSWORD.toCharArray()), (X509Certificate)
                    keys.getCertificate(ALIAS));
        }
        TestAuthority made = unknown(now);
        write(store, store(made.key, made.certificate));
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(made.certificate.getEncoded());
        Files.writeString(
                folder.resolve("ca.pem"),
                "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n",
                StandardCharsets.US_ASCII);
        return made;
    }

    X509Certificate certificate() {
        return certificate;
    }

    /** A key store with a new key and a certificate for a name, and for this machine's address when it is localhost. */
    KeyStore issue(String dnsName, Instant from, Instant to) throws GeneralSecurityException, IOException {
        KeyPair pair = newPair();
        byte[] name = Der.implicit(DNS_NAME, dnsName.getBytes(StandardCharsets.US_ASCII));
        byte[] names = dnsName.equals("localhost")
                ? Der.sequence(name, Der.implicit(IP_ADDRESS, new byte[] {127, 0, 0, 1}))
                : Der.sequence(name);
        byte[] extension = Der.sequence(Der.identifier(ALTERNATIVE_NAME), Der.octets(names));
        byte[] toSign = toSign(pair, "Tidegate test acquirer", dnsName, from, to, extension);
        return store(pair.getPrivate(), signed(toSign, key), certificate);
    }

    static void write(Path file, KeyStore store) throws IOException, GeneralSecurityException {
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD.toCharArray());
        }
    }

    private static KeyStore store(PrivateKey key, Certificate... chain) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, PASSWORD.toCharArray());
        store.setKeyEntry(ALIAS, key, PASSWORD.toCharArray(), chain);
        return store;
    }

    private static KeyPair newPair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    /** What is signed (RFC 5280, 4.1.2). */
    private static byte[] toSign(
            KeyPair pair, String issuer, String subject, Instant from, Instant to, byte[] extension) {
        return Der.sequence(
                Der.explicit(0, Der.integer(BigInteger.TWO)),
                Der.integer(new BigInteger(SERIAL_BITS, new SecureRandom())),
                Der.sequence(Der.identifier(ECDSA_SHA256)),
                name(issuer),
                Der.sequence(Der.time(from), Der.time(to)),
                name(subject),
                pair.getPublic().getEncoded(),
                Der.explicit(3, Der.sequence(extension)));
    }

    private static byte[] name(String common) {
        return Der.sequence(Der.set(Der.sequence(Der.identifier(COMMON_NAME), Der.text(common))));
    }

    private static X509Certificate signed(byte[] toSign, PrivateKey key) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(key);
        signature.update(toSign);
        byte[] whole = Der.sequence(toSign, Der.sequence(Der.identifier(ECDSA_SHA256)), Der.bits(signature.sign()));
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(whole));
    }
}
