package dev.tidegate.storm.journal;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A disk that knows which of its bytes would survive: what a force has covered. The files are real and Chronicle maps
 * them; only our own code's operations pass by here, and what was written through a mapping is found by comparing a
 * file with what of it is durable.
 *
 * <p>Durable are: a file's bytes and length as they were at its last force, of a forced range the pages that it touches
 * and no length, a folder's entries as they were at the folder's last force. Anything later may or may not be there
 * after a cut, page by page and entry by entry ({@link Cut}). A force that fails leaves pages that no later force
 * writes, as Linux does.
 *
 * <p>Safe to use from several threads; one operation at a time.
 */
final class ModelDisk {
    /** Told of each operation that could change the disk, before it is done. */
    interface Listener {
        /** @return whether the power is still on */
        boolean passes(Operation operation) throws IOException;
    }

    interface Call<T> {
        T run() throws IOException;
    }

    private static final int CAPTURE_TRIES_MAX = 200;

    private final Path root;
    private final Conduct conduct;
    private final RandomGenerator chance;
    private final ModelFileSystem system = new ModelFileSystem(this);
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Object, Content> files = new HashMap<>();
    private final Map<Object, Content> failed = new HashMap<>();
    private final Map<Object, Map<String, Object>> folders = new HashMap<>();
    private final boolean remembers;
    private Listener listener = operation -> true;
    private volatile boolean off;

    private ModelDisk(Path root, Conduct conduct, RandomGenerator chance, boolean remembers) {
        this.root = root;
        this.conduct = conduct;
        this.chance = chance;
        this.remembers = remembers;
    }

    /** A disk of which everything in a folder is durable now. */
    static ModelDisk of(Path root, Conduct conduct, RandomGenerator chance) throws IOException {
        ModelDisk disk = new ModelDisk(root, conduct, chance, true);
        disk.adopt(root);
        return disk;
    }

    /** A disk whose power will not be cut. */
    static ModelDisk lasting(Path root, Conduct conduct, RandomGenerator chance) {
        return new ModelDisk(root, conduct, chance, false);
    }

    /** The folder as code under test is to be given it. */
    Path home() {
        return system.wrap(root);
    }

    Conduct conduct() {
        return conduct;
    }

    boolean isOff() {
        return off;
    }

    void listen(Listener to) {
        listener = to;
    }

    /** Whoever asks for anything from now on is refused. */
    void powerOff() {
        off = true;
    }

    /** Says that something was written through a mapping. */
    void mapped() {
        try {
            Path ignored = ask(Operation.BEFORE_FORCE, root, () -> root);
        } catch (IOException e) {
            // No power: the next operation says so.
        }
    }

    <T> T ask(Operation operation, Path file, Call<T> call) throws IOException {
        lock.lock();
        try {
            pass(operation);
            conduct.before(operation, file);
            return call.run();
        } finally {
            lock.unlock();
        }
    }

    void force(Path file) throws IOException {
        force(file, Content.Range.WHOLE);
    }

