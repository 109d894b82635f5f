package dev.tidegate.certification.evidence;

import java.util.List;

/**
 * What the pack's signature covers: every other file by its SHA-256.
 *
 * @param run of {@code pack.json}
 * @param publicKey X.509, base64
 */
record Manifest(String format, String run, String algorithm, String publicKey, List<Entry> files) {
    static final String NAME = "manifest.json";
    /** base64 and a line feed. */
    static final String SIGNATURE = "manifest.sig";

    record Entry(String name, long bytes, String sha256) {}

    static Manifest of(String run, List<PackFile> files, PackKey key) {
        return new Manifest(
                RecordFiles.FORMAT,
                run,
                Signing.ALGORITHM,
                key.encodedPublic(),
                files.stream().map(Manifest::entry).toList());
    }

    private static Entry entry(PackFile file) {
        return new Entry(file.name(), file.content().length, Signing.sha256(List.of(file.content())));
    }
}
