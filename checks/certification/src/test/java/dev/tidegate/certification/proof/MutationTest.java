package dev.tidegate.certification.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MutationTest {
    private static final Path PROJECT = Path.of("..", "..").toAbsolutePath().normalize();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void brokenRule_ofTheSourceAsItStands_compiles(BrokenRule rule) throws IOException {
        Path classes = rule.mutation().compileIn(PROJECT, folder);

        assertThat(classes.resolve(rule.mutation().source().replace(".java", ".class")))
                .exists();
    }

    @Test
    void goldenCheck_ofTheSourceAsItStands_compiles() throws IOException {
        Path classes = BrokenRule.NO_GOLDEN_CHECK.compileIn(PROJECT, folder);

        assertThat(classes.resolve("dev/tidegate/gateway/codec/GoldenCheck.class"))
                .exists();
    }

    @Test
    void rule_writtenNowhere_isTold() {
        Mutation gone = new Mutation("dev/tidegate/gateway/capture/Writer.java", "no such words", "");

        assertThatThrownBy(() -> gone.compileIn(PROJECT, folder)).hasMessageContaining("nowhere: no such words");
    }

    @Test
    void rule_writtenTwice_isTold() throws IOException {
        Path source = folder.resolve("iso8583-gateway/src/main/java/Twice.java");
        Files.createDirectories(source.getParent());
        Files.writeString(source, "class Twice { int one; int two; }");

        assertThatThrownBy(() -> new Mutation("Twice.java", "int", "long").compileIn(folder, folder))
                .hasMessageContaining("twice: int");
    }

    @Test
    void broken_notJava_isTold() {
        Mutation nonsense = new Mutation("dev/tidegate/gateway/capture/Writer.java", "attempt.sends() > 1", "nonsense");

        assertThatThrownBy(() -> nonsense.compileIn(PROJECT, folder)).hasMessageContaining("nonsense");
    }
}
