package dev.tidegate.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AuthProvider;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One fresh token of SoftHSM. The library reads its list of tokens once a process, so all that a run needs are made
 * before the first is used; where SoftHSM is absent, who asks is skipped and says so.
 */
final class SoftHsm {
    static final String PIN = "12345678";

    private static final int TOKENS = 8;
    private static final Pattern SLOT = Pattern.compile("reassigned to slot (\\d+)");
    private static final List<String> LIBRARIES = List.of(
            "/usr/lib/softhsm/libsofthsm2.so",
            "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
            "/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so",
            "/usr/lib64/softhsm/libsofthsm2.so",
            "/usr/local/lib/softhsm/libsofthsm2.so");
    private static final Deque<Long> SLOTS = new ArrayDeque<>();
    private static @Nullable Path tokens;

    private final long slot;
    private final Path pinFile;

    private SoftHsm(long slot, Path pinFile) {
        this.slot = slot;
        this.pinFile = pinFile;
    }

    /** A token that nobody has used. */
    static synchronized SoftHsm fresh(Path folder) {
        Path library = library();
        if (library == null) {
            System.out.println("SKIPPED: tests of the key token: softhsm2 is not installed (package softhsm2)");
        }
        assumeTrue(library != null, "softhsm2 is not installed");
        if (tokens == null) {
            tokens = make();
        }
        try {
            Path pin = folder.resolve("token.pin");
            Files.writeString(pin, PIN + "\n");
            return new SoftHsm(SLOTS.remove(), pin);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable Path library() {
        return LIBRARIES.stream()
                .map(Path::of)
                .filter(Files::exists)
                .findFirst()
                .orElse(null);
    }

    private static Path make() {
        String named = System.getenv("SOFTHSM2_CONF");
        assertThat(named).as("SOFTHSM2_CONF, which the build sets for tests").isNotNull();
        Path configuration = Path.of(Objects.requireNonNull(named));
        Path folder = configuration.resolveSibling("tokens");
        try {
            for (Path old : List.of(folder, configuration.resolveSibling("pulled"))) {
                if (Files.exists(old)) {
                    delete(old);
                }
            }
            Files.createDirectories(folder);
            Files.writeString(
                    configuration,
                    "directories.tokendir = " + folder + "\nobjectstore.backend = file\nlog.level = ERROR\n");
            for (int i = 0; i < TOKENS; i++) {
                String said = run(
                        "softhsm2-util",
                        "--init-token",
                        "--free",
                        "--label",
                        "tidegate-" + i,
                        "--so-pin",
                        "87654321",
                        "--pin",
                        PIN);
                Matcher slot = SLOT.matcher(said);
                assertThat(slot.find()).as(said).isTrue();
                SLOTS.add(Long.parseLong(slot.group(1)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder;
    }

    VaultPlace.OnToken place() {
        return new VaultPlace.OnToken(Objects.requireNonNull(library()), slot, true, pinFile);
    }

    Path pinFile() {
        return pinFile;
    }

    /** Takes the token away, as if it were pulled out. */
    void pull() {
        Path folder = Objects.requireNonNull(tokens);
        try (Stream<Path> all = Files.list(folder)) {
            Path own = all.filter(each -> slotOf(each) == slot).findFirst().orElseThrow();
            Path away = folder.resolveSibling("pulled");
            Files.createDirectories(away);
            Files.move(own, away.resolve(own.getFileName()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends every session of this process with the token. */
    void logout() {
        Provider any = Security.getProvider("SunPKCS11")
                .configure("--name = Other\nlibrary = " + place().library() + "\nslot = " + slot + "\n");
        try {
            KeyStore.getInstance("PKCS11", any).load(null, PIN.toCharArray());
            ((AuthProvider) any).logout();
        } catch (GeneralSecurityException | IOException e) {
            throw new AssertionError(e);
        }
    }

    // SoftHSM names a token's folder by its serial number, whose last 31 bits are the slot's number.
    private static long slotOf(Path token) {
        String name = token.getFileName().toString();
        return Long.parseLong(name.substring(name.length() - 8), 16) & 0x7FFF_FFFFL;
    }

    /** What another program says that lists or changes the token's objects. */
    String tool(String... options) {
        List<String> command = new ArrayList<>(List.of(
                "pkcs11-tool",
                "--module",
                place().library().toString(),
                "--slot",
                Long.toString(slot),
                "--login",
                "--pin",
                PIN));
        command.addAll(List.of(options));
        return run(command.toArray(String[]::new));
    }

    /** The id of a private key on the token: its name. */
    static String idOf(String name) {
        return HexFormat.of().formatHex(name.getBytes(StandardCharsets.US_ASCII));
    }

    static boolean hasTool() {
        boolean there = Files.exists(Path.of("/usr/bin/pkcs11-tool"));
        if (!there) {
            System.out.println("SKIPPED: what another program sees on the key token: opensc is not installed");
        }
        return there;
    }

    private static String run(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            try (InputStream out = process.getInputStream()) {
                String said = new String(out.readAllBytes(), StandardCharsets.UTF_8);
                assertThat(process.waitFor()).as(said).isZero();
                return said;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(each);
            }
        }
    }
}
