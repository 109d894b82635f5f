package dev.tidegate.till.reader;

import dev.tidegate.emv.contact.SequenceCounter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * The till's number of each transaction, tag 9F41, with its memory in a small file: the last number that may have been
 * used, as digits.
 *
 * <p>The file is moved ahead by a block of numbers before the first of them is used, so that a sale waits for the disk
 * once a block and no number comes again: what was left of a block is skipped at the next start. A disk that refuses
 * costs the number alone, never a sale.
 */
final class SequenceFile implements SequenceCounter {
    static final int BLOCK = 100;

    /** Eight digits and an end of line, from any hand. */
    private static final int BYTES_MAX = 16;

    private final Path file;
    private int last;
    private int reserved;

    SequenceFile(Path file) {
        this.file = file;
        this.last = read(file);
        this.reserved = last;
    }

    @Override
    public synchronized int next() {
        int number = last == MAX ? 1 : last + 1;
        if (last == reserved) {
            int ahead = number > MAX - BLOCK ? MAX : number + BLOCK - 1;
            if (!write(ahead)) {
                return NONE;
            }
            reserved = ahead;
        }
        last = number;
        return number;
    }

    private boolean write(int ahead) {
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel out = FileChannel.open(
                draft, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer digits = ByteBuffer.wrap((ahead + "\n").getBytes(StandardCharsets.US_ASCII));
            while (digits.hasRemaining()) {
                out.write(digits);
            }
            out.force(true);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    // No file, or none of ours: the till counts from the beginning.
    private static int read(Path file) {
        try {
            if (!Files.exists(file) || Files.size(file) > BYTES_MAX) {
                return 0;
            }
            String digits = Files.readString(file, StandardCharsets.US_ASCII).strip();
            return digits.matches("[0-9]{1,8}") ? Integer.parseInt(digits) : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
