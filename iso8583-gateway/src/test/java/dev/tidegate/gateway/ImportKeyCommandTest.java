package dev.tidegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.crypto.GatewayHome;
import dev.tidegate.crypto.GatewayKeys;
import dev.tidegate.crypto.ImportedKeys;
import dev.tidegate.crypto.KeyImportRefusedException;
import dev.tidegate.crypto.payment.KeyCheckValue;
import dev.tidegate.crypto.payment.PaymentKey;
import dev.tidegate.gateway.cli.SecretInput;
import io.dropwizard.core.cli.Command;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import net.sourceforge.argparse4j.ArgumentParsers;
import net.sourceforge.argparse4j.inf.ArgumentParser;
import net.sourceforge.argparse4j.inf.Namespace;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of a ceremony, as two people type them. */
final class ImportKeyCommandTest {
    private static final String ANNAS = "four words and a river";
    private static final String BENS = "some other long phrase";
    private static final String FIRST = "00112233445566778899AABBCCDDEEFF";
    private static final String SECOND = "0F1E2D3C4B5A69788796A5B4C3D2E1F0";

    @TempDir
    private static Path folder;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @BeforeAll
    static void init() throws Exception {
        GatewayHome.init(folder.resolve("gateway"), InstantSource.system());
        Files.writeString(
                folder.resolve("gateway.yml"),
                ServedGateway.filled(Files.readString(ServedGateway.CONFIG), Map.of("GATEWAY_HOME", home())));
    }

    @Test
    void commands_ofTwoPeople_importAKey() throws Exception {
        add("anna", ANNAS);
        add("ben", BENS);

        step("anna", ANNAS, FIRST, "begin", "--id", "acme", "--usage", "K1", "--check-value", kcv(FIRST));
        assertThatThrownBy(() -> step("anna", ANNAS, SECOND, "part", "--check-value", kcv(SECOND)))
                .isInstanceOf(KeyImportRefusedException.class)
                .hasMessage("refused: SAME_CUSTODIAN");
        step("ben", BENS, grouped(SECOND), "part", "--check-value", kcv(SECOND));
        step("ben", BENS, "", "finish", "--check-value", kcv(sum()));

        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains("part 1 is kept", "part 2 is kept", "key acme is imported", "anna and ben")
                .doesNotContain(FIRST)
                .doesNotContain(SECOND)
                .doesNotContain(sum());
        GatewayHome home = new GatewayHome(folder.resolve("gateway"));
        try (GatewayKeys keys = home.keys()) {
            ImportedKeys imported = home.imported(keys, InstantSource.system());
            assertThat(imported.list())
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.checkValue().hex()).isEqualTo(kcv(sum())));
            assertThat(KeysCommand.all(home, keys, InstantSource.system(), true))
                    .as("the inventory")
                    .anySatisfy(
                            row -> assertThat(row.id() + " " + row.purpose()).isEqualTo("acme IMPORTED"));
        }
    }

    @Test
    void part_ofLettersThatAreNoDigits_isRefusedWithoutThem() {
        assertThatThrownBy(() -> KeyPart.bytes("00112233zz"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("zz");
        assertThatThrownBy(() -> KeyPart.bytes("001")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> KeyPart.bytes("00".repeat(65))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void part_inGroups_isReadWithoutThem() {
        assertThat(KeyPart.bytes("0011-2233 aaBB")).isEqualTo(HexFormat.of().parseHex("00112233aabb"));
    }

    @Test
    void input_withoutTerminal_isLines() {
        SecretInput input =
                SecretInput.lines(new ByteArrayInputStream("one\r\ntwo".getBytes(StandardCharsets.US_ASCII)));

        assertThat(new String(input.line("?"))).isEqualTo("one");
        assertThat(new String(input.line("?"))).isEqualTo("two");
        assertThat(input.line("?")).isEmpty();
    }

    @Test
    void addCustodian_passphrasesThatDiffer_isRefused() {
        assertThatThrownBy(() ->
                        run(new AddCustodianCommand(out(), input(ANNAS, BENS)), "--name", "carla", "--home", home()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("differ");
    }

    private void add(String name, String passphrase) throws Exception {
        run(new AddCustodianCommand(out(), input(passphrase, passphrase)), "--name", name, "--home", home());
    }

    private void step(String who, String passphrase, String part, String... options) throws Exception {
        List<String> all = new ArrayList<>(List.of(options));
        all.add(1, folder.resolve("gateway.yml").toString());
        all.addAll(List.of("--custodian", who));
        run(new ImportKeyCommand(out(), input(passphrase, part)), all.toArray(String[]::new));
    }

    private static void run(Command command, String... options) throws Exception {
        ArgumentParser parser = ArgumentParsers.newFor("gateway").build();
        command.configure(parser.addSubparsers().addParser("it"));
        List<String> all = new ArrayList<>(List.of("it"));
        all.addAll(List.of(options));
        Namespace namespace = parser.parseArgs(all.toArray(String[]::new));
        command.run(
                new io.dropwizard.core.setup.Bootstrap<>(new GatewayApplication(java.util.Map.of(), System.out)),
                namespace);
    }

    private static SecretInput input(String... lines) {
        return SecretInput.lines(
                new ByteArrayInputStream((String.join("\n", lines) + "\n").getBytes(StandardCharsets.US_ASCII)));
    }

    private PrintStream out() {
        return new PrintStream(said, true, StandardCharsets.UTF_8);
    }

    private static String home() {
        return folder.resolve("gateway").toString();
    }

    private static String sum() {
        byte[] sum = HexFormat.of().parseHex(FIRST);
        byte[] other = HexFormat.of().parseHex(SECOND);
        for (int i = 0; i < sum.length; i++) {
            sum[i] ^= other[i];
        }
        return HexFormat.of().withUpperCase().formatHex(sum);
    }

    private static String grouped(String hex) {
        return hex.replaceAll("(....)", "$1 ");
    }

    private static String kcv(String hex) {
        try (PaymentKey key = PaymentKey.aes(HexFormat.of().parseHex(hex))) {
            return KeyCheckValue.cmac(key).hex();
        }
    }
}
