package dev.tidegate.saf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What lies in a journal's folder, and which of it counts. One rule resolves what a crash of the archivist has left:
 * <em>the archive's name is the decision</em>. Where a generation has an archive, archive and copy are its records, and
 * a folder that is still there waits to be deleted; where it has none, the folder is, and a copy was half-made.
 */
final class Inventory {
    /** Begins the name of a file that is being written. */
    static final String HALF_MADE = "new-";

    private final Path journal;
    private final Path archives;
    private final Set<GenerationName> folders = new TreeSet<>();
    private final Set<GenerationName> copies = new TreeSet<>();
    private final Map<GenerationName, FrameFile.Header> headers = new HashMap<>();
    private final Set<GenerationName> archived = new TreeSet<>();
    private final List<Generation> generations = new ArrayList<>();
    private final List<Generation> superseded = new ArrayList<>();
    private final List<GenerationName> spent = new ArrayList<>();
    private final List<Path> halfMade = new ArrayList<>();
    private final List<String> odd = new ArrayList<>();
    private Floor floor = Floor.none();

    private Inventory(Path journal) {
        this.journal = journal;
        this.archives = journal.resolve(Archivist.FOLDER);
    }

    /** @throws IOException the folder cannot be read, or holds what is no generation */
    static Inventory of(Path journal) throws IOException {
        Inventory inventory = new Inventory(journal);
        inventory.list();
        inventory.resolve();
        return inventory;
    }

    /** What counts, in order. */
    List<Generation> generations() {
        return generations;
    }

    /** Archived ones whose folder is still there. */
    List<Generation> superseded() {
        return superseded;
    }

    /** Archives that were let go and are still there. */
    List<GenerationName> spent() {
        return spent;
    }

    /** Files that a process which died had not finished; what they were made from is there. */
    List<Path> halfMade() {
        return halfMade;
    }

    Floor floor() {
        return floor;
    }

    /** What should not be so, in words. */
    List<String> odd() {
        return odd;
    }

    private void list() throws IOException {
        for (Path entry : Folders.list(journal, GenerationName.PREFIX + "*")) {
            String file = String.valueOf(entry.getFileName());
            GenerationName copy = GenerationName.parseCopy(file);
            GenerationName folder = GenerationName.parse(file);
            if (copy != null) {
                copies.add(copy);
            } else if (folder != null) {
                folders.add(folder);
            } else {
                throw new IOException(entry + " is no generation: move it out of the journal");
            }
        }
        halfMade.addAll(Folders.list(journal, HALF_MADE + "*"));
        if (Files.isDirectory(archives)) {
            halfMade.addAll(Folders.list(archives, HALF_MADE + "*"));
            listArchives();
        }
    }

    private void listArchives() throws IOException {
        try {
            floor = Floor.read(archives);
        } catch (IOException e) {
            odd.add("the note of the records that were let go cannot be read");
        }
        for (Path entry : Folders.list(archives, GenerationName.ARCHIVE_PREFIX + "*")) {
            GenerationName name = GenerationName.parseArchive(String.valueOf(entry.getFileName()));
            if (name == null) {
                odd.add(entry.getFileName() + " is no archive: move it out of the journal");
                continue;
            }
            archived.add(name);
            try {
                headers.put(name, FrameFile.header(entry));
            } catch (IOException e) {
                odd.add(entry.getFileName() + " is damaged");
            }
        }
    }

    private void resolve() {
        Set<GenerationName> names = new TreeSet<>(folders);
        names.addAll(archived);
        for (GenerationName name : names) {
            FrameFile.Header header = headers.get(name);
            Generation inArchive = Generation.archived(journal, name);
            Generation inFolder = new Generation(journal, name);
            boolean hasRecords = Files.exists(inFolder.file());
            if (!archived.contains(name) || hasRecords && !isWhole(inArchive, header)) {
                generations.add(inFolder);
            } else if (header != null && header.last() <= floor.seq()) {
                spent.add(name);
            } else {
                generations.add(inArchive);
                if (folders.contains(name)) {
                    superseded.add(inArchive);
                }
            }
        }
        copies.removeAll(archived);
        for (GenerationName copy : copies) {
            if (folders.contains(copy)) {
                halfMade.add(journal.resolve(copy.copy()));
            } else {
                odd.add(copy.copy() + " has lost its archive");
            }
        }
    }

    // Asked only while the folder is there to fall back upon.
    private boolean isWhole(Generation inArchive, FrameFile.@org.jspecify.annotations.Nullable Header header) {
        if (header == null) {
            return false;
        }
        long frames = 0;
        try (Frames all = FrameFile.frames(inArchive.archive(), 0)) {
            while (all.next() instanceof Frames.Found.Whole(long ignored, Frame frame)) {
                frames += frame.seq() == header.first() + frames ? 1 : 0;
            }
        } catch (IOException e) {
            frames = 0;
        }
        if (frames != header.frames()) {
            odd.add(inArchive.name().archive() + " is damaged; the generation itself is still there");
            return false;
        }
        return true;
    }
}
