package dev.tidegate.simulator.device;

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
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * The maker's authority and the device's own certificate, made at the first start and kept in its home, so that it is
 * the same device after a restart.
 *
 * @param authority PEM file of the certificate to trust
 */
record Certificates(SSLContext context, Path authority) {
    private static final char[] PASSWORD = "device".toCharArray();
    private static final byte[] ECDSA_SHA256 = Der.sequence(Der.oid(0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x03, 0x02));

    static Certificates in(Path home, String name) throws IOException {
        try {
            Files.createDirectories(home);
            Path store = home.resolve("device.p12");
            Path authority = home.resolve("authority.pem");
            KeyStore keys = KeyStore.getInstance("PKCS12");
            if (Files.exists(store)) {
                try (InputStream in = Files.newInputStream(store)) {
                    keys.load(in, PASSWORD);
                }
            } else {
                keys.load(null, PASSWORD);
                make(keys, authority, name);
                try (OutputStream out = Files.newOutputStream(store)) {
                    keys.store(out, PASSWORD);
                }
            }
            KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
            factory.init(keys, PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            KeyManager[] managers = factory.getKeyManagers();
            context.init(managers, null, null);
            return new Certificates(context, authority.toAbsolutePath());
        } catch (GeneralSecurityException impossible) {
            throw new IOException("the certificate cannot be made or read", impossible);
        }
    }

    private static void make(KeyStore keys, Path authority, String name) throws IOException, GeneralSecurityException {
        KeyPair maker = pair();
        KeyPair device = pair();
        // X.509: basicConstraints with cA for the maker; the host's name as subjectAltName for the device.
        byte[] isAuthority = Der.extension(0x13, Der.sequence(Der.of(0x01, new byte[] {-1})));
        byte[] hostName = Der.extension(0x11, Der.sequence(Der.of(0x82, name.getBytes(StandardCharsets.US_ASCII))));
        byte[] root = signed(1, "Simulated device maker", maker.getPublic(), isAuthority, maker);
        byte[] leaf = signed(2, name, device.getPublic(), hostName, maker);
        Files.writeString(
                authority,
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(root)
                        + "\n-----END CERTIFICATE-----\n");
        CertificateFactory reader = CertificateFactory.getInstance("X.509");
        Certificate[] chain = {
            reader.generateCertificate(new ByteArrayInputStream(leaf)),
            reader.generateCertificate(new ByteArrayInputStream(root))
        };
        keys.setKeyEntry("device", device.getPrivate(), PASSWORD, chain);
    }

    private static KeyPair pair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    /** A certificate of the maker, RFC 5280, good from 2025 to 2099. */
    private static byte[] signed(int serial, String subject, PublicKey key, byte[] extension, KeyPair maker)
            throws GeneralSecurityException {
        byte[] body = Der.sequence(
                Der.of(0xA0, Der.of(0x02, new byte[] {2})),
                Der.of(0x02, BigInteger.valueOf(serial).toByteArray()),
                ECDSA_SHA256,
                Der.name("Simulated device maker"),
                Der.sequence(Der.time("20250101000000Z"), Der.time("20991231000000Z")),
                Der.name(subject),
                key.getEncoded(),
                Der.of(0xA3, Der.sequence(extension)));
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(maker.getPrivate());
        signature.update(body);
        return Der.sequence(body, ECDSA_SHA256, Der.of(0x03, Der.join(new byte[] {0}, signature.sign())));
    }
}
