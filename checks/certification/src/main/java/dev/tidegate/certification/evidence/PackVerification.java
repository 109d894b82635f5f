package dev.tidegate.certification.evidence;

import dev.tidegate.certification.evidence.Manifest.Entry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Whether a pack is what its signer wrote. Who the signer is, the reader says: a pack names its own key, so a pack that
 * holds is worth no more than the key's fingerprint that was compared.
 *
 * @param run what was verified; empty where the manifest cannot be read
 * @param signer SHA-256 of the public key, in hex; empty where there is none
 * @param files how many the manifest names
 * @param problems a sentence each; none where all holds
 */
public record PackVerification(String run, String signer, int files, List<String> problems) {
    private static final int FILES_MAX = 10_000;
    private static final long MANIFEST_BYTES_MAX = 4L << 20;

    public PackVerification {
        problems = List.copyOf(problems);
    }

    /** Whether nothing is wrong. */
    public boolean holds() {
        return problems.isEmpty();
    }

    /**
     * Verifies the signature, every file's digest, and that there is no other file.
     *
     * @throws IOException the folder cannot be read, which says nothing of the pack
     */
    public static PackVerification of(Path folder) throws IOException {
        Path manifest = folder.resolve(Manifest.NAME);
        Path signature = folder.resolve(Manifest.SIGNATURE);
        if (!Files.isRegularFile(manifest) || !Files.isRegularFile(signature)) {
            return none("There is no signed manifest: it is no pack, or it was not finished.");
        }
        if (Files.size(manifest) > MANIFEST_BYTES_MAX) {
            return none("The manifest is longer than any.");
        }
        byte[] content = Files.readAllBytes(manifest);
        Manifest said;
        PublicKey key;
        byte[] signed;
        try {
            said = Json.read(content, Manifest.class);
            key = Signing.publicKey(Base64.getDecoder().decode(said.publicKey()));
            signed = Base64.getDecoder()
                    .decode(Files.readString(signature, StandardCharsets.ISO_8859_1)
                            .strip());
        } catch (IOException | GeneralSecurityException | IllegalArgumentException unreadable) {
            return none("The manifest or its signature cannot be read.");
        }
        if (!Signing.isSigned(key, content, signed)) {
            return new PackVerification(
                    said.run(), PackKey.fingerprint(key), 0, List.of("The manifest is not as it was signed."));
        }
        return new PackVerification(
                said.run(), PackKey.fingerprint(key), said.files().size(), compare(folder, said));
    }

    private static PackVerification none(String problem) {
        return new PackVerification("", "", 0, List.of(problem));
    }

    private static List<String> compare(Path folder, Manifest manifest) throws IOException {
        List<String> problems = new ArrayList<>();
        Set<String> there = names(folder);
        for (Entry entry : manifest.files().stream().limit(FILES_MAX).toList()) {
            // Only names that were found in the folder are opened: none leads out of it.
            if (!there.remove(entry.name())) {
                problems.add(entry.name() + " is missing.");
                continue;
            }
            Path file = folder.resolve(entry.name());
            boolean same = Files.size(file) == entry.bytes()
                    && Signing.sha256(List.of(Files.readAllBytes(file))).equals(entry.sha256());
            if (!same) {
                problems.add(entry.name() + " is not as it was signed.");
            }
        }
        there.forEach(name -> problems.add(name + " is not in the manifest."));
        return problems;
    }

    private static Set<String> names(Path folder) throws IOException {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .forEach(names::add);
        }
        names.remove(Manifest.NAME);
        names.remove(Manifest.SIGNATURE);
        return names;
    }
}
