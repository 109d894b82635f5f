package dev.tidegate.house;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the project lies: the folder with the launcher, found from wherever a test runs. */
public final class Project {
    private Project() {}

    public static Path folder() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.exists(folder.resolve("tidegate"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IllegalStateException("the launcher is in no folder above");
        }
        return folder;
    }
}
