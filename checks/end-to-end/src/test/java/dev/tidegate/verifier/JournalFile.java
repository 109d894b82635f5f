package dev.tidegate.verifier;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * A generation's file in the hands of somebody who may write it: its frames are taken out, changed, and put back with
 * checksums that are right. Knows the format from docs/record-v1.md.
 */
final class JournalFile {
    private static final int FRAME_HEADER = 28;
    private static final int RECORD_HEADER = 128;
    private static final int MAC = 32;

    private final Path file;
    private final byte[] before;
    private final List<byte[]> records = new ArrayList<>();

    JournalFile(Path file) {
        this.file = file;
        byte[] bytes = read(file);
        int at = 0;
        int first = -1;
        while (at + FRAME_HEADER <= bytes.length) {
            if (ByteBuffer.wrap(bytes).getInt(at) != 0x54474631) {
                at += 4;
                continue;
            }
            first = first < 0 ? at : first;
            int length = ByteBuffer.wrap(bytes).getInt(at + 4);
            records.add(Arrays.copyOfRange(bytes, at + FRAME_HEADER, at + FRAME_HEADER + length));
            at += (FRAME_HEADER + length + 3) / 4 * 4;
        }
        this.before = Arrays.copyOf(bytes, first);
    }

    /** Its records in order, to be changed at will. */
    List<byte[]> records() {
        return records;
    }

    /** Writes the file with the records as they now are. */
    void write() {
        int bytes = before.length;
        for (byte[] record : records) {
            bytes += (FRAME_HEADER + record.length + 3) / 4 * 4;
        }
        ByteBuffer out = ByteBuffer.allocate(bytes + 4096).put(before);
        for (byte[] record : records) {
            int at = out.position();
            long seq = ByteBuffer.wrap(record).getLong(48);
            out.putInt(0x54474631).putInt(record.length).putLong(seq).putLong(seq - 1);
            CRC32C crc = new CRC32C();
            crc.update(out.array(), at + 4, 20);
            crc.update(record);
            out.putInt((int) crc.getValue()).put(record);
            out.position((out.position() + 3) / 4 * 4);
        }
        try {
            Files.write(file, out.array());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Links everything from a record on anew, as somebody does who has no key. */
    void relink(int from) {
        for (int i = from; i < records.size(); i++) {
            byte[] previous = records.get(i - 1);
            System.arraycopy(link(previous), 0, records.get(i), 96, 32);
        }
    }

    static int summaryLength(byte[] record) {
        return Short.toUnsignedInt(ByteBuffer.wrap(record).getShort(10));
    }

    private static byte[] link(byte[] record) {
        int body = RECORD_HEADER + summaryLength(record);
        byte[] summary = sha256(Arrays.copyOfRange(record, RECORD_HEADER, body));
        byte[] sealed = sha256(Arrays.copyOfRange(record, body, record.length - MAC));
        ByteBuffer all = ByteBuffer.allocate(15 + RECORD_HEADER + 64);
        all.put("tidegate/saf/v1".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        return sha256(all.put(record, 0, RECORD_HEADER).put(summary).put(sealed).array());
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
