package dev.tidegate.crypto;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Provider;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import javax.crypto.Cipher;
import org.bouncycastle.crypto.hpke.HPKE;
import org.jspecify.annotations.Nullable;

/** Whose code runs: each answer says what is wrong, absent where nothing is. */
final class Providers {
    /** The release that the tests ran with; the pom says the same. */
    static final String BOUNCY_CASTLE = "1.87";

    private static final String UNKNOWN = "unknown";

    private Providers() {}

    // By the jar's manifest: the provider itself takes a fifth of a second to make, and a till never needs it.
    static @Nullable String bouncyCastle() {
        String found = release(HPKE.class);
        return BOUNCY_CASTLE.equals(found) ? null : "is release " + found + " and was tested with " + BOUNCY_CASTLE;
    }

    /** The release of the jar that a class comes from, {@code unknown} where it says none. */
    static String release(Class<?> from) {
        CodeSource source = from.getProtectionDomain().getCodeSource();
        if (source == null) {
            return UNKNOWN;
        }
        try (JarFile jar = new JarFile(Path.of(source.getLocation().toURI()).toFile())) {
            Manifest manifest = jar.getManifest();
            String release =
                    manifest == null ? null : manifest.getMainAttributes().getValue("Bundle-Version");
            return release == null ? UNKNOWN : release;
        } catch (IOException | URISyntaxException | IllegalArgumentException e) {
            return UNKNOWN;
        }
    }

    static @Nullable String aesGcm() throws GeneralSecurityException {
        return ofTheJdk(Cipher.getInstance("AES/GCM/NoPadding", "SunJCE").getProvider());
    }

    static @Nullable String sha256() throws GeneralSecurityException {
        return ofTheJdk(MessageDigest.getInstance("SHA-256").getProvider());
    }

    static @Nullable String ofTheJdk(Provider provider) {
        String module = provider.getClass().getModule().getName();
        return "java.base".equals(module) ? null : "comes from the provider " + provider.getName();
    }
}
