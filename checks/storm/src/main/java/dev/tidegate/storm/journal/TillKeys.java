package dev.tidegate.storm.journal;

import dev.tidegate.crypto.ChainSigner;
import dev.tidegate.crypto.DeviceAuthority;
import dev.tidegate.crypto.TillHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;

/** A certificate for the till that signs checkpoints, made when the first is due, and forgotten with the process. */
final class TillKeys {
    private static final ChainSigner SIGNER = make();

    private TillKeys() {}

    static ChainSigner signer() {
        return SIGNER;
    }

    private static ChainSigner make() {
        try {
            Path folder = Files.createTempDirectory("tidegate-storm-keys-");
            try {
                TillHome home = new TillHome(folder);
                DeviceAuthority.create(folder.resolve("authority.p12"), InstantSource.system())
                        .issueTill(SaleEntries.TILL, home.keyStore());
                return home.signer();
            } finally {
                Bench.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
