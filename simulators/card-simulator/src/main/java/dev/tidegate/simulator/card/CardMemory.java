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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a card remembers without power: its transaction counter (ATC, 9F36) and the counter of the last transaction that
 * its issuer answered (9F13).
 *
 * <p>A file of one line, {@code atc N lastOnline N}. It is replaced as a whole: new file, forced, moved over the old
 * one, folder forced. A counter is on disk before {@link #nextCounter} returns, so no restart gives it out again.
 */
final class CardMemory {
    /** The counter has two bytes; a card that has used it up makes no more cryptograms. */
    static final int COUNTER_MAX = 0xFFFF;

    private static final Pattern LINE = Pattern.compile("atc ([0-9]{1,5}) lastOnline ([0-9]{1,5})\n");

    private final Path file;
    private int counter;
    private int lastOnline;

    private CardMemory(Path file, int counter, int lastOnline) {
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
            return new CardMemory(file, counter, lastOnline);
        } catch (NoSuchFileException e) {
            return new CardMemory(file, firstCounter - 1, 0);
        } catch (IOException e) {
            throw new StartRefusedException("cannot read card memory " + file.getFileName(), e);
        }
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

    private void write() {
        byte[] line = ("atc " + counter + " lastOnline " + lastOnline + "\n").getBytes(StandardCharsets.US_ASCII);
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
