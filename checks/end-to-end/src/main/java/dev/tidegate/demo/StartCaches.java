package dev.tidegate.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What makes a start short: the classes of a process as they stood when it had done its usual work (JEP 483, 514). A
 * cache that does not fit the jars is left alone by the JVM, and the start takes its full time.
 */
final class StartCaches {
    private enum Use {
        NONE,
        READ,
        WRITE
    }

    private final Path project;
    private final Use use;

    private StartCaches(Path project, Use use) {
        this.project = project;
        this.use = use;
    }

    /** As a JVM starts by itself. */
    static StartCaches none() {
        return new StartCaches(Path.of(""), Use.NONE);
    }

    /** Takes those that are there. */
    static StartCaches used(Path project) {
        return new StartCaches(project, Use.READ);
    }

    /** Each process writes its own as it ends in good order. */
    static StartCaches written(Path project) {
        return new StartCaches(project, Use.WRITE);
    }

    List<String> flags(String module) {
        Path file = project.resolve(module).resolve("target/start.aot");
        return switch (use) {
            case NONE -> List.of();
            case READ -> Files.exists(file) ? List.of("-XX:AOTCache=" + file, "-Xlog:aot*=off") : List.of();
            case WRITE -> List.of("-XX:AOTCacheOutput=" + file, "-Xlog:aot*=error:stderr");
        };
    }
}
