package dev.tidegate.till.gateway;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.payment.SealedBody;
import dev.tidegate.core.port.GatewayUnavailableException;
import dev.tidegate.core.port.Journal;
import dev.tidegate.crypto.BundleRefusedException;
import dev.tidegate.crypto.KeyFileException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the till's recipient bundle at the gateway's version: each heartbeat tells the version, and where it differs
 * the bundle is fetched in the background. What is refused leaves the old one, is told once a version, and shows in the
 * health check until a bundle is taken. Safe to use from several threads.
 */
public final class BundleWatch {
    private final HttpGateway gateway;
    private final Keyring keys;
    private final Journal journal;
    private final Executor background;
    private final Ears ears;
    private final AtomicBoolean fetching = new AtomicBoolean();
    private volatile long refusedVersion;
    private volatile BundleRefusedException.@Nullable Code refused;

    /** Hears what became of bundles. */
    public interface Ears {
        void taken(long version);

        /** The old one stays: somebody should look today. */
        void refused(long version, BundleRefusedException.Code why);

        /** The disk refused; it is tried again. */
        void broke(RuntimeException why);
    }

    /**
     * What the till says of its keys in a heartbeat.
     *
     * @param sealingTo the id of the key of the next seal, lower-case hexadecimal; empty where none is valid
     * @param oldestSealed of the key of the oldest sealed record that is not acknowledged; empty where there is none,
     *     absent where the till has not looked that far
     */
    record Sealing(String sealingTo, @Nullable String oldestSealed) {}

    public BundleWatch(HttpGateway gateway, Keyring keys, Journal journal, Executor background, Ears ears) {
        this.gateway = gateway;
        this.keys = keys;
        this.journal = journal;
        this.background = background;
        this.ears = ears;
    }

    Sealing sealing() {
        return new Sealing(id(keys.sealer().sealingTo()), oldestSealed());
    }

    /** Takes a heartbeat's answer; never throws for the network or the disk. */
    void heard(HttpGateway.Told told) {
        if (told.signedTime() != null) {
            keys.time().heard(told.signedTime());
        }
        long version = told.bundleVersion();
        boolean wanted = version > 0 && version != keys.keeper().get().version() && version != refusedVersion;
        if (wanted && fetching.compareAndSet(false, true)) {
            try {
                background.execute(() -> fetch(version));
            } catch (RejectedExecutionException e) {
                fetching.set(false);
            }
        }
    }

    /** Why the gateway's bundle was refused; absent where the till has what the gateway offers. */
    public BundleRefusedException.@Nullable Code refused() {
        return refused;
    }

    private void fetch(long version) {
        try {
            Octets raw = gateway.recipientBundle();
            if (keys.keeper().take(raw, keys.time().instant())) {
                ears.taken(keys.keeper().get().version());
            }
            refused = null;
            refusedVersion = 0;
        } catch (BundleRefusedException e) {
            refused = e.code();
            refusedVersion = version;
            ears.refused(version, e.code());
        } catch (KeyFileException e) {
            ears.broke(e);
        } catch (GatewayUnavailableException e) {
            // The next heartbeat asks again.
            refusedVersion = 0;
        } finally {
            fetching.set(false);
        }
    }

    // One batch is looked at: with more waiting than that the till cannot say, and the gateway keeps its keys.
    private @Nullable String oldestSealed() {
        long after = journal.acknowledged().contiguous();
        List<JournalRecord> waiting = journal.readAfter(after, Journal.READ_RECORDS_MAX);
        for (JournalRecord record : waiting) {
            SealedBody body = switch (record.entry()) {
                case JournalEntry.Stored stored -> stored.body();
                case JournalEntry.Asked asked -> asked.body();
                default -> null;
            };
            if (body != null) {
                return id(body.keyId());
            }
        }
        return waiting.size() < Journal.READ_RECORDS_MAX ? "" : null;
    }

    private static String id(Octets kid) {
        return kid.hex().toLowerCase(Locale.ROOT);
    }
}
