package dev.tidegate.storm.journal;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Passes each operation by the disk, then to the default file system. */
final class ModelProvider extends FileSystemProvider {
    private final ModelFileSystem system;

    ModelProvider(ModelFileSystem system) {
        this.system = system;
    }

    private ModelDisk disk() {
        return system.disk();
    }

    private static Path real(Path path) {
        return path instanceof ModelPath model ? model.real() : path;
    }

    @Override
    public String getScheme() {
        return "model";
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
        throw new UnsupportedOperationException("a model has no address");
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
        throw new UnsupportedOperationException("a model has no address");
    }

    @Override
    public Path getPath(URI uri) {
        throw new UnsupportedOperationException("a model has no address");
    }

    @Override
    public SeekableByteChannel newByteChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
        return newFileChannel(path, options, attributes);
    }

    @Override
    public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        Path file = real(path);
        return disk().ask(
                        Operation.OPEN,
                        file,
                        () -> new ModelChannel(disk(), file, FileChannel.open(file, options, attributes)));
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(Path folder, DirectoryStream.Filter<? super Path> filter)
            throws IOException {
        return disk().ask(Operation.LOOK, real(folder), () -> listed(folder, filter));
    }

    private DirectoryStream<Path> listed(Path folder, DirectoryStream.Filter<? super Path> filter) throws IOException {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> real = Files.newDirectoryStream(real(folder))) {
            for (Path entry : real) {
                Path wrapped = folder.resolve(entry.getFileName().toString());
                if (filter.accept(wrapped)) {
                    entries.add(wrapped);
                }
            }
        }
        return new DirectoryStream<>() {
            @Override
            public Iterator<Path> iterator() {
                return entries.iterator();
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public void createDirectory(Path path, FileAttribute<?>... attributes) throws IOException {
        Path folder = ModelPath.plain(path);
        Path ignored = disk().ask(
                        Operation.CREATE_FOLDER,
                        folder,
                        () -> disk().conduct().makes(folder) ? Files.createDirectory(folder, attributes) : folder);
    }

    @Override
    public void delete(Path path) throws IOException {
        Path file = real(path);
        Path ignored = disk().ask(Operation.DELETE, file, () -> {
            disk().leaves(file);
            Files.delete(file);
            return file;
        });
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) throws IOException {
        Path ignored = disk().ask(Operation.WRITE, real(target), () -> Files.copy(real(source), real(target), options));
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) throws IOException {
        Path ignored = disk().ask(Operation.MOVE, real(source), () -> {
            if (!disk().conduct().moves(real(source))) {
                return target;
            }
            disk().leaves(real(target));
            return Files.move(real(source), real(target), options);
        });
    }

    @Override
    public boolean isSameFile(Path path, Path other) throws IOException {
        return Files.isSameFile(real(path), real(other));
    }

    @Override
    public boolean isHidden(Path path) throws IOException {
        return Files.isHidden(real(path));
    }

    @Override
    public FileStore getFileStore(Path path) throws IOException {
        return new ModelStore(disk(), Files.getFileStore(real(path)));
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        Path file = real(path);
        file.getFileSystem().provider().checkAccess(file, modes);
    }

    @Override
    public <V extends FileAttributeView> @Nullable V getFileAttributeView(
            Path path, Class<V> type, LinkOption... options) {
        return Files.getFileAttributeView(real(path), type, options);
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
            throws IOException {
        return Files.readAttributes(real(path), type, options);
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) throws IOException {
        return Files.readAttributes(real(path), attributes, options);
    }

    @Override
    public void setAttribute(Path path, String attribute, @Nullable Object value, LinkOption... options)
            throws IOException {
        Path ignored = Files.setAttribute(real(path), attribute, value, options);
    }
}
