package dev.tidegate.till;

import dev.tidegate.core.payment.TillId;
import dev.tidegate.core.port.Landmarks;
import dev.tidegate.crypto.ChainSigner;
import dev.tidegate.crypto.StorePassword;
import dev.tidegate.crypto.TillHome;
import dev.tidegate.emv.contact.ContactKernel;
import dev.tidegate.emv.reader.VirtualReader;
import dev.tidegate.saf.SafJournal;
import dev.tidegate.saf.ScanProgress;
import dev.tidegate.saf.Settings;
import dev.tidegate.till.config.KernelFiles;
import dev.tidegate.till.config.TillFolder;
import dev.tidegate.till.config.TillSettings;
import dev.tidegate.till.gateway.Keyring;
import dev.tidegate.till.gateway.TillTls;
import dev.tidegate.till.log.FactLog;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** The neighbours of a till in a shop: its keys, its reader, its journal on disk. */
final class RealDoors implements Doors.Opener {
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(3);

    @Override
    public Doors open(TillSettings settings, InstantSource clock, Landmarks landmarks) {
        TillHome home = new TillHome(settings.home());
        TillFolder folder = new TillFolder(settings.home());
        TillId till = home.till();
        TillTls tls = TillTls.of(store(home.keyStore()), store(home.trustStore()));
        Keyring keyring = Keyring.of(home, till, clock, System::nanoTime);
        TillSettings.Reader at = settings.reader();
        VirtualReader reader =
                VirtualReader.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), at.port()), clock);
        ContactKernel kernel = new ContactKernel(
                reader,
                KernelFiles.settings(at.aids(), settings.shop().currency(), at.floorLimit()),
                KernelFiles.keys(at.capks(), settings.demo()),
                new SecureRandom(),
                clock);
        AtomicReference<ChainSigner> signer = new AtomicReference<>(home.signer());
        SafJournal journal = SafJournal.open(
                folder.journal(), home.chain(signer::get), clock, landmarks, Settings.standard(), scanLog());
        return new Doors(
                till,
                tls,
                home.signatureCheck(),
                kernel,
                keyring,
                journal,
                journal.opening().refusal(),
                reader.port(),
                () -> signer.set(home.signer()),
                reader::close);
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
