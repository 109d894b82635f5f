package dev.tidegate.certification.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * A class of the gateway with one rule broken. It is made of the source as it stands: only what differs is written down
 * here, and a rule that is no longer written so is told, rather than a copy that has grown old.
 *
 * @param source below the gateway's sources
 * @param rule the words of the rule, once in that source
 * @param broken what stands there instead
 */
record Mutation(String source, String rule, String broken) {
    private static final Path SOURCES = Path.of("iso8583-gateway", "src", "main", "java");

    /**
     * Compiles the class; put in front of a gateway's class path, the folder makes it break its rule.
     *
     * @param project the root of the repository
     * @param work an empty folder, for the source and the class
     * @return the folder of the class
     * @throws AssertionError the rule is not there, or more than once, or does not compile when it is broken
     */
    Path compileIn(Path project, Path work) throws IOException {
        String text = Files.readString(project.resolve(SOURCES).resolve(source));
        int at = text.indexOf(rule);
        if (at < 0 || text.indexOf(rule, at + 1) >= 0) {
            throw new AssertionError(source + " has these words " + (at < 0 ? "nowhere: " : "twice: ") + rule);
        }
        Path changed = work.resolve("source").resolve(source);
        Files.createDirectories(changed.getParent());
        Files.writeString(changed, text.replace(rule, broken));
        Path classes = Files.createDirectories(work.resolve("classes"));
        compile(changed, classes);
        return classes;
    }

    private static void compile(Path source, Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, UTF_8)) {
            List<String> options = List.of(
                    "-proc:none",
                    "-nowarn",
                    "-classpath",
                    System.getProperty("java.class.path"),
                    "-d",
                    classes.toString());
            boolean made = compiler.getTask(said, files, null, options, null, files.getJavaFileObjects(source))
                    .call();
            if (!made) {
                throw new AssertionError("a broken rule is still Java: " + said);
            }
        }
    }
}
