package dev.tidegate.bench;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteOptions;

/** RocksDB with synchronous writes: it groups the writes of several threads by itself. */
final class RocksLog implements DurableLog {
    private final Options options;
    private final WriteOptions writes;
    private final RocksDB database;
    private final Payload payload;

    RocksLog(Path folder, Payload payload) throws RocksDBException {
        RocksDB.loadLibrary();
        this.options = new Options().setCreateIfMissing(true);
        this.writes = new WriteOptions().setSync(true);
        this.database = RocksDB.open(options, folder.toString());
        this.payload = payload;
    }

    @Override
    public void append(long number) throws RocksDBException {
        database.put(writes, ByteBuffer.allocate(Long.BYTES).putLong(number).array(), payload.of(number));
    }

    @Override
    public void close() {
        database.close();
        writes.close();
        options.close();
    }
}
