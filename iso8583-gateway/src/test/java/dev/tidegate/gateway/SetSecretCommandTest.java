package dev.tidegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.crypto.GatewayHome;
import dev.tidegate.gateway.cli.SecretInput;
import io.dropwizard.core.setup.Bootstrap;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import net.sourceforge.argparse4j.inf.Namespace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A secret for the page's door, as somebody types it or has it in a file. */
final class SetSecretCommandTest {
    private static final String RIVER = "four words and a river";

    @TempDir
    private Path home;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    private void run(String typed, Map<String, Object> options) throws IOException {
        SecretInput input = SecretInput.lines(new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)));
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        new SetSecretCommand(out, input)
                .run(new Bootstrap<>(new GatewayApplication(Map.of(), out)), new Namespace(options));
    }

    private boolean matches(String secret) {
        return new GatewayHome(home).people().matches("olga", secret.toCharArray());
    }

    @Test
    void secret_typedTwice_isKeptAndNotPrinted() throws IOException {
        run(RIVER + "\n" + RIVER + "\n", Map.of("home", home.toString(), "name", "olga"));

        assertThat(matches(RIVER)).isTrue();
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("olga").doesNotContain("river");
    }

    @Test
    void secret_typedInTwoWays_isNotKept() {
        assertThatThrownBy(() -> run(RIVER + "\n" + RIVER + "!\n", Map.of("home", home.toString(), "name", "olga")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("river");

        assertThat(matches(RIVER)).isFalse();
    }

    @Test
    void secret_inAFile_isItsFirstLine() throws IOException {
        Path file = Files.writeString(home.resolve("secret"), RIVER + "\r\nanother line\n");

        run("", Map.of("home", home.toString(), "name", "olga", "from", file.toString()));

        assertThat(matches(RIVER)).isTrue();
    }
}
