package dev.tidegate.crypto;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Passwords of store files: each in a file of its own beside the store, mode 0600. */
public final class StorePassword {
    private static final int RANDOM_BYTES = 24;
    private static final int FILE_BYTES_MAX = 256;

    private StorePassword() {}

    /**
     * The password of a store: the content of {@code server.password} for {@code server.p12}.
     *
     * @throws KeyFileException missing or empty
     */
    public static String of(Path store) {
        Path file = file(store);
        String password = new String(KeyFiles.read(file, FILE_BYTES_MAX), StandardCharsets.US_ASCII).strip();
        if (password.isEmpty()) {
            throw new KeyFileException(file, "is empty");
        }
        return password;
    }

    static boolean exists(Path store) {
        return Files.exists(file(store));
    }

    /** Makes a random password for a new store and writes it beside. */
    static String create(Path store, SecureRandom chance) {
        byte[] random = new byte[RANDOM_BYTES];
        chance.nextBytes(random);
        String password = HexFormat.of().formatHex(random);
        KeyFiles.write(file(store), password.getBytes(StandardCharsets.US_ASCII));
        Wipe.all(random);
        return password;
    }

    private static Path file(Path store) {
        String name = String.valueOf(store.getFileName());
        int dot = name.lastIndexOf('.');
        return store.resolveSibling((dot < 0 ? name : name.substring(0, dot)) + ".password");
    }
}
