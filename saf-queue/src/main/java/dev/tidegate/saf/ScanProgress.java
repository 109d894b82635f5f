package dev.tidegate.saf;

/** Told how far the scan at the start is: it may be long. Has to be quick and never throw. */
@FunctionalInterface
public interface ScanProgress {
    /**
     * @param records read so far
     * @param bytes of the files that are read, so far
     * @param bytesTotal of all of them
     */
    void read(long records, long bytes, long bytesTotal);

    /** Nobody looks. */
    static ScanProgress none() {
        return (records, bytes, bytesTotal) -> {};
    }
}
