package dev.tidegate.crypto;

import dev.tidegate.core.card.Octets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The gateway's recipient bundle: signed anew whenever the keys to publish change, and kept as a file. Safe to use from
 * several threads.
 */
public final class BundleIssuer {
    private final Path file;
    private final ConfigSigner signer;
    private volatile @Nullable SignedBundle current;

    private BundleIssuer(Path file, ConfigSigner signer, @Nullable SignedBundle current) {
        this.file = file;
        this.signer = signer;
        this.current = current;
    }

    /** @throws KeyFileException the bundle that is there is damaged or not of our own authority */
    static BundleIssuer open(Path file, ConfigSigner signer, SignerTrust trust) {
        if (!Files.exists(file)) {
            return new BundleIssuer(file, signer, null);
        }
        try {
            Octets raw = Octets.of(KeyFiles.read(file, SignedBundle.BYTES_MAX));
            return new BundleIssuer(file, signer, SignedBundle.verify(raw, trust));
        } catch (BundleRefusedException e) {
            throw new KeyFileException(file, "is no bundle of this gateway: " + e.code());
        }
    }

    /** @throws IllegalStateException none was issued yet */
    public SignedBundle current() {
        SignedBundle now = current;
        if (now == null) {
            throw new IllegalStateException("no bundle was issued yet");
        }
        return now;
    }

    /**
     * Publishes keys: those whose period is not over, the soonest first. A new bundle is on disk when this returns.
     *
     * <p>Its version is the second of its making, or one more than the last: so the version of a gateway that was
     * restored from a backup does not stay behind what its tills have seen.
     *
     * @return the bundle, the same as before where nothing changed
     * @throws KeyFileException the disk refuses; the old bundle stays
     */
    public synchronized SignedBundle publish(List<RecipientKey> keys, Instant now) {
        List<RecipientKey> offered = keys.stream()
                .filter(key -> now.isBefore(key.notAfter()))
                .sorted(Comparator.comparing(RecipientKey::notBefore).thenComparing(RecipientKey::kid))
                .limit(RecipientBundle.KEYS_MAX)
                .toList();
        SignedBundle old = current;
        if (old != null && (offered.isEmpty() || old.bundle().keys().equals(offered))) {
            return old;
        }
        long version = Math.max(old == null ? 1 : old.bundle().version() + 1, now.getEpochSecond());
        SignedBundle fresh =
                SignedBundle.of(new RecipientBundle(version, now.truncatedTo(ChronoUnit.MILLIS), offered), signer);
        KeyFiles.replace(file, fresh.raw().toByteArray());
        current = fresh;
        return fresh;
    }
}
