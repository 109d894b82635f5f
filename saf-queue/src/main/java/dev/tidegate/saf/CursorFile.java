package dev.tidegate.saf;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.ChainReceipt;
import dev.tidegate.core.payment.ChainSignature;
import dev.tidegate.core.port.Journal.Acknowledged;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway has acknowledged: the only memory of it at the till. Two slots, written in turn; the newer good one
 * counts, so that a write that is cut short costs nothing but itself.
 *
 * <pre>
 *  0        4      6           8            16           24        26   32          12284
 * +--------+------+-----------+------------+------------+---------+----+-----------+--------+
 * | "TGCU" | 1, 1 | set aside | generation | contiguous | receipt | 0  | numbers,  | CRC32C |
 * |        |      | count     |            |            | bytes   |    | receipt   |        |
 * +--------+------+-----------+------------+------------+---------+----+-----------+--------+
 * </pre>
 *
 * Big-endian; a slot begins at 0 and at 16,384. The receipt, empty where there is none, is the gateway's newest signed
 * one: seq 8, link 32, signature 64, certificate in DER. Version 1, 0 had no receipt. Safe to use from several threads.
 */
final class CursorFile {
    static final String NAME = "cursor";
    /** More damaged records than that, and a person must look before the next is sent. */
    static final int SET_ASIDE_MAX = 1024;

    static final int SLOT_BYTES = 12_288;
    static final int SLOT_DISTANCE = 16_384;

    private static final int MAGIC = 0x54474355;
    private static final short VERSION = 0x0101;
    private static final short VERSION_WITHOUT_RECEIPT = 0x0100;
    private static final int HEADER_BYTES = 32;
    private static final int RECEIPT_LENGTH_AT = 24;
    /** Number, link and signature; the certificate is the rest. */
    private static final int RECEIPT_BYTES_MIN = 8 + 32 + ChainSignature.VALUE_BYTES;

    private record Slot(long generation, Acknowledged acknowledged) {}

    private final Path file;
    private Slot newest;

    private CursorFile(Path file, Slot newest) {
        this.file = file;
        this.newest = newest;
    }

