package dev.tidegate.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What makes a start short: the classes of a process as they stood when it had done its usual work (JEP 483, 514). A
 * cache that does not fit the jars is left alone by the JVM, and the start takes its full time.
 */
final class StartCaches {
    private final Path project;
    private final boolean written;

    private StartCaches(Path project, boolean written) {
        this.project = project;
        this.written = written;
    }

    /** Takes those that are there. */
    static StartCaches used(Path project) {
        return new StartCaches(project, false);
    }

    /** Each process writes its own as it ends in good order. */
    static StartCaches written(Path project) {
        return new StartCaches(project, true);
    }

    List<String> flags(String module) {
        Path file = project.resolve(module).resolve("target/start.aot");
        if (written) {
            return List.of("-XX:AOTCacheOutput=" + file, "-Xlog:aot*=error:stderr");
        }
        return Files.exists(file) ? List.of("-XX:AOTCache=" + file, "-Xlog:aot*=off") : List.of();
    }
}
