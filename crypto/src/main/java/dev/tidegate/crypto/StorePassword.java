package dev.tidegate.crypto;

import java.nio.file.Path;

/** Passwords of store files: each in a file of its own beside the store, mode 0600. */
public final class StorePassword {
    private StorePassword() {}

    /**
     * The password of a store: the content of {@code server.password} for {@code server.p12}.
     *
     * @throws KeyFileException missing or empty
     */
    public static String of(Path store) {
        throw new UnsupportedOperationException();
    }
}
