package dev.tidegate.saf;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.port.RecordSeal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Decides how much of a journal is checked before it opens.
 *
 * <p>A short one whole. Of a long one every frame's checksum, every record's structure and the order of numbers, and
 * from the newest checkpoint on (or from what the chain state knows, where that is older) everything; the links before
 * it are the {@link Inspection}'s. Whatever that finds wrong, the scan of a short one is done instead, from the
 * beginning: there is one way to judge damage. A torn end alone is no reason.
 *
 * @param scan what was found
 * @param whole whether everything was checked
 */
record Survey(RecoveryScan scan, boolean whole) {
    /** @param skim whether a light pass is worth it */
    static Survey of(Path journal, RecordSeal seal, ScanProgress progress, boolean skim) throws IOException {
        if (skim && !Suspicion.isRaised(journal)) {
            RecoveryScan light = new RecoveryScan(seal, Inventory.of(journal), Pass.light(seal), progress);
            light.run();
            if (light.isSound() && endHolds(light, seal)) {
                return new Survey(light, false);
            }
        }
        RecoveryScan full = Strangers.leftOut(journal, seal, progress);
        Break broken = full.broken();
        if (broken != null && broken.isDamage()) {
            full.readOn(broken);
        } else if (full.odd().isEmpty()) {
            Suspicion.settle(journal);
        }
        return new Survey(full, true);
    }

    /** Whether a journal has more bytes. */
    static boolean isLong(Path journal, long bytesMax) throws IOException {
        long bytes = 0;
        for (Path generation : Folders.list(journal, GenerationName.PREFIX + "*")) {
            Path file = generation.resolve(ChronicleFile.NAME);
            bytes += Files.exists(file) ? Files.size(file) : 0;
        }
        Path archives = journal.resolve(Archivist.FOLDER);
        for (Path archive : Files.isDirectory(archives) ? Folders.list(archives, "*") : List.<Path>of()) {
            bytes += Files.size(archive);
        }
        return bytes > bytesMax;
    }

    private static boolean endHolds(RecoveryScan light, RecordSeal seal) {
        long from = Math.min(light.lastSigned(), seal.knownSeq());
        boolean[] bad = {from == 0};
        Recheck end = new Recheck(seal::admit, new Recheck.Ears() {
            @Override
            public boolean goOn() {
                return !bad[0];
            }

            @Override
            public void bad(Generation generation, Break what) {
                bad[0] = true;
            }

            @Override
            public void differs(Generation generation, Break what) {
                bad[0] = true;
            }
        });
        for (Generation generation : light.generations()) {
            if (generation.last() >= from && !generation.isEmpty() && !end.from(generation, from)) {
                return false;
            }
        }
        Octets link = end.link();
        if (bad[0] || link == null) {
            return false;
        }
        light.proven(link);
        return true;
    }
}
