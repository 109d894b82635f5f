package dev.tidegate.till.adopt;

import dev.tidegate.crypto.GrantRefusedException;
import dev.tidegate.crypto.SignedGrant;
import dev.tidegate.crypto.SignerTrust;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * One adopted export in a till's folder. It is made whole, under another name, and renamed; from then on only its
 * progress changes. It stays until a person removes it.
 *
 * <pre>
 * adopted/
 *   &lt;till&gt;-&lt;grant&gt;/
 *     export.tgjx   the export, as it came
 *     grant         the gateway's grant, one line
 *     progress      how far it is, see {@link Progress}
 * </pre>
 */
public record AdoptedFolder(Path folder) {
    static final String NAME = "adopted";
    /** Begins the name of one that is being made. */
    static final String HALF_MADE = ".new-";
    /** More than anybody brings. */
    private static final int ADOPTIONS_MAX = 1_000;

    private static final int GRANT_CHARACTERS_MAX = 2 * SignedGrant.BYTES_MAX;

    static AdoptedFolder of(Path home, SignedGrant grant) {
        return new AdoptedFolder(home.resolve(NAME)
                .resolve(grant.grant().from() + "-" + grant.grant().id()));
    }

    /**
     * All of a till, by name.
     *
     * @throws IOException the folder cannot be read
     */
    public static List<AdoptedFolder> all(Path home) throws IOException {
        Path above = home.resolve(NAME);
        if (!Files.isDirectory(above)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(above)) {
            return entries.filter(entry -> !String.valueOf(entry.getFileName()).startsWith("."))
                    .filter(Files::isDirectory)
                    .sorted()
                    .limit(ADOPTIONS_MAX)
                    .map(AdoptedFolder::new)
                    .toList();
        }
    }

    public Path export() {
        return folder.resolve("export.tgjx");
    }

    Path grantFile() {
        return folder.resolve("grant");
    }

    /**
     * The grant under which it is brought.
     *
     * @throws IOException it cannot be read
     * @throws GrantRefusedException it was changed
     */
    public SignedGrant grant(SignerTrust trust) throws IOException {
        return readGrant(grantFile(), trust);
    }

    /** As above, from any file. */
    static SignedGrant readGrant(Path file, SignerTrust trust) throws IOException {
        try (var in = Files.newInputStream(file)) {
            byte[] text = in.readNBytes(GRANT_CHARACTERS_MAX);
            return SignedGrant.ofText(new String(text, StandardCharsets.US_ASCII), trust);
        }
    }

    /** @throws IOException it cannot be read */
    public Progress progress() throws IOException {
        Path file = folder.resolve("progress");
        if (!Files.exists(file)) {
            return Progress.begun();
        }
        try (var in = Files.newInputStream(file)) {
            return Progress.read(in.readNBytes(Progress.BYTES_MAX));
        }
    }

    /** Remembers it, forced. */
    void remember(Progress progress) throws IOException {
        Forced.replace(folder.resolve("progress"), progress.line());
    }
}
