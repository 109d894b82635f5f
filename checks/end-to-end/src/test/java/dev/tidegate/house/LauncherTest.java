package dev.tidegate.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The launcher leads where it says: a second line for a command would never be read. */
final class LauncherTest {
    private static final Pattern LINE = Pattern.compile("(?m)^    ([a-z|* -]+)\\) (\\w+)[ ;].*;;$");
    private static final Pattern FUNCTION = Pattern.compile("(?m)^(\\w+)\\(\\) \\{");
    private static final Set<String> WITHOUT_JAVA = Set.of("echo", "usage");

    private final String text;

    LauncherTest() throws IOException {
        text = Files.readString(Project.folder().resolve("tidegate"));
    }

    private String part(int number) {
        String[] parts = text.split("(?m)^case \\$command in$");
        assertThat(parts).as("a list of who needs Java, then the commands").hasSize(3);
        return parts[number];
    }

    private List<MatchResult> commands() {
        return LINE.matcher(part(2)).results().toList();
    }

    private static Stream<String> names(MatchResult line) {
        return Arrays.stream(line.group(1).split("\\|")).map(String::strip);
    }

    @Test
    void command_eachName_leadsToOneThing() {
        List<String> names = commands().stream().flatMap(LauncherTest::names).toList();

        assertThat(names).contains("demo", "payment", "batch", "help").doesNotHaveDuplicates();
    }

    @Test
    void command_eachFunction_isThere() {
        Set<String> functions = new HashSet<>(WITHOUT_JAVA);
        FUNCTION.matcher(text).results().map(found -> found.group(1)).forEach(functions::add);

        assertThat(commands()).extracting(line -> line.group(2)).isSubsetOf(functions);
    }

    @Test
    void command_eachThatRunsJava_getsOne() {
        List<String> given = Arrays.stream(part(1).split("\\)", 2)[0].split("\\|"))
                .map(String::strip)
                .toList();

        List<String> needed = commands().stream()
                .filter(line -> !WITHOUT_JAVA.contains(line.group(2)))
                .flatMap(LauncherTest::names)
                .toList();

        assertThat(given).containsExactlyInAnyOrderElementsOf(needed);
    }
}
