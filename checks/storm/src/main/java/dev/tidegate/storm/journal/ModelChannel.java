package dev.tidegate.storm.journal;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** One open file of a {@link ModelDisk}. */
final class ModelChannel extends FileChannel {
    private final ModelDisk disk;
    private final Path file;
    private final FileChannel real;

    ModelChannel(ModelDisk disk, Path file, FileChannel real) {
        this.disk = disk;
        this.file = file;
        this.real = real;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        return disk.ask(Operation.READ, file, () -> real.read(into));
    }

    @Override
    public long read(ByteBuffer[] into, int offset, int length) throws IOException {
        return disk.ask(Operation.READ, file, () -> real.read(into, offset, length));
    }

    @Override
    public int read(ByteBuffer into, long position) throws IOException {
        return disk.ask(
                Operation.READ, file, () -> real.read(into, disk.conduct().place(file, position)));
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
        int written = write(from, real.position());
        real.position(real.position() + written);
        return written;
    }

    @Override
    public long write(ByteBuffer[] from, int offset, int length) throws IOException {
        return disk.ask(Operation.WRITE, file, () -> real.write(from, offset, length));
    }

    @Override
    public int write(ByteBuffer from, long position) throws IOException {
        return disk.ask(Operation.WRITE, file, () -> {
            int taken = disk.conduct().takes(file, from.remaining());
            ByteBuffer part = from.duplicate().limit(from.position() + taken);
            int written = 0;
            while (part.hasRemaining()) {
                written += real.write(part, disk.conduct().place(file, position + written));
            }
            from.position(from.position() + written);
            if (written == 0) {
                throw new IOException("No space left on device");
            }
            return written;
        });
    }

    @Override
    public long position() throws IOException {
        return real.position();
    }

    @Override
    public FileChannel position(long position) throws IOException {
        FileChannel ignored = real.position(position);
        return this;
    }

    @Override
    public long size() throws IOException {
        return real.size();
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        FileChannel ignored = disk.ask(Operation.TRUNCATE, file, () -> real.truncate(size));
        return this;
    }

    @Override
    public void force(boolean withTimes) throws IOException {
        if (!isOpen()) {
            throw new java.nio.channels.ClosedChannelException();
        }
        disk.force(file);
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
        return disk.ask(Operation.READ, file, () -> real.transferTo(position, count, target));
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) throws IOException {
        return disk.ask(Operation.WRITE, file, () -> real.transferFrom(source, position, count));
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) throws IOException {
        return real.map(mode, position, size);
    }

    @Override
    public MemorySegment map(MapMode mode, long position, long size, Arena arena) throws IOException {
        return disk.ask(Operation.OPEN, file, () -> real.map(mode, position, size, arena));
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) throws IOException {
        return real.lock(position, size, shared);
    }

    @Override
    public @Nullable FileLock tryLock(long position, long size, boolean shared) throws IOException {
        return real.tryLock(position, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
        real.close();
    }
}
