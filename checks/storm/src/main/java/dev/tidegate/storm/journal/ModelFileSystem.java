package dev.tidegate.storm.journal;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.List;
import java.util.Set;

/** The default file system as one {@link ModelDisk} lets it be seen. */
final class ModelFileSystem extends FileSystem {
    private static final FileSystem REAL = FileSystems.getDefault();

    private final ModelDisk disk;
    private final ModelProvider provider;

    ModelFileSystem(ModelDisk disk) {
        this.disk = disk;
        this.provider = new ModelProvider(this);
    }

    ModelDisk disk() {
        return disk;
    }

    Path wrap(Path plain) {
        return new ModelPath(this, plain);
    }

    /** What {@code msync} with {@code MS_SYNC} does: it goes to a mapping, and so by no provider. */
    void force(Path file, long position, long bytes) throws IOException {
        disk.force(((ModelPath) file).real(), new Content.Range(position, position + bytes));
    }

    @Override
    public FileSystemProvider provider() {
        return provider;
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException("it ends with its disk");
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public boolean isReadOnly() {
        return false;
    }

    @Override
    public String getSeparator() {
        return REAL.getSeparator();
    }

    @Override
    public Iterable<Path> getRootDirectories() {
        return List.of();
    }

    @Override
    public Iterable<FileStore> getFileStores() {
        return List.of();
    }

    @Override
    public Set<String> supportedFileAttributeViews() {
        return REAL.supportedFileAttributeViews();
    }

    @Override
    public Path getPath(String first, String... more) {
        return wrap(REAL.getPath(first, more));
    }

    @Override
    public PathMatcher getPathMatcher(String syntaxAndPattern) {
        PathMatcher real = REAL.getPathMatcher(syntaxAndPattern);
        return path -> real.matches(ModelPath.plain(path));
    }

    @Override
    public UserPrincipalLookupService getUserPrincipalLookupService() {
        return REAL.getUserPrincipalLookupService();
    }

    @Override
    public WatchService newWatchService() {
        throw new UnsupportedOperationException("nobody watches a model");
    }
}
