package dev.tidegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidegate.crypto.RecipientKey;
import dev.tidegate.gateway.store.Database;
import dev.tidegate.gateway.store.DestructionOrder;
import dev.tidegate.gateway.store.Store;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people run beside the gateway. */
final class KeyCommandsTest {
    @TempDir
    private Path folder;

    private Path config;

    @BeforeEach
    void enrol() throws Exception {
        Path home = folder.resolve("gateway");
        assertThat(Enrolled.copiedTo(folder)).isNotNull();
        config = folder.resolve("gateway.yml");
        Files.writeString(
                config,
                ServedGateway.filled(Files.readString(ServedGateway.CONFIG), Map.of("GATEWAY_HOME", home.toString())));
    }

    @Test
    void keys_asATable_hasALineForEachKey() throws Exception {
        String said = run("keys", config.toString());

        assertThat(said.lines().findFirst().orElseThrow())
                .containsSubsequence("ID", "ALGORITHM", "PURPOSE", "WHERE", "CREATED", "EXPIRES", "STATE");
        assertThat(said.lines().filter(line -> line.contains(" recipient "))).hasSize(3);
        assertThat(said).contains("CURRENT", "NEXT", "EC P-256", "AES-256", "config-signer", "device-authority");
    }

    @Test
    void keys_asJson_holdNoPublicOrPrivateKey() throws Exception {
        String said = run("keys", "--json", config.toString());
        JsonNode rows = new ObjectMapper().readTree(said);

        assertThat(rows).hasSize(9);
        for (RecipientKey key : Enrolled.once().keys().recipients()) {
            assertThat(rows.findValuesAsText("id")).contains(Destruction.idOf(key));
            assertThat(said.toUpperCase(java.util.Locale.ROOT))
                    .doesNotContain(key.spki().hex());
        }
    }

    @Test
    void destroyRecipientKey_byTwoPeople_isWrittenDownForTheGateway() throws Exception {
        String kid = Destruction.idOf(Enrolled.once().keys().recipients().getFirst());

        String said = run(
                "destroy-recipient-key",
                "--force",
                "--key",
                kid,
                "--first",
                "Ada",
                "--first-reason",
                "no till holds any",
                "--second",
                "Grace",
                "--second-reason",
                "as Ada says",
                config.toString());

        assertThat(said).contains("ordered: recipient key " + kid);
        Database database = new Database("jdbc:sqlite:" + folder.resolve("gateway/gateway.db"), "", "");
        try (Store store = Store.open(database, UUID.randomUUID())) {
            List<DestructionOrder> orders =
                    store.read(tables -> tables.keyUses().orders());
            assertThat(orders).singleElement().satisfies(order -> {
                assertThat(order.kid()).isEqualTo(kid);
                assertThat(order.second().name()).isEqualTo("Grace");
            });
        }
    }

    private static String run(String... arguments) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new GatewayApplication(Map.of(), new PrintStream(out, true, StandardCharsets.UTF_8)).run(arguments);
        return out.toString(StandardCharsets.UTF_8);
    }
}
