package dev.tidegate.saf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Has Chronicle load its classes while a long journal is being read, which takes as long: it makes a file in a
 * temporary folder and throws it away. Nothing depends on it; whatever it throws, the journal's own file will say.
 */
final class WarmUp implements Runnable {
    private final RecordFile.Maker files;

    private WarmUp(RecordFile.Maker files) {
        this.files = files;
    }

    static void begin(RecordFile.Maker files) {
        Thread.ofPlatform().name("journal-warm-up").daemon().start(new WarmUp(files));
    }

    @Override
    public void run() {
        try {
            Path folder = Files.createTempDirectory("tidegate-");
            try (RecordFile file = files.create(folder)) {
                long ignored = file.append(new byte[Frame.HEADER_BYTES]);
                file.force();
            } finally {
                Folders.delete(folder);
            }
        } catch (IOException | RuntimeException | Error e) {
            // As said above.
        }
    }
}
