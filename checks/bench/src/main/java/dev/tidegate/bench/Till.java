package dev.tidegate.bench;

import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.SealedBody;
import dev.tidegate.core.payment.StoredKind;
import dev.tidegate.core.port.Landmarks;
import dev.tidegate.core.port.Sealer;
import dev.tidegate.crypto.ChainSeal;
import dev.tidegate.crypto.ChainSigner;
import dev.tidegate.crypto.DeviceAuthority;
import dev.tidegate.crypto.GatewayHome;
import dev.tidegate.crypto.GatewayKeys;
import dev.tidegate.crypto.HpkeSealer;
import dev.tidegate.crypto.RecipientBundle;
import dev.tidegate.crypto.TillHome;
import dev.tidegate.saf.SafJournal;
import dev.tidegate.saf.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;

/** The part of a till that accepts a sale: its sealer, its chain and its journal, as in a shop. */
final class Till implements AutoCloseable {
    private static final int SECRET_BYTES = 32;

    private final GatewayKeys keys;
    private final HpkeSealer sealer;
    private final Sealer.Contents contents = Sample.halfKilobyte();
    private final SealedBody sealed;
    private final SafJournal journal;

    Till(Path folder) throws IOException {
        Path home = Files.createDirectories(folder);
        this.keys = GatewayHome.init(home.resolve("gateway"), InstantSource.system())
                .keys();
        RecipientBundle bundle = new RecipientBundle(1, Instant.EPOCH, keys.recipients());
        this.sealer = new HpkeSealer(() -> bundle, Sample.TILL, InstantSource.system());
        this.sealed = sealer.sealForJournal(contents);
        TillHome till = new TillHome(Files.createDirectory(home.resolve("till")));
        DeviceAuthority.create(home.resolve("authority.p12"), InstantSource.system())
                .issueTill(Sample.TILL, till.keyStore());
        ChainSeal.enrol(home.resolve("chain.state"), Sample.TILL, new byte[SECRET_BYTES]);
        // Read once, as a till does: its key store is closed by a password that takes milliseconds to stretch.
        ChainSigner signer = till.signer();
        this.journal = SafJournal.open(
                home.resolve("journal"),
                ChainSeal.load(home.resolve("chain.state"), Sample.TILL, () -> signer),
                InstantSource.system(),
                Landmarks.none(),
                Settings.standard());
    }

    /** Appends a stored sale whose body was sealed before. */
    JournalRecord append(long number) {
        return append(number, sealed);
    }

    /** Seals a sale, as one that is taken, and appends it. */
    JournalRecord accept(long number) {
        return append(number, sealer.sealForJournal(contents));
    }

    private JournalRecord append(long number, SealedBody body) {
        PaymentId id = new PaymentId(new UUID(0x7000L, 0x8000_0000_0000_0000L | number));
        return journal.append(new JournalEntry.Stored(id, Sample.sale(), StoredKind.DEFERRED_AUTHORISATION, body));
    }

    @Override
    public void close() {
        journal.close();
        keys.close();
    }
}
