package dev.tidegate.till.config;

import dev.tidegate.core.payment.TillId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The folder of one enrolled till, and what lies where in it. */
public final class HomeFolder {
    private final Path root;

    private HomeFolder(Path root) {
        this.root = root;
    }

    /**
     * Looks whether the folder holds what enrolment leaves in it.
     *
     * @throws NotEnrolledException a file is missing; the till refuses to start and names it
     */
    public static HomeFolder of(Path root) {
        HomeFolder home = new HomeFolder(root.toAbsolutePath().normalize());
        List<Path> needed = List.of(home.tillId(), home.certificate(), home.authority(), home.recipientKey());
        for (Path file : needed) {
            if (!Files.isRegularFile(file)) {
                throw new NotEnrolledException(file.toString());
            }
        }
        if (!Files.isRegularFile(home.chainSecret()) && !Files.isRegularFile(home.chainState())) {
            throw new NotEnrolledException(home.chainSecret().toString());
        }
        return home;
    }

    /** The till's certificate and its key. */
    public Path certificate() {
        return root.resolve("till.p12");
    }

    /** The authority whose certificates the gateway shows. */
    public Path authority() {
        return root.resolve("device-ca.p12");
    }

    /** The gateway's public key to seal to. */
    public Path recipientKey() {
        return root.resolve("recipient.key");
    }

    /** The chain's secret, for the first start alone. */
    public Path chainSecret() {
        return root.resolve("chain.secret");
    }

    /** The chain's state from the first start on. */
    public Path chainState() {
        return root.resolve("chain.state");
    }

    public Path journal() {
        return root.resolve("journal");
    }

    public Path ledger() {
        return root.resolve("ledger.db");
    }

    public Path shop() {
        return root.resolve("shop.db");
    }

    /** Where libraries unpack what they need: not every system lets programs run from its folder for temporary files. */
    public Path nativeLibraries() {
        return root.resolve("native");
    }

    /** The till's identity. */
    public TillId readTillId() {
        try {
            return TillId.of(Files.readString(tillId()).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalArgumentException e) {
            throw new NotEnrolledException(tillId().toString(), e);
        }
    }

    /** The password that lies beside a key store. */
    public char[] password(Path store) {
        Path file = root.resolve(store.getFileName() + ".password");
        try {
            return Files.readString(file).strip().toCharArray();
        } catch (IOException e) {
            throw new NotEnrolledException(file.toString(), e);
        }
    }

    private Path tillId() {
        return root.resolve("till.id");
    }
}
