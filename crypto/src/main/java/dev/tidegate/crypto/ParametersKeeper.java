package dev.tidegate.crypto;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.TillId;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The till's parameters: the newest that it has believed, on disk and at hand. New ones take their place only by the
 * rules of {@link #take}; whatever is refused leaves the old ones. Safe to use from several threads.
 */
public final class ParametersKeeper {
    /** What became of parameters. */
    public enum Verdict {
        /** They are on disk, and are asked from now on. */
        TAKEN,
        /** They are those that are there. */
        KNOWN,
        /** Not the bytes of parameters. */
        BAD_FORMAT,
        /** The certificate is not a config signer's of our authority, or was not valid when they were issued. */
        FOREIGN_SIGNER,
        /** The signature is not over this content. */
        BAD_SIGNATURE,
        /** They are for somebody else. */
        OTHER_TILL,
        /** Older than what is there, or other ones of the same version. */
        LOWER_VERSION;

        /** Whether somebody should look: the gateway gives what cannot be taken. */
        public boolean isRefusal() {
            return this != TAKEN && this != KNOWN;
        }
    }

    private final Path file;
    private final TillId till;
    private final SignerTrust trust;
    private volatile @Nullable SignedParameters current;

    private ParametersKeeper(Path file, TillId till, SignerTrust trust, @Nullable SignedParameters current) {
        this.file = file;
        this.till = till;
        this.trust = trust;
        this.current = current;
    }

    /**
     * Reads what is there; a till that never heard any has none.
     *
     * @throws KeyFileException damaged, or not signed for this till: the till refuses to start, as nobody knows what it
     *     may do
     */
    static ParametersKeeper open(Path file, TillId till, SignerTrust trust) {
        if (!Files.exists(file)) {
            return new ParametersKeeper(file, till, trust, null);
        }
        Octets raw = Octets.of(KeyFiles.read(file, SignedParameters.BYTES_MAX));
        try {
            SignedParameters there = SignedParameters.verify(raw, trust);
            if (there.parameters().till().equals(till)) {
                return new ParametersKeeper(file, till, trust, there);
            }
            throw new KeyFileException(file, "has the parameters of another till");
        } catch (Rejection e) {
            throw new KeyFileException(file, "has no parameters for this till: " + e.code());
        }
    }

    /** What holds; absent where none ever came. */
    public @Nullable TillParameters current() {
        SignedParameters now = current;
        return now == null ? null : now.parameters();
    }

    /** Its version, 0 where there is none. */
    public long version() {
        SignedParameters now = current;
        return now == null ? 0 : now.parameters().version();
    }

    /**
     * Takes parameters from the gateway in, forced to disk before they hold.
     *
     * @param raw any bytes
     * @throws KeyFileException the disk refuses; the old ones stay
     */
    public synchronized Verdict take(Octets raw) {
        SignedParameters old = current;
        if (old != null && raw.equals(old.raw())) {
            return Verdict.KNOWN;
        }
        SignedParameters fresh;
        try {
            fresh = SignedParameters.verify(raw, trust);
        } catch (Rejection e) {
            return switch (e.code()) {
                case "FOREIGN_SIGNER" -> Verdict.FOREIGN_SIGNER;
                case "BAD_SIGNATURE" -> Verdict.BAD_SIGNATURE;
                default -> Verdict.BAD_FORMAT;
            };
        }
        if (!fresh.parameters().till().equals(till)) {
            return Verdict.OTHER_TILL;
        }
        if (fresh.parameters().version() <= version()) {
            return Verdict.LOWER_VERSION;
        }
        KeyFiles.replace(file, raw.toByteArray());
        current = fresh;
        return Verdict.TAKEN;
    }
}
