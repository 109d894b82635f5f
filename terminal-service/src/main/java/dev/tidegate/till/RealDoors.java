package dev.tidegate.till;

import dev.tidegate.core.payment.TillId;
import dev.tidegate.core.port.Landmarks;
import dev.tidegate.crypto.ChainSigner;
import dev.tidegate.crypto.StorePassword;
import dev.tidegate.crypto.TillHome;
import dev.tidegate.saf.SafJournal;
import dev.tidegate.saf.ScanProgress;
import dev.tidegate.saf.Settings;
import dev.tidegate.till.config.KernelFiles;
import dev.tidegate.till.config.OfflineSettings;
import dev.tidegate.till.config.ReaderAt;
import dev.tidegate.till.config.TillFolder;
import dev.tidegate.till.config.TillSettings;
import dev.tidegate.till.gateway.Keyring;
import dev.tidegate.till.gateway.TillTls;
import dev.tidegate.till.log.FactLog;
import dev.tidegate.till.reader.OpenReaders;
import dev.tidegate.till.reader.ReaderWatch;
import dev.tidegate.till.reader.TillHistory;
import dev.tidegate.till.sale.Questions;
import dev.tidegate.till.time.TillTime;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/** The neighbours of a till in a shop: its keys, its reader, its journal on disk. */
final class RealDoors implements Doors.Opener {
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(3);

    @Override
    public Doors open(TillSettings settings, TillTime time, Landmarks landmarks) {
        TillHome home = new TillHome(settings.home());
        TillFolder folder = new TillFolder(settings.home());
        TillId till = home.till();
        TillTls tls = TillTls.of(store(home.keyStore()), store(home.trustStore()));
        Keyring keyring = Keyring.of(home, till, time);
        ReaderWatch watch = new ReaderWatch(new FactLog()::reader);
        Questions questions = new Questions();
        TillHistory history = new TillHistory();
        OpenReaders readers = OpenReaders.of(
                settings.reader(),
                settings.shop().currency(),
                settings.demo(),
                history,
                questions,
                new SecureRandom(),
                folder.sequence(),
                time,
                watch);
        OfflineSettings.Row row =
                settings.offline().limits().get(settings.shop().currency());
        if (row != null && !(settings.reader().contactless() instanceof ReaderAt.None)) {
            KernelFiles.requireBelow(settings.reader().aids(), row.tapped());
        }
        new FactLog().ownKernels();
        AtomicReference<ChainSigner> signer = new AtomicReference<>(home.signer());
        SafJournal journal = SafJournal.open(
                folder.journal(), home.chain(signer::get), time.machine(), landmarks, Settings.standard(), scanLog());
        return new Doors(
                till,
                tls,
                home.signatureCheck(),
                readers.kernel(),
                keyring,
                journal,
                journal.opening().refusal(),
                readers.port(),
                watch,
                questions,
                history,
                home.hotList(),
                home.parameters(),
                () -> signer.set(home.signer()),
                readers::close);
    }

    // A line every few seconds: a short scan says nothing.
    private static ScanProgress scanLog() {
        FactLog log = new FactLog();
        long[] next = {System.nanoTime() + BETWEEN_LINES.toNanos()};
        return (records, bytes, bytesTotal) -> {
            if (System.nanoTime() - next[0] > 0) {
                next[0] = System.nanoTime() + BETWEEN_LINES.toNanos();
                log.scanned(records, bytes, bytesTotal);
            }
        };
    }

    private static TillTls.Store store(Path file) {
        return new TillTls.Store(file, StorePassword.of(file));
    }
}
