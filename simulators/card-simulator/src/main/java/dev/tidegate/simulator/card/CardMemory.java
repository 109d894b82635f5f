package dev.tidegate.simulator.card;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a card remembers without power: its transaction counter (ATC, 9F36), the counter of the last transaction that
 * its issuer answered (9F13), and notes, such as the PIN tries left and what scripts have changed.
 *
 * <p>A file of one line, {@code atc N lastOnline N}, behind which notes stand as {@code name HEX}. It is replaced as a
 * whole: new file, forced, moved over the old one, folder forced. A counter is on disk before {@link #nextCounter}
 * returns, so no restart gives it out again.
 */
final class CardMemory {
    /** The counter has two bytes; a card that has used it up makes no more cryptograms. */
    static final int COUNTER_MAX = 0xFFFF;

    /** Some for each application, and a record or two that a script has written. */
    static final int NOTES_MAX = 64;

    private static final Pattern LINE =
            Pattern.compile("atc ([0-9]{1,5}) lastOnline ([0-9]{1,5})((?: [a-z][a-z0-9-]{0,40} (?:[0-9A-F]{2})+){0,"
                    + NOTES_MAX + "})\n");

    private final Optional<Path> file;
    private final Map<String, String> notes = new TreeMap<>();
    private int counter;
    private int lastOnline;

    private CardMemory(Optional<Path> file, int counter, int lastOnline) {
        this.file = file;
        this.counter = counter;
        this.lastOnline = lastOnline;
    }

    /**
     * Reads the memory, or begins a new one when the file is not there.
     *
     * @param firstCounter the counter of a new card's first transaction, 1 to {@link #COUNTER_MAX}
     * @throws StartRefusedException the file cannot be read or is not a memory: a person restores it or throws it away
     */
    static CardMemory open(Path file, int firstCounter) {
        try {
            Matcher line = LINE.matcher(Files.readString(file, StandardCharsets.US_ASCII));
            if (!line.matches()) {
                throw new StartRefusedException("damaged card memory " + file.getFileName());
            }
            int counter = Integer.parseInt(line.group(1));
            int lastOnline = Integer.parseInt(line.group(2));
            if (counter > COUNTER_MAX || lastOnline > counter) {
                throw new StartRefusedException("impossible counters in card memory " + file.getFileName());
            }
            CardMemory memory = new CardMemory(Optional.of(file), counter, lastOnline);
            String[] words = line.group(3).strip().split(" ", -1);
            for (int i = 0; i + 1 < words.length; i += 2) {
                memory.notes.put(words[i], words[i + 1]);
            }
            return memory;
        } catch (NoSuchFileException e) {
            return new CardMemory(Optional.of(file), firstCounter - 1, 0);
        } catch (IOException e) {
            throw new StartRefusedException("cannot read card memory " + file.getFileName(), e);
        }
    }

    /** A memory that ends with the process, for cards that are a library's. */
    static CardMemory passing(int firstCounter) {
        return new CardMemory(Optional.empty(), firstCounter - 1, 0);
    }

    /** The counter of the last transaction, or one less than the first before there was any. */
    synchronized int counter() {
        return counter;
    }

    synchronized int lastOnline() {
        return lastOnline;
    }

    synchronized boolean isUsedUp() {
        return counter >= COUNTER_MAX;
    }

    /**
     * The next transaction's counter, which is on disk when this returns.
     *
     * @throws UncheckedIOException the disk refused; the counter is lost and the card makes no cryptogram with it
     */
    synchronized int nextCounter() {
        if (isUsedUp()) {
            throw new IllegalStateException("the counter is used up");
        }
        counter++;
        write();
        return counter;
    }

    /**
     * Notes that the issuer has answered the transaction in progress.
     *
     * @throws UncheckedIOException the disk refused; the card ends the transaction without a cryptogram
     */
    synchronized void rememberOnline() {
        lastOnline = counter;
        write();
    }

    /** What was noted under this name, if anything. */
    synchronized Optional<byte[]> note(String name) {
        return Optional.ofNullable(notes.get(name)).map(Bytes::hex);
    }

    /**
     * Notes one or more bytes under a name, which are on disk when this returns.
     *
     * @return false when there is no room for another note, and nothing was noted
     * @throws UncheckedIOException the disk refused; the card says so and does not act on it
     */
    synchronized boolean note(String name, byte[] value) {
        if (notes.size() >= NOTES_MAX && !notes.containsKey(name)) {
            return false;
        }
        notes.put(name, Bytes.hex(value));
        write();
        return true;
    }

    private void write() {
        StringBuilder words = new StringBuilder("atc " + counter + " lastOnline " + lastOnline);
        notes.forEach(
                (name, value) -> words.append(' ').append(name).append(' ').append(value));
        byte[] line = words.append('\n').toString().getBytes(StandardCharsets.US_ASCII);
        file.ifPresent(path -> replace(path, line));
    }

    private static void replace(Path file, byte[] line) {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            try (FileChannel channel = FileChannel.open(
                    fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(line);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent())) {
                folder.force(true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the card memory was not written", e);
        }
    }
}
