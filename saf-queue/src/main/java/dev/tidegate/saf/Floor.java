package dev.tidegate.saf;

import dev.tidegate.core.card.Octets;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * The last record that was let go for good with its archive, so that a journal which begins later is told from one that
 * has lost its beginning. Written before the archive is deleted, by a new file in the old one's place.
 *
 * <pre>
 *  0        4      12     44       48
 * +--------+------+------+--------+
 * | "TGFL" | seq  | link | CRC32C |
 * +--------+------+------+--------+
 * </pre>
 *
 * @param seq 0 where nothing was let go yet
 * @param link of that record
 */
record Floor(long seq, Octets link) {
    static final String NAME = "floor";

    private static final int MAGIC = 0x5447464C;
    private static final int BYTES = 48;
    private static final Floor NONE = new Floor(0, Octets.of(new byte[32]));

    /** @throws IOException it cannot be read, or is damaged */
    static Floor read(Path archives) throws IOException {
        ByteBuffer bytes;
        try {
            bytes = ByteBuffer.wrap(Files.readAllBytes(archives.resolve(NAME)));
        } catch (NoSuchFileException e) {
            return NONE;
        }
        if (bytes.capacity() != BYTES || bytes.getInt(0) != MAGIC || bytes.getInt(44) != checksum(bytes)) {
            throw new IOException("the note of what was let go is damaged");
        }
        return new Floor(bytes.getLong(4), Octets.of(bytes.array(), 12, 32));
    }

    static Floor none() {
        return NONE;
    }

    /** Returns when it is on disk. */
    void write(Path archives) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES);
        bytes.putInt(MAGIC).putLong(seq).put(link.toByteArray());
        bytes.putInt(checksum(bytes)).flip();
        Path half = archives.resolve(Inventory.HALF_MADE + NAME);
        try (FileChannel channel = FileChannel.open(
                half, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(half, archives.resolve(NAME), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Folders.force(archives);
    }

    private static int checksum(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.array(), 0, BYTES - Integer.BYTES);
        return (int) crc.getValue();
    }
}
