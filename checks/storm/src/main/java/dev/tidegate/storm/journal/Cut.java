package dev.tidegate.storm.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * Everything that may lie on a disk whose power is cut at one moment: what is durable, and of what came later any
 * subset of pages, lengths and entries of folders. That is what the contract of a disk allows; a real one is kinder.
 *
 * <p>A page that was written twice since the last force is either the durable or the newest one; a file that was moved
 * is in one of both places.
 */
final class Cut {
    sealed interface Node {}

    static final class File implements Node {
        private final Content durable;
        private final Content now;
        private final Content failed;

        /** @param failed as it was when a force failed: its pages are never written; as {@code now} where none did */
        File(Content durable, Content now, Content failed) {
            this.durable = durable;
            this.now = now;
            this.failed = failed;
        }
    }

    static final class Folder implements Node {
        private final Map<String, Node> durable = new TreeMap<>();
        private final Map<String, Node> now = new TreeMap<>();

        void durable(String name, Node node) {
            durable.put(name, node);
        }

        void now(String name, Node node) {
            now.put(name, node);
        }
    }

    /** How likely it is that something not forced has reached the disk all the same. */
    private static final double[] LIKELY = {0, 0.05, 0.2, 0.5, 0.8, 0.95, 1};

    private final Folder root;

    Cut(Folder root) {
        this.root = root;
    }

    /** Makes one of the possible images in a new folder. */
    void draw(Path target, RandomGenerator chance) throws IOException {
        new Drawing(chance).folder(root, target);
    }

    private final class Drawing {
        private final RandomGenerator chance;
        private final double likelyPage;
        private final double likelyEntry;
        private final Map<Node, Boolean> staysInOldPlace = new IdentityHashMap<>();

        Drawing(RandomGenerator chance) {
            this.chance = chance;
            this.likelyPage = LIKELY[chance.nextInt(LIKELY.length)];
            this.likelyEntry = LIKELY[chance.nextInt(LIKELY.length)];
            Map<Node, Folder> before = new IdentityHashMap<>();
            Map<Node, Folder> after = new IdentityHashMap<>();
            places(root, before, after);
            before.forEach((node, folder) -> {
                if (after.containsKey(node) && after.get(node) != folder) {
                    staysInOldPlace.put(node, chance.nextDouble() >= likelyEntry);
                }
            });
        }

        private void places(Folder in, Map<Node, Folder> before, Map<Node, Folder> after) {
            in.durable.values().forEach(node -> before.put(node, in));
            in.now.values().forEach(node -> after.put(node, in));
            Set<Node> all = new HashSet<>(in.durable.values());
            all.addAll(in.now.values());
            for (Node node : all) {
                if (node instanceof Folder folder) {
                    places(folder, before, after);
                }
            }
        }

        void folder(Folder folder, Path target) throws IOException {
            Path made = Files.createDirectory(target);
            Map<String, Node> chosen = new HashMap<>();
            folder.durable.forEach((name, node) -> {
                if (staysInOldPlace.getOrDefault(node, !isGone(folder, name))) {
                    chosen.put(name, node);
                }
            });
            folder.now.forEach((name, node) -> {
                boolean isNew = folder.durable.get(name) != node;
                if (isNew && !staysInOldPlace.getOrDefault(node, chance.nextDouble() >= likelyEntry)) {
                    chosen.put(name, node);
                }
            });
            for (Map.Entry<String, Node> entry : chosen.entrySet()) {
                Path path = made.resolve(entry.getKey());
                switch (entry.getValue()) {
                    case Folder inner -> folder(inner, path);
                    case File file -> file(file).write(path);
                }
            }
        }

        private boolean isGone(Folder folder, String name) {
            return !folder.now.containsKey(name) && chance.nextDouble() < likelyEntry;
        }

        private Content file(File file) {
            boolean isLong = chance.nextDouble() < Math.max(likelyPage, 0.5 * Math.ceil(likelyPage));
            long length = isLong ? file.now.length() : file.durable.length();
            boolean hasFailed = file.failed != file.now;
            return file.durable.mixed(
                    file.now,
                    length,
                    page -> !(hasFailed && file.now.isSame(file.failed, page)) && chance.nextDouble() < likelyPage);
        }
    }
}
