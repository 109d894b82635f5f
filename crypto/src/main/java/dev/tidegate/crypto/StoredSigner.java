package dev.tidegate.crypto;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.function.Supplier;

/**
 * The signer in a store that may be replaced while the process lives: read again when the file has changed. While the
 * new one cannot be read, as between the swap of a store and of its password, the old one signs.
 */
final class StoredSigner implements Supplier<ChainSigner> {
    private final Path store;
    private FileTime readAt;
    private ChainSigner signer;

    /** @throws KeyFileException missing or damaged */
    StoredSigner(Path store) {
        this.store = store;
        this.readAt = changedAt(store);
        this.signer = ChainSigner.read(store);
    }

    @Override
    public synchronized ChainSigner get() {
        try {
            FileTime now = changedAt(store);
            if (!now.equals(readAt)) {
                signer = ChainSigner.read(store);
                readAt = now;
            }
        } catch (KeyFileException e) {
            return signer;
        }
        return signer;
    }

    private static FileTime changedAt(Path store) {
        try {
            return Files.getLastModifiedTime(store);
        } catch (IOException e) {
            throw new KeyFileException(store, "is missing or cannot be read");
        }
    }
}
