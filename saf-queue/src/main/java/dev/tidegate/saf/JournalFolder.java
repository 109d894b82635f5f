package dev.tidegate.saf;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.port.Journal.Acknowledged;
import dev.tidegate.saf.Frames.Found;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A journal's folder, or a copy of one, to be looked at: nothing in it is locked, made or changed, and nothing of its
 * content is believed. Used by one thread.
 */
public final class JournalFolder {
    /** What lies at a place of a file, in order of generations and positions. */
    public sealed interface Piece {
        Path file();

        /** Bytes from the file's beginning. */
        long position();

        /**
         * A whole frame.
         *
         * @param seq its number, as the frame says
         * @param raw the record's bytes
         * @param archived whether it lies in the archive, where a sealed body may have been let go
         */
        record Record(Path file, long position, long seq, Octets raw, boolean archived) implements Piece {}

        /** A frame begins here and is not whole, or its checksum is wrong. */
        record Torn(Path file, long position) implements Piece {}

        /** The file cannot be read from here on. */
        record Unreadable(Path file, long position) implements Piece {}
    }

    private final Path folder;
    /**
     * The last record that was let go for good, when its archive was old enough.
     *
     * @param seq 0 where none was, or the folder does not say
     * @param link of that record; zeros where there is none
     */
    public record LetGo(long seq, Octets link) {}

    private final List<Generation> generations;
    private final Floor floor;

    private JournalFolder(Path folder, List<Generation> generations, Floor floor) {
        this.folder = folder;
        this.generations = generations;
        this.floor = floor;
    }

    /** @throws IOException no folder that can be read, or it holds what is no generation */
    public static JournalFolder of(Path folder) throws IOException {
        Inventory found = Inventory.of(folder);
        return new JournalFolder(folder, found.generations(), found.floor());
    }

    /** How many generations there are, archived ones included. */
    public int generations() {
        return generations.size();
    }

    /** What is not missing, although it is not here. Nobody has signed that. */
    public LetGo letGo() {
        return new LetGo(floor.seq(), floor.link());
    }

    /** Bytes of all of them: what a scan has before it. */
    public long bytes() throws IOException {
        long bytes = 0;
        for (Generation generation : generations) {
            Path file = generation.records();
            bytes += Files.exists(file) ? Files.size(file) : 0;
        }
        return bytes;
    }

    /** Hands every piece over. What a generation holds beyond the beginning of the next was written again there. */
    public void scan(Consumer<Piece> each) {
        Map<GenerationName, Long> limits = RecoveryScan.limits(generations);
        for (Generation generation : generations) {
            scan(generation, limits.getOrDefault(generation.name(), Long.MAX_VALUE), each);
        }
    }

    /**
     * What the gateway has acknowledged, with its newest receipt.
     *
     * @throws IOException the cursor cannot be read; {@link NoSuchFileException} where there is none
     */
    public Acknowledged acknowledged() throws IOException {
        return CursorFile.read(folder.resolve(CursorFile.NAME));
    }

    private static void scan(Generation generation, long limit, Consumer<Piece> each) {
        Path file = generation.records();
        long at = 0;
        try (Frames frames = generation.frames(0)) {
            while (frames.next() instanceof Found found) {
                at = found.position();
                if (!(found instanceof Found.Whole(long position, Frame frame))) {
                    each.accept(new Piece.Torn(file, at));
                } else if (frame.seq() > limit) {
                    return;
                } else {
                    each.accept(new Piece.Record(file, position, frame.seq(), frame.raw(), generation.isArchived()));
                }
            }
        } catch (NoSuchFileException e) {
            // A process died between making the folder and its first record.
        } catch (IOException e) {
            each.accept(new Piece.Unreadable(file, at));
        }
    }
}