    void force(Path file, Content.Range range) throws IOException {
        lock.lock();
        try {
            pass(Operation.FORCE);
            try {
                conduct.before(Operation.FORCE, file);
            } catch (IOException e) {
                fails(file, range);
                if (conduct.tells(file)) {
                    throw e;
                }
                return;
            }
            if (remembers && conduct.forces(file)) {
                makeDurable(file, range);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Says that a file or folder goes, or is replaced: its number on the disk will be given again. */
    void leaves(Path file) throws IOException {
        Object key = keyOf(file);
        if (key == null || !remembers) {
            return;
        }
        Object gone = new Object();
        retire(files, key, gone);
        retire(failed, key, gone);
        retire(folders, key, gone);
        folders.values().forEach(entries -> entries.replaceAll((name, entry) -> entry.equals(key) ? gone : entry));
    }

    private static <V> void retire(Map<Object, V> known, Object key, Object gone) {
        V value = known.remove(key);
        if (value != null) {
            known.put(gone, value);
        }
    }

    /** What may be found after a cut at this moment. To be called by the listener. */
    Cut capture() throws IOException {
        for (int tries = 1; ; tries++) {
            try {
                Map<Object, Path> places = new HashMap<>();
                find(root, places);
                return new Cut(new Survey(places).folder(requireKey(root)));
            } catch (NoSuchFileException e) {
                // Chronicle makes its files behind our back.
                if (tries == CAPTURE_TRIES_MAX) {
                    throw e;
                }
            }
        }
    }

    private void pass(Operation operation) throws IOException {
        boolean changes = operation != Operation.READ && operation != Operation.LOOK && operation != Operation.OPEN;
        if (changes && !off && !listener.passes(operation)) {
            off = true;
        }
        if (off) {
            throw new IOException("the power is off");
        }
    }

    private void makeDurable(Path file, Content.Range range) throws IOException {
        Object key = requireKey(file);
        if (Files.isDirectory(file)) {
            folders.put(key, entries(file));
            return;
        }
        Content durable = files.getOrDefault(key, Content.empty());
        Content now = Content.of(file, durable);
        Content failedAs = failed.get(key);
        // The kernel takes a page whose write has failed for clean until it is changed again.
        Content.PageChoice written = page -> range.touches(page) && (failedAs == null || !now.isSame(failedAs, page));
        files.put(key, durable.mixed(now, range.length(durable, now), written));
    }

    private void fails(Path file, Content.Range range) throws IOException {
        Object key = keyOf(file);
        if (!remembers || key == null || Files.isDirectory(file)) {
            return;
        }
        Content durable = files.getOrDefault(key, Content.empty());
        Content now = Content.of(file, durable);
        double likely = chance.nextDouble();
        Content.PageChoice written = page -> range.touches(page) && chance.nextDouble() < likely;
        files.put(key, durable.mixed(now, range.length(durable, now), written));
        failed.put(key, failed.getOrDefault(key, durable).mixed(now, now.length(), range::touches));
    }

    private void adopt(Path folder) throws IOException {
        Map<String, Object> entries = entries(folder);
        folders.put(requireKey(folder), entries);
        for (Map.Entry<String, Object> entry : entries.entrySet()) {
            Path path = folder.resolve(entry.getKey());
            if (Files.isDirectory(path)) {
                adopt(path);
            } else {
                files.put(entry.getValue(), Content.of(path, Content.empty()));
            }
        }
    }

    private static void find(Path path, Map<Object, Path> places) throws IOException {
        places.put(requireKey(path), path);
        if (Files.isDirectory(path)) {
            for (String name : entries(path).keySet()) {
                find(path.resolve(name), places);
            }
        }
    }

    private static Map<String, Object> entries(Path folder) throws IOException {
        Map<String, Object> entries = new HashMap<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            for (Path entry : all) {
                entries.put(entry.getFileName().toString(), requireKey(entry));
            }
        }
        return entries;
    }

    private static Object requireKey(Path file) throws IOException {
        Object key = keyOf(file);
        if (key == null) {
            throw new NoSuchFileException(file.toString());
        }
        return key;
    }

    private static @Nullable Object keyOf(Path file) throws IOException {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .fileKey();
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /** Draws up what there is and what of it is durable. */
    private final class Survey {
        private final Map<Object, Path> places;
        private final Map<Object, Cut.Node> nodes = new HashMap<>();

        Survey(Map<Object, Path> places) {
            this.places = places;
        }

        Cut.Folder folder(Object key) throws IOException {
            Path place = places.get(key);
            Cut.Folder folder = new Cut.Folder();
            Map<String, Object> durable = folders.getOrDefault(key, Map.of());
            Map<String, Object> now = place == null ? Map.of() : entries(place);
            for (Map.Entry<String, Object> entry : durable.entrySet()) {
                folder.durable(entry.getKey(), node(entry.getValue()));
            }
            for (Map.Entry<String, Object> entry : now.entrySet()) {
                folder.now(entry.getKey(), node(entry.getValue()));
            }
            return folder;
        }

        private Cut.Node node(Object key) throws IOException {
            Cut.Node known = nodes.get(key);
            if (known != null) {
                return known;
            }
            Path place = places.get(key);
            boolean isFolder = place == null ? folders.containsKey(key) : Files.isDirectory(place);
            Cut.Node made = isFolder ? folder(key) : file(key, place);
            nodes.put(key, made);
            return made;
        }

        private Cut.File file(Object key, @Nullable Path place) throws IOException {
            Content durable = files.getOrDefault(key, Content.empty());
            Content now = place == null ? durable : Content.of(place, durable);
            return new Cut.File(durable, now, failed.getOrDefault(key, now));
        }
    }
}
