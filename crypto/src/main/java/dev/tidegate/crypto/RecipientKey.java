package dev.tidegate.crypto;

import dev.tidegate.core.card.Octets;
import java.nio.file.Path;
import java.time.Instant;

/**
 * The public key that a till seals to, with its period.
 *
 * @param kid the first 8 bytes of SHA-256 over {@code spki}
 * @param spki the public key as SubjectPublicKeyInfo, DER
 * @param suite 1 = DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM
 */
public record RecipientKey(Octets kid, Octets spki, int suite, Instant notBefore, Instant notAfter) {
    /** DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM. */
    public static final int SUITE_P256 = 0x0001;

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
        throw new UnsupportedOperationException();
    }

    /**
     * Writes a text file.
     *
     * @throws KeyFileException the disk refuses
     */
    public void write(Path file) {
        throw new UnsupportedOperationException();
    }
}
