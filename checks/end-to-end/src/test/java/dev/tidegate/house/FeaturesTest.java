package dev.tidegate.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/features.md and the README show is there: a test that a row names, a picture that is linked. */
final class FeaturesTest {
    private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|IT|Contract))`");
    private static final Pattern PICTURE = Pattern.compile("(?:\\(|srcset=\"|src=\")((?:docs/)?img/[\\w-]+\\.png)");
    private static final long PICTURE_BYTES_MAX = 150_000;

    private final Path project = Project.folder();

    @Test
    void features_everyTestThatARowNames_isThere() throws IOException {
        Set<String> tests;
        try (Stream<Path> files = Files.walk(project)) {
            tests = files.filter(file -> file.toString().contains("/src/test/java/"))
                    .map(file -> file.getFileName().toString().replace(".java", ""))
                    .collect(Collectors.toSet());
        }

        List<String> named = found(TEST, "docs/features.md");

        assertThat(named).hasSizeGreaterThan(50).isSubsetOf(tests);
    }

    @Test
    void pictures_everyOneThatIsLinked_isThereAndSmall() throws IOException {
        List<Path> linked = Stream.concat(
                        found(PICTURE, "README.md").stream().map(project::resolve),
                        found(PICTURE, "docs/features.md").stream().map(project.resolve("docs")::resolve))
                .toList();

        assertThat(linked).hasSizeGreaterThan(10);
        for (Path picture : linked) {
            assertThat(picture).isRegularFile();
            assertThat(Files.size(picture)).as("bytes of %s", picture).isLessThanOrEqualTo(PICTURE_BYTES_MAX);
        }
    }

    private List<String> found(Pattern pattern, String document) throws IOException {
        return pattern.matcher(Files.readString(project.resolve(document)))
                .results()
                .map(match -> match.group(1))
                .toList();
    }
}
