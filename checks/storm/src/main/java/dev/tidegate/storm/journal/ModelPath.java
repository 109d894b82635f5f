package dev.tidegate.storm.journal;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import org.jspecify.annotations.Nullable;

/**
 * A path on a {@link ModelDisk}: a real one, whose operations the disk sees. Code that asks for {@link #toFile()}, as
 * Chronicle does, gets the real file, and the disk sees only what has become of it.
 */
final class ModelPath implements Path {
    private final ModelFileSystem system;
    private final Path path;

    ModelPath(ModelFileSystem system, Path path) {
        this.system = system;
        this.path = path;
    }

    /** The path as the caller has named it, on the real file system. */
    static Path plain(Path any) {
        if (any instanceof ModelPath model) {
            return model.path;
        }
        throw new ProviderMismatchException();
    }

    /** The file that is meant by the name. */
    Path real() {
        return system.disk().conduct().meant(path);
    }

    private static Path unwrapped(Path any) {
        return any instanceof ModelPath model ? model.path : any;
    }

    private @Nullable Path wrapped(@Nullable Path plain) {
        return plain == null ? null : system.wrap(plain);
    }

    @Override
    public FileSystem getFileSystem() {
        return system;
    }

    @Override
    public boolean isAbsolute() {
        return path.isAbsolute();
    }

    @Override
    public @Nullable Path getRoot() {
        return wrapped(path.getRoot());
    }

    @Override
    public @Nullable Path getFileName() {
        return wrapped(path.getFileName());
    }

    @Override
    public @Nullable Path getParent() {
        return wrapped(path.getParent());
    }

    @Override
    public int getNameCount() {
        return path.getNameCount();
    }

    @Override
    public Path getName(int index) {
        return system.wrap(path.getName(index));
    }

    @Override
    public Path subpath(int from, int to) {
        return system.wrap(path.subpath(from, to));
    }

    @Override
    public boolean startsWith(Path other) {
        return path.startsWith(unwrapped(other));
    }

    @Override
    public boolean endsWith(Path other) {
        return path.endsWith(unwrapped(other));
    }

    @Override
    public Path normalize() {
        return system.wrap(path.normalize());
    }

    @Override
    public Path resolve(Path other) {
        return system.wrap(path.resolve(unwrapped(other)));
    }

    @Override
    public Path relativize(Path other) {
        return system.wrap(path.relativize(unwrapped(other)));
    }

    @Override
    public URI toUri() {
        return path.toUri();
    }

    @Override
    public Path toAbsolutePath() {
        return system.wrap(path.toAbsolutePath());
    }

    @Override
    public Path toRealPath(LinkOption... options) throws IOException {
        return system.wrap(path.toRealPath(options));
    }

    @Override
    public File toFile() {
        return real().toFile();
    }

    @Override
    public WatchKey register(WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers) {
        throw new UnsupportedOperationException("nobody watches a model");
    }

    @Override
    public int compareTo(Path other) {
        return path.compareTo(plain(other));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ModelPath that && path.equals(that.path) && system == that.system;
    }

    @Override
    public int hashCode() {
        return path.hashCode();
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
