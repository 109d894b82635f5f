package dev.tidegate.crypto;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.card.Pan;
import dev.tidegate.core.port.ExceptionFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The till's hot list: the newest that it has believed, on disk and at hand. A new one takes its place only by the
 * rules of {@link #take}; whatever is refused leaves the old one. Safe to use from several threads.
 */
public final class HotListKeeper implements ExceptionFile {
    /** What became of a list. */
    public enum Verdict {
        /** It is on disk, and is asked from now on. */
        TAKEN,
        /** It is the one that is there. */
        KNOWN,
        /** Not the bytes of a list. */
        BAD_FORMAT,
        /** The certificate is not a config signer's of our authority, or was not valid when the list was issued. */
        FOREIGN_SIGNER,
        /** The signature is not over this content. */
        BAD_SIGNATURE,
        /** Older than the list that is there, or another one of the same version. */
        LOWER_VERSION;

        /** Whether somebody should look: the gateway gives what cannot be taken. */
        public boolean isRefusal() {
            return this != TAKEN && this != KNOWN;
        }
    }

    private final Path file;
    private final SignerTrust trust;
    private volatile @Nullable SignedHotList current;

    private HotListKeeper(Path file, SignerTrust trust, @Nullable SignedHotList current) {
        this.file = file;
        this.trust = trust;
        this.current = current;
    }

    /**
     * Reads what is there; a till that never had a list has none.
     *
     * @throws KeyFileException the list is damaged or not signed for us: the till refuses to start, as nobody knows
     *     what was on it
     */
    static HotListKeeper open(Path file, SignerTrust trust) {
        if (!Files.exists(file)) {
            return new HotListKeeper(file, trust, null);
        }
        Octets raw = Octets.of(KeyFiles.read(file, SignedHotList.BYTES_MAX));
        try {
            return new HotListKeeper(file, trust, SignedHotList.verify(raw, trust));
        } catch (Rejection e) {
            throw new KeyFileException(file, "is no hot list for this till: " + e.code());
        }
    }

    /** The list's version, 0 where there is none. */
    public long version() {
        SignedHotList now = current;
        return now == null ? 0 : now.list().version();
    }

    @Override
    public boolean lists(Pan pan, int panSequence) {
        SignedHotList now = current;
        return now != null && now.list().lists(pan);
    }

    /**
     * Takes a list from the gateway in, forced to disk before it is asked.
     *
     * @param raw any bytes
     * @throws KeyFileException the disk refuses; the old list stays
     */
    public synchronized Verdict take(Octets raw) {
        SignedHotList old = current;
        if (old != null && raw.equals(old.raw())) {
            return Verdict.KNOWN;
        }
        SignedHotList fresh;
        try {
            fresh = SignedHotList.verify(raw, trust);
        } catch (Rejection e) {
            return switch (e.code()) {
                case "FOREIGN_SIGNER" -> Verdict.FOREIGN_SIGNER;
                case "BAD_SIGNATURE" -> Verdict.BAD_SIGNATURE;
                default -> Verdict.BAD_FORMAT;
            };
        }
        if (fresh.list().version() <= version()) {
            return Verdict.LOWER_VERSION;
        }
        KeyFiles.replace(file, raw.toByteArray());
        current = fresh;
        return Verdict.TAKEN;
    }
}
