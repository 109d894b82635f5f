package dev.tidegate.storm.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The archive's folder, whose first force the disk refuses, and a power cut while the first generations go. */
class ArchiveFolderTest {
    private static final int SALES = 30;
    private static final int IMAGES_EACH = 20;

    @TempDir
    private Path folder;

    private final Engine engine = new JournalEngine();
    private final Ledger ledger = new Ledger();
    private @Nullable ModelDisk looked;
    private boolean going;
    private final List<Cut> cuts = new ArrayList<>();

    @Test
    @Timeout(60)
    void archiveFolder_whoseForceWasRefused_isForcedBeforeAnythingGoes() throws IOException {
        Path home = Files.createDirectory(folder.resolve("till"));
        engine.prepare(home);
        ModelDisk disk = ModelDisk.of(home, Careless.refusingToMakeTheArchive(), new SplittableRandom(1));

        try (Log log = engine.open(disk.home(), ledger.next(), disk::mapped)) {
            sell(log);
            disk.listen(this::look);
            looked = disk;
            List<String> odd = List.of();
            while (odd.isEmpty()) {
                // A round does nothing until the journal has been looked through.
                odd = log.tidy(() -> {});
            }
            assertThat(log.tidy(() -> {})).isEmpty();
            disk.listen(operation -> true);
        }

        assertThat(cuts).isNotEmpty();
        SplittableRandom chance = new SplittableRandom(2);
        Verdict all = Verdict.none();
        for (Cut cut : cuts) {
            for (int i = 0; i < IMAGES_EACH; i++) {
                all = all.plus(compare(cut, chance));
            }
        }
        assertThat(all.isClean()).as("%s", all).isTrue();
    }

    // While a generation goes, and behind it.
    private boolean look(Operation operation) throws IOException {
        if ((operation == Operation.DELETE || going) && looked != null) {
            cuts.add(looked.capture());
        }
        going = operation == Operation.DELETE;
        return true;
    }

    private void sell(Log log) {
        for (int i = 0; i < SALES; i++) {
            long number = ledger.submits();
            ledger.acknowledged(log.append(number));
            ledger.settling(number);
            log.settle(number);
        }
        ledger.forwarding(log.end());
        log.forward(log.end());
        ledger.forwarded(log.end());
    }

    private Verdict compare(Cut cut, SplittableRandom chance) throws IOException {
        Path image = folder.resolve("image");
        cut.draw(image, chance);
        Verdict verdict =
                new Comparison(engine, ledger, ledger.mark()).of(ModelDisk.lasting(image, Conduct.honest(), chance));
        Bench.delete(image);
        return verdict;
    }
}
