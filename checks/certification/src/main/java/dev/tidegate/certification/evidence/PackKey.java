package dev.tidegate.certification.evidence;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;

/**
 * The Ed25519 key that signs packs, kept in one file: the private key in PEM (RFC 7468, PKCS #8), then the public one
 * (X.509), which a reader of packs is given once and compares.
 */
public final class PackKey {
    private static final String PRIVATE = "PRIVATE KEY";
    private static final String PUBLIC = "PUBLIC KEY";

    private final PrivateKey secret;
    private final PublicKey open;

    private PackKey(PrivateKey secret, PublicKey open) {
        this.secret = secret;
        this.open = open;
    }

    /**
     * Reads the key, or makes one where no file is; only its owner may read it.
     *
     * @throws IOException the file cannot be read or written, or holds no such pair: nothing is signed
     */
    public static PackKey readOrMake(Path file) throws IOException {
        return Files.exists(file) ? read(file) : make(file);
    }

    /** What packs of this key name as their signer: SHA-256 of the public key, in hex. */
    public String fingerprint() {
        return fingerprint(open);
    }

    static String fingerprint(PublicKey key) {
        return Signing.sha256(List.of(key.getEncoded()));
    }

    /** For the manifest. */
    String encodedPublic() {
        return Base64.getEncoder().encodeToString(open.getEncoded());
    }

    byte[] sign(byte[] content) {
        return Signing.sign(secret, content);
    }

    private static PackKey make(Path file) throws IOException {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(Signing.ALGORITHM).generateKeyPair();
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            if (folder != null && Files.getFileStore(folder).supportsFileAttributeView("posix")) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.writeString(
                    file,
                    pem(PRIVATE, pair.getPrivate().getEncoded())
                            + pem(PUBLIC, pair.getPublic().getEncoded()),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
            return new PackKey(pair.getPrivate(), pair.getPublic());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has Ed25519", e);
        }
    }

    private static PackKey read(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.US_ASCII);
        try {
            PrivateKey secret = KeyFactory.getInstance(Signing.ALGORITHM)
                    .generatePrivate(new PKCS8EncodedKeySpec(part(text, PRIVATE)));
            PublicKey open = Signing.publicKey(part(text, PUBLIC));
            byte[] sample = {1};
            if (!Signing.isSigned(open, sample, Signing.sign(secret, sample))) {
                throw new IOException("the file of the signing key holds halves of two pairs");
            }
            return new PackKey(secret, open);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException("the file of the signing key holds no Ed25519 pair", e);
        }
    }

    private static byte[] part(String text, String label) {
        String begin = "-----BEGIN " + label + "-----";
        int from = text.indexOf(begin);
        int to = text.indexOf("-----END " + label + "-----");
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("no " + label);
        }
        return Base64.getMimeDecoder().decode(text.substring(from + begin.length(), to));
    }

    private static String pem(String label, byte[] content) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }
}
