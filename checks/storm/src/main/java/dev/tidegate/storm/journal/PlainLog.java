package dev.tidegate.storm.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;

/**
 * The yardstick: the plainest log that keeps its word. One file, its blocks taken ahead; each record with a CRC-32C
 * that goes on from the one before, so that what an earlier life has left behind the end never counts; whoever comes
 * while another forces shares the next force.
 *
 * <pre>
 *  0        4        8        16
 * +--------+--------+--------+---------+
 * | length | CRC32C | number | body    |   at once behind the one before
 * +--------+--------+--------+---------+
 * </pre>
 */
final class PlainLog implements Log {
    static final int BODY_BYTES = 1_000;

    private static final String NAME = "plain.log";
    private static final int HEADER_BYTES = 16;
    private static final int RECORD_BYTES = HEADER_BYTES + BODY_BYTES;
    private static final int AHEAD_BYTES = 1024 * 1024;

    private final FileChannel file;
    private final Runnable beforeForce;
    private final Object forcing = new Object();
    private final List<Sighting> records = new ArrayList<>();
    private long end;
    private long taken;
    private int chain;
    private int durable;
    private boolean broken;

    private PlainLog(FileChannel file, Runnable beforeForce) throws IOException {
        this.file = file;
        this.beforeForce = beforeForce;
        this.taken = file.size();
        recover();
    }

    static PlainLog open(Path home, Runnable beforeForce) {
        try {
            Path path = home.resolve(NAME);
            PlainLog log = new PlainLog(
                    FileChannel.open(
                            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                    beforeForce);
            log.file.force(true);
            try (FileChannel folder = FileChannel.open(home, StandardOpenOption.READ)) {
                folder.force(true);
            }
            return log;
        } catch (IOException e) {
            throw new RefusedException(false, e);
        }
    }

    private void recover() throws IOException {
        ByteBuffer record = ByteBuffer.allocate(RECORD_BYTES);
        while (file.read(record.clear(), end) == RECORD_BYTES) {
            int next = checksum(chain, record.array());
            if (record.getInt(0) != BODY_BYTES || record.getInt(4) != next) {
                break;
            }
            take(record.getLong(8), next);
        }
        durable = records.size();
    }

    @Override
    public Sighting append(long number) {
        int mine;
        synchronized (this) {
            mine = write(number);
        }
        synchronized (forcing) {
            force(mine);
        }
        synchronized (this) {
            return records.get(mine);
        }
    }

    private int write(long number) {
        try {
            requireWhole();
            byte[] record = record(number);
            int next = checksum(chain, record);
            ByteBuffer bytes = ByteBuffer.wrap(record).putInt(4, next);
            if (end + RECORD_BYTES > taken) {
                put(ByteBuffer.allocate(AHEAD_BYTES), taken);
                taken += AHEAD_BYTES;
            }
            put(bytes, end);
            take(number, next);
            return records.size() - 1;
        } catch (IOException e) {
            broken = true;
            throw new RefusedException(false, e);
        }
    }

    // Whoever waited for this lock finds its record forced already.
    private void force(int mine) {
        int written;
        synchronized (this) {
            if (mine < durable) {
                return;
            }
            written = records.size();
        }
        try {
            requireWhole();
            beforeForce.run();
            file.force(false);
        } catch (IOException e) {
            broken = true;
            throw new RefusedException(false, e);
        }
        synchronized (this) {
            durable = written;
        }
    }

    private void put(ByteBuffer bytes, long at) throws IOException {
        while (bytes.hasRemaining()) {
            int ignored = file.write(bytes, at + bytes.position());
        }
    }

    private synchronized void requireWhole() throws IOException {
        if (broken) {
            throw new IOException("a log that has failed once is not written again before the next start");
        }
    }

    private void take(long number, int crc) {
        end += RECORD_BYTES;
        chain = crc;
        records.add(new Sighting(number, records.size() + 1L, crc & 0xFFFF_FFFFL, 1));
    }

    private static byte[] record(long number) {
        ByteBuffer bytes = ByteBuffer.allocate(RECORD_BYTES);
        new SplittableRandom(number).nextBytes(bytes.array());
        bytes.putInt(0, BODY_BYTES).putInt(4, 0).putLong(8, number);
        return bytes.array();
    }

    private static int checksum(int before, byte[] record) {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(4).putInt(before).flip());
        crc.update(record, 8, record.length - 8);
        return (int) crc.getValue();
    }

    @Override
    public synchronized List<Sighting> readAfter(long place) {
        return List.copyOf(records.subList((int) Math.min(place, durable), durable));
    }

    @Override
    public synchronized long end() {
        return durable;
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
