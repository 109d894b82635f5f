package dev.tidegate.certification.evidence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The evidence of a run in a folder: pages, one PDF, records in JSON, JUnit XML, a matrix in CSV, which parts of each
 * are times, and a signed manifest of them all ({@code docs/evidence-pack-v1.md}). The same records make the same
 * bytes.
 */
public final class EvidencePack {
    static final String TIMES = "time-fields.json";
    static final String SIGN_OFF = "sign-off.json";

    private static final int SCENARIOS_MAX = 1_000;
    private static final long RECORD_BYTES_MAX = 64L << 20;

    private EvidencePack() {}

    /**
     * Writes the pack. Everything is made in memory and searched for card numbers first, so that a pack with one is
     * never on disk. The manifest is written last: a pack that was not finished does not verify. Files of an older pack
     * in the folder are replaced, those that this one does not have are taken away, and the folder's other files stay.
     *
     * @param runs in any order, each id once; they are written in the order of their ids
     * @throws CardNumberFoundException nothing was written; the run has failed
     * @throws IOException the folder cannot be written; the caller reports it, and what is there does not verify
     */
    public static void write(PackFacts facts, List<ScenarioRun> runs, Path folder, PackKey key) throws IOException {
        write(facts, runs, SignOff.none(), folder, key);
    }

    /**
     * Writes a pack anew with what reviewers said of it. The records stay as they are.
     *
     * @param file as the gateway's page exported it
     * @throws IllegalArgumentException the sign-off is of other records, or of none of these scenarios; nothing was
     *     written
     * @throws CardNumberFoundException as for {@link #write}: a note may have one
     * @throws IOException the pack or the file cannot be read, or the folder not be written
     */
    public static void signOff(Path folder, Path file, PackKey key) throws IOException {
        RecordFiles.Pack pack = Json.read(bytes(folder.resolve(RecordFiles.PACK)), RecordFiles.Pack.class);
        SignOff signOff = Json.read(bytes(file), SignOff.class);
        List<ScenarioRun> runs = new ArrayList<>();
        for (RecordFiles.Row row : pack.scenarios()) {
            requireId(row.id());
            runs.add(Json.read(bytes(folder.resolve(RecordFiles.record(row.id()))), ScenarioRun.class));
        }
        if (!signOff.run().equals(RecordFiles.digest(pack.facts(), runs))) {
            throw new IllegalArgumentException("the sign-off is of other records than these");
        }
        write(pack.facts(), runs, signOff, folder, key);
    }

    private static void write(PackFacts facts, List<ScenarioRun> given, SignOff signOff, Path folder, PackKey key)
            throws IOException {
        List<ScenarioRun> runs =
                given.stream().sorted(Comparator.comparing(ScenarioRun::id)).toList();
        if (runs.isEmpty() || runs.size() > SCENARIOS_MAX) {
            throw new IllegalArgumentException("a pack has 1 to " + SCENARIOS_MAX + " scenarios");
        }
        runs.forEach(run -> requireId(run.id()));
        if (runs.stream().map(ScenarioRun::id).distinct().count() < runs.size()) {
            throw new IllegalArgumentException("a scenario stands twice");
        }
        CardNumberScan scan = new CardNumberScan();
        scan.records(facts, runs);
        scan.close();
        String run = RecordFiles.digest(facts, runs);
        List<PackFile> files = files(facts, runs, signOff, run);
        files.forEach(scan::file);
        scan.close();
        save(folder, files, Manifest.of(run, files, key), key);
    }

    private static List<PackFile> files(PackFacts facts, List<ScenarioRun> runs, SignOff signOff, String run) {
        List<PackFile> files = new ArrayList<>();
        files.add(new IndexPage(facts, runs, signOff).file(run));
        for (int i = 0; i < runs.size(); i++) {
            files.add(ScenarioPage.of(runs, i, signOff));
        }
        files.addAll(RecordFiles.of(facts, runs));
        files.add(JUnitFile.of(facts, runs));
        files.add(MatrixFile.of(runs, signOff));
        if (!signOff.events().isEmpty()) {
            files.add(PackFile.of(SIGN_OFF, "", Json.of(signOff, (path, value) -> Json.Clock.all(value))));
        }
        PdfPack.Drawn pdf = PdfPack.of(facts, runs, signOff, run);
        files.add(pdf.file());
        files.add(PackFile.of(TIMES, "", Json.of(TimeList.of(files, pdf), (path, value) -> List.of())));
        files.sort(Comparator.comparing(PackFile::name));
        return files;
    }

    private static void save(Path folder, List<PackFile> files, Manifest manifest, PackKey key) throws IOException {
        Files.createDirectories(folder);
        removeOld(folder);
        for (PackFile file : files) {
            Path path = folder.resolve(file.name());
            Path parent = path.getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.write(path, file.content());
        }
        byte[] content = PackFile.of(Manifest.NAME, "", Json.of(manifest, (path, value) -> List.of()))
                .content();
        Files.write(folder.resolve(Manifest.NAME), content);
        Files.writeString(
                folder.resolve(Manifest.SIGNATURE), Base64.getEncoder().encodeToString(key.sign(content)) + "\n");
    }

    private static void removeOld(Path folder) throws IOException {
        Path manifest = folder.resolve(Manifest.NAME);
        Files.deleteIfExists(folder.resolve(Manifest.SIGNATURE));
        if (!Files.isRegularFile(manifest)) {
            return;
        }
        Set<String> old = new HashSet<>();
        Json.read(bytes(manifest), Manifest.class).files().forEach(entry -> old.add(entry.name()));
        for (String name : old) {
            Path path = folder.resolve(name).normalize();
            if (path.startsWith(folder.normalize()) && Files.isRegularFile(path)) {
                Files.delete(path);
            }
        }
        Files.delete(manifest);
    }

    private static void requireId(String id) {
        if (!id.matches("[A-Z][0-9]{2}[a-z]?")) {
            throw new IllegalArgumentException("no id of a scenario");
        }
    }

    private static byte[] bytes(Path file) throws IOException {
        if (Files.size(file) > RECORD_BYTES_MAX) {
            throw new IOException(file.getFileName() + " is longer than any record");
        }
        return Files.readAllBytes(file);
    }
}
