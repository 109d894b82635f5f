package dev.tidegate.crypto;

import dev.tidegate.core.payment.TillId;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * The certification authority of one gateway and its tills (X.509, P-256, ECDSA with SHA-256). Every store it writes is
 * PKCS #12 with a random password in a file beside it, {@code <store without .p12>.password}, readable by its owner only.
 */
public final class DeviceAuthority {
    private DeviceAuthority() {}

    /**
     * Makes a new authority and writes its key.
     *
     * @throws KeyFileException one is there already, or the disk refuses
     */
    public static DeviceAuthority create(Path store, InstantSource clock) {
        throw new UnsupportedOperationException();
    }

    /** @throws KeyFileException missing, damaged, or the password is wrong */
    public static DeviceAuthority load(Path store, InstantSource clock) {
        throw new UnsupportedOperationException();
    }

    /**
     * Makes the gateway's key and certificate (names {@code localhost} and 127.0.0.1) and writes them with their chain.
     *
     * @throws KeyFileException a store is there already, or the disk refuses
     */
    public void issueServer(Path store) {
        throw new UnsupportedOperationException();
    }

    /**
     * Makes a till's key and certificate (name {@code urn:tidegate:till:<uuid>}) and writes them with their chain.
     *
     * @throws KeyFileException a store is there already, or the disk refuses
     */
    public void issueTill(TillId till, Path store) {
        throw new UnsupportedOperationException();
    }

    /**
     * Writes the store to trust: the authority's certificate alone.
     *
     * @throws KeyFileException a store is there already, or the disk refuses
     */
    public void writeTrust(Path store) {
        throw new UnsupportedOperationException();
    }

    /** The till that a certificate names; absent where it names none, or more than one. */
    public static @Nullable TillId tillOf(X509Certificate certificate) {
        throw new UnsupportedOperationException();
    }
}