    /** Reads the cursor; from the beginning where there is none or both slots are bad, which costs a repeat. */
    static CursorFile load(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        if (!Files.exists(file)) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                write(channel, ByteBuffer.allocate(2 * SLOT_DISTANCE), 0);
                channel.force(true);
            }
            Folders.force(folder);
        }
        return new CursorFile(file, newest(file));
    }

    /** What a cursor says, and nothing is made or changed; from the beginning where both slots are bad. */
    static Acknowledged read(Path file) throws IOException {
        return newest(file).acknowledged();
    }

    private static Slot newest(Path file) throws IOException {
        Slot newest = new Slot(0, new Acknowledged(0, Collections.emptySortedSet()));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            for (int at = 0; at <= SLOT_DISTANCE; at += SLOT_DISTANCE) {
                Slot slot = read(channel, at);
                newest = slot != null && slot.generation() > newest.generation() ? slot : newest;
            }
        }
        return newest;
    }

    synchronized Acknowledged acknowledged() {
        return newest.acknowledged();
    }

    /** Forgets what lies beyond a journal that has lost its end: its numbers will be given again. */
    synchronized void cutTo(long seq) {
        Acknowledged known = newest.acknowledged();
        newest = new Slot(
                newest.generation(),
                new Acknowledged(
                        Math.min(seq, known.contiguous()),
                        new TreeSet<>(known.setAside()).headSet(seq + 1),
                        known.receipt()));
    }

    /** Goes on, never back, and returns when that is on disk. */
    synchronized void advance(Acknowledged now) throws IOException {
        Acknowledged before = newest.acknowledged();
        SortedSet<Long> setAside = new TreeSet<>(before.setAside());
        setAside.addAll(now.setAside());
        Acknowledged after = new Acknowledged(
                Math.max(before.contiguous(), now.contiguous()),
                Collections.unmodifiableSortedSet(setAside),
                now.receipt().seq() > before.receipt().seq() ? now.receipt() : before.receipt());
        if (after.equals(before)) {
            return;
        }
        Slot next = new Slot(newest.generation() + 1, after);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            write(channel, encode(next), next.generation() % 2 * SLOT_DISTANCE);
            channel.force(false);
        }
        newest = next;
    }

    private static ByteBuffer encode(Slot slot) {
        SortedSet<Long> setAside = slot.acknowledged().setAside();
        if (setAside.size() > SET_ASIDE_MAX) {
            throw new IllegalArgumentException("more than " + SET_ASIDE_MAX + " records set aside");
        }
        ByteBuffer bytes = ByteBuffer.allocate(SLOT_BYTES);
        bytes.putInt(MAGIC).putShort(VERSION).putShort((short) setAside.size());
        bytes.putLong(slot.generation()).putLong(slot.acknowledged().contiguous());
        bytes.position(HEADER_BYTES);
        setAside.forEach(bytes::putLong);
        ChainReceipt receipt = slot.acknowledged().receipt();
        if (!receipt.isNone()) {
            bytes.putLong(receipt.seq()).put(receipt.link().toByteArray());
            bytes.put(receipt.signature().value().toByteArray());
            bytes.put(receipt.signature().certificate().toByteArray());
            int length = RECEIPT_BYTES_MIN + receipt.signature().certificate().length();
            bytes.putShort(RECEIPT_LENGTH_AT, (short) length);
        }
        bytes.putInt(SLOT_BYTES - Integer.BYTES, checksum(bytes));
        return bytes.rewind();
    }

    private static @Nullable Slot read(FileChannel channel, int at) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(SLOT_BYTES);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, at + bytes.position()) < 0) {
                return null;
            }
        }
        bytes.flip();
        boolean good = bytes.getInt(0) == MAGIC
                && (bytes.getShort(4) == VERSION || bytes.getShort(4) == VERSION_WITHOUT_RECEIPT)
                && bytes.getInt(SLOT_BYTES - Integer.BYTES) == checksum(bytes);
        int count = bytes.getShort(6);
        if (!good || count < 0 || count > SET_ASIDE_MAX) {
            return null;
        }
        SortedSet<Long> setAside = new TreeSet<>();
        for (int i = 0; i < count; i++) {
            setAside.add(bytes.getLong(HEADER_BYTES + i * Long.BYTES));
        }
        return new Slot(
                bytes.getLong(8),
                new Acknowledged(
                        bytes.getLong(16),
                        Collections.unmodifiableSortedSet(setAside),
                        receipt(bytes, HEADER_BYTES + count * Long.BYTES)));
    }

    private static ChainReceipt receipt(ByteBuffer slot, int at) {
        int length = slot.getShort(RECEIPT_LENGTH_AT);
        if (length < RECEIPT_BYTES_MIN || at + length > SLOT_BYTES - Integer.BYTES) {
            return ChainReceipt.none();
        }
        byte[] all = slot.array();
        int signature = at + 8 + 32;
        int certificate = signature + ChainSignature.VALUE_BYTES;
        return new ChainReceipt(
                slot.getLong(at),
                Octets.of(all, at + 8, 32),
                new ChainSignature(
                        Octets.of(all, signature, ChainSignature.VALUE_BYTES),
                        Octets.of(all, certificate, at + length - certificate)));
    }

    private static int checksum(ByteBuffer slot) {
        CRC32C crc = new CRC32C();
        crc.update(slot.array(), 0, SLOT_BYTES - Integer.BYTES);
        return (int) crc.getValue();
    }

    private static void write(FileChannel channel, ByteBuffer bytes, long at) throws IOException {
        long position = at;
        while (bytes.hasRemaining()) {
            position += channel.write(bytes, position);
        }
    }
}
