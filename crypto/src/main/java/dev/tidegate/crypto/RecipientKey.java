package dev.tidegate.crypto;

import dev.tidegate.core.card.Octets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.bouncycastle.crypto.hpke.HPKE;

/**
 * The public key that a till seals to, with its period. As a file, five lines in this order:
 *
 * <pre>
 * suite: 1
 * key-id: 16 hexadecimal digits
 * not-before: 2026-01-01T00:00:00Z
 * not-after: 2027-01-01T00:00:00Z
 * public-key: SubjectPublicKeyInfo, hexadecimal
 * </pre>
 *
 * @param kid the first 8 bytes of SHA-256 over {@code spki}
 * @param spki the public key as SubjectPublicKeyInfo, DER, 91 bytes
 * @param suite 1 = DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM
 */
public record RecipientKey(Octets kid, Octets spki, int suite, Instant notBefore, Instant notAfter) {
    /** DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM. */
    public static final int SUITE_P256 = 0x0001;

    private static final int FILE_BYTES_MAX = 1_024;
    private static final int KID_BYTES = 8;
    private static final int POINT_BYTES = 65;
    // RFC 5480: id-ecPublicKey on secp256r1 and an uncompressed point; DER has one way to say it.
    private static final Octets SPKI_PREFIX = Octets.ofHex("3059301306072A8648CE3D020106082A8648CE3D030107034200");

    public RecipientKey {
        if (suite != SUITE_P256) {
            throw new IllegalArgumentException("unknown suite " + suite);
        }
        if (!spki.startsWith(SPKI_PREFIX) || spki.length() != SPKI_PREFIX.length() + POINT_BYTES) {
            throw new IllegalArgumentException("not a public key on P-256");
        }
        if (!kid.equals(kidOf(spki))) {
            throw new IllegalArgumentException("the key's id is not that of the key");
        }
        if (!notBefore.isBefore(notAfter)) {
            throw new IllegalArgumentException("the key's period is empty");
        }
        requireOnCurve(spki.slice(SPKI_PREFIX.length(), spki.length()));
    }

    /** A key with the id that follows from it. */
    static RecipientKey of(Octets spki, Instant notBefore, Instant notAfter) {
        return new RecipientKey(kidOf(spki), spki, SUITE_P256, notBefore, notAfter);
    }

    /** Whether it may be sealed to at this moment. */
    public boolean validAt(Instant now) {
        return !now.isBefore(notBefore) && now.isBefore(notAfter);
    }

    /**
     * Reads the text file that {@link #write} made.
     *
     * @throws KeyFileException missing, damaged, an unknown suite, or the id is not that of the key
     */
    public static RecipientKey read(Path file) {
        byte[] content = KeyFiles.read(file, FILE_BYTES_MAX);
        List<String> lines =
                new String(content, StandardCharsets.US_ASCII).lines().toList();
        try {
            if (lines.size() != 5) {
                throw new IllegalArgumentException("not five lines");
            }
            int suite = Integer.parseInt(field(lines, 0, "suite"));
            return new RecipientKey(
                    Octets.ofHex(field(lines, 1, "key-id")),
                    Octets.ofHex(field(lines, 4, "public-key")),
                    suite,
                    Instant.parse(field(lines, 2, "not-before")),
                    Instant.parse(field(lines, 3, "not-after")));
        } catch (NumberFormatException | DateTimeParseException e) {
            throw new KeyFileException(file, "not a recipient key");
        } catch (IllegalArgumentException e) {
            throw new KeyFileException(file, "not a recipient key: " + e.getMessage());
        }
    }

    /**
     * Writes the text file, replacing what was there.
     *
     * @throws KeyFileException the disk refuses
     */
    public void write(Path file) {
        String text = "suite: " + suite + "\nkey-id: " + kid.hex() + "\nnot-before: " + notBefore + "\nnot-after: "
                + notAfter + "\npublic-key: " + spki.hex() + "\n";
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new KeyFileException(file, "cannot be replaced");
        }
        KeyFiles.write(file, text.getBytes(StandardCharsets.US_ASCII));
    }

    /** The uncompressed point. */
    byte[] point() {
        return spki.slice(SPKI_PREFIX.length(), spki.length()).toByteArray();
    }

    private static Octets kidOf(Octets spki) {
        return Octets.of(Sha256.of(spki.toByteArray()), 0, KID_BYTES);
    }

    private static String field(List<String> lines, int index, String name) {
        String line = lines.get(index);
        if (!line.startsWith(name + ": ")) {
            throw new IllegalArgumentException("no " + name + " in line " + (index + 1));
        }
        return line.substring(name.length() + 2);
    }

    private static void requireOnCurve(Octets point) {
        try {
            new HPKE(HPKE.mode_base, HPKE.kem_P256_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_AES_GCM256)
                    .deserializePublicKey(point.toByteArray());
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("not a public key on P-256");
        }
    }
}
