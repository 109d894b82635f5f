package dev.tidegate.crypto;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.card.Pan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The gateway's hot list, kept as a signed file. What was published by one process is read by another: each look is at
 * the file.
 */
public final class HotListIssuer {
    private final Path file;
    private final ConfigSigner signer;
    private final SignerTrust trust;

    HotListIssuer(Path file, ConfigSigner signer, SignerTrust trust) {
        this.file = file;
        this.signer = signer;
        this.trust = trust;
    }

    /**
     * The list that tills get; absent where none was published.
     *
     * @throws KeyFileException damaged, or not of our own authority
     */
    public @Nullable SignedHotList current() {
        if (!Files.exists(file)) {
            return null;
        }
        try {
            return SignedHotList.verify(Octets.of(KeyFiles.read(file, SignedHotList.BYTES_MAX)), trust);
        } catch (Rejection e) {
            throw new KeyFileException(file, "is no hot list of this gateway: " + e.code());
        }
    }

    /**
     * Publishes a list, in the place of the one before. It is on disk when this returns.
     *
     * <p>Its version is the second of its making, or one more than the last, as a recipient bundle's is.
     *
     * @param random cannot be foreseen
     * @throws IllegalArgumentException too many cards, or a prefix that is none
     * @throws KeyFileException the disk refuses, or what is there is damaged; the old list stays
     */
    public synchronized SignedHotList publish(
            Collection<Pan> cards, Collection<String> prefixes, Instant now, RandomGenerator random) {
        SignedHotList old = current();
        long version = Math.max(old == null ? 1 : old.list().version() + 1, now.getEpochSecond());
        HotList list = HotList.of(version, now.truncatedTo(ChronoUnit.MILLIS), cards, prefixes, random);
        SignedHotList fresh = SignedHotList.of(list, signer);
        KeyFiles.replace(file, fresh.raw().toByteArray());
        return fresh;
    }
}
