package dev.tidegate.saf;

import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Says how far a scan is: every few thousand records, and at the end of each file. */
final class ScanMeter {
    private static final long RECORDS_BETWEEN = 4_096;

    private final ScanProgress progress;
    private final Map<GenerationName, Long> sizes = new HashMap<>();
    private long total;
    private long ended;
    private long told;

    ScanMeter(ScanProgress progress, List<Generation> generations) {
        this.progress = progress;
        for (Generation generation : generations) {
            long size = sizeOf(generation);
            sizes.put(generation.name(), size);
            total += size;
        }
    }

    void at(Generation generation, long position, long records) {
        if (records - told >= RECORDS_BETWEEN) {
            told = records;
            progress.read(records, ended + Math.min(position, sizes.getOrDefault(generation.name(), 0L)), total);
        }
    }

    void endOf(Generation generation, long records) {
        ended += sizes.getOrDefault(generation.name(), 0L);
        told = records;
        progress.read(records, ended, total);
    }

    private static long sizeOf(Generation generation) {
        try {
            return Files.size(generation.records());
        } catch (IOException e) {
            return 0;
        }
    }
}
