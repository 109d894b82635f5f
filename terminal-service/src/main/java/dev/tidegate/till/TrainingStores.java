package dev.tidegate.till;

import dev.tidegate.core.payment.Payment;
import dev.tidegate.core.port.Landmarks;
import dev.tidegate.crypto.TrainingHome;
import dev.tidegate.saf.SafJournal;
import dev.tidegate.saf.Settings;
import dev.tidegate.till.config.TillFolder;
import dev.tidegate.till.ledger.TillLedger;
import dev.tidegate.till.store.ShopStore;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;

/** What the training room keeps on disk, all of it in one folder: the same three stores that the till has. */
record TrainingStores(TrainingHome home, ShopStore shop, SafJournal journal, TillLedger ledger)
        implements AutoCloseable {
    /** Small, for a room of some hundred sales: no reserve, for a full disk costs it nothing. */
    private static final Settings SMALL =
            new Settings(4L * 1024 * 1024, Duration.ofHours(1), 0, 64, Duration.ofMillis(500));

    /**
     * Opens them.
     *
     * @param changed told of each change of a payment
     * @throws RuntimeException one of them cannot be used; none is open then
     */
    static TrainingStores open(Path folder, InstantSource clock, Consumer<Payment> changed) {
        TrainingHome home = TrainingHome.in(folder, new SecureRandom());
        TillFolder files = new TillFolder(folder);
        ShopStore shop = ShopStore.open(files.shop());
        try {
            SafJournal journal = SafJournal.open(files.journal(), home.chain(), clock, Landmarks.none(), SMALL);
            try {
                if (journal.opening().refusal() != null) {
                    throw new IllegalStateException("the training journal takes nothing");
                }
                TillLedger ledger = TillLedger.open(files.ledger(), home.till(), Landmarks.none(), changed);
                return new TrainingStores(home, shop, journal, ledger);
            } catch (RuntimeException e) {
                journal.close();
                throw e;
            }
        } catch (RuntimeException e) {
            shop.close();
            throw e;
        }
    }

    @Override
    public void close() {
        journal.close();
        ledger.close();
        shop.close();
    }
}
