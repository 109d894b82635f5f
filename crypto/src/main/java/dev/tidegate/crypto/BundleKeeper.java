package dev.tidegate.crypto;

import dev.tidegate.core.card.Octets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The till's recipient bundle: the newest that it has believed, on disk and at hand. A new one takes its place only by
 * the rules of {@link #take}; whatever is refused leaves the old one. Safe to use from several threads.
 */
public final class BundleKeeper implements Supplier<RecipientBundle> {
    /** Eighty years of weeks. The oldest fall out. */
    static final int RETIRED_MAX = 4_096;

    private static final int KID_BYTES = 8;

    private final Path file;
    private final Path retiredFile;
    private final SignerTrust trust;
    private volatile SignedBundle current;

    private BundleKeeper(Path file, Path retiredFile, SignerTrust trust, SignedBundle current) {
        this.file = file;
        this.retiredFile = retiredFile;
        this.trust = trust;
        this.current = current;
    }

    /**
     * Reads what is there.
     *
     * @throws KeyFileException the bundle is missing, damaged, or not signed for us; the till refuses to start
     */
    static BundleKeeper open(Path file, Path retiredFile, SignerTrust trust) {
        Octets raw = Octets.of(KeyFiles.read(file, SignedBundle.BYTES_MAX));
        try {
            return new BundleKeeper(file, retiredFile, trust, SignedBundle.verify(raw, trust));
        } catch (BundleRefusedException e) {
            throw new KeyFileException(file, "is no recipient bundle for this till: " + e.code());
        }
    }

    @Override
    public RecipientBundle get() {
        return current.bundle();
    }

    /**
     * Takes a bundle from the gateway in, forced to disk before it is used.
     *
     * @param raw any bytes
     * @param now the till's best knowledge of the time, see {@link HpkeSealer}
     * @return whether it is new; the same bundle again is none and changes nothing
     * @throws BundleRefusedException it is not to be believed, or would take the till back; the old one stays, and the
     *     caller tells somebody
     * @throws KeyFileException the disk refuses; the old one stays
     */
    public synchronized boolean take(Octets raw, Instant now) {
        if (raw.equals(current.raw())) {
            return false;
        }
        SignedBundle fresh = SignedBundle.verify(raw, trust);
        RecipientBundle old = current.bundle();
        if (fresh.bundle().version() <= old.version()) {
            throw new BundleRefusedException(BundleRefusedException.Code.LOWER_VERSION);
        }
        if (!now.isBefore(fresh.bundle().notAfter())) {
            throw new BundleRefusedException(BundleRefusedException.Code.EXPIRED);
        }
        Set<Octets> retired = retired();
        for (RecipientKey key : fresh.bundle().keys()) {
            RecipientKey known = find(old, key.kid());
            if (retired.contains(key.kid()) || (known != null && !known.equals(key))) {
                throw new BundleRefusedException(BundleRefusedException.Code.REUSED_KEY);
            }
        }
        for (RecipientKey key : old.keys()) {
            if (find(fresh.bundle(), key.kid()) == null) {
                retired.add(key.kid());
            }
        }
        // First what is given up: a cut in between leaves the old bundle and one that may be taken again.
        retire(retired);
        KeyFiles.replace(file, raw.toByteArray());
        current = fresh;
        return true;
    }

    private static @Nullable RecipientKey find(RecipientBundle bundle, Octets kid) {
        return bundle.keys().stream()
                .filter(key -> key.kid().equals(kid))
                .findFirst()
                .orElse(null);
    }

    private Set<Octets> retired() {
        Set<Octets> kids = new LinkedHashSet<>();
        if (Files.exists(retiredFile)) {
            byte[] all = KeyFiles.read(retiredFile, RETIRED_MAX * KID_BYTES);
            for (int at = 0; at + KID_BYTES <= all.length; at += KID_BYTES) {
                kids.add(Octets.of(all, at, KID_BYTES));
            }
        }
        return kids;
    }

    private void retire(Set<Octets> kids) {
        List<Octets> newest = new ArrayList<>(kids);
        newest = newest.subList(Math.max(0, newest.size() - RETIRED_MAX), newest.size());
        Octets all = newest.stream().reduce(Octets.empty(), Octets::plus);
        KeyFiles.replace(retiredFile, all.toByteArray());
    }
}
