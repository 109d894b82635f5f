package dev.tidegate.till;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.till.fake.ScriptedKernel.Card;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A till whose first route leads nowhere: it sells online by its backup, and says so. */
final class BackupOnRecordTest {
    @TempDir
    private static Path folder;

    private static RunningTill till;

    @BeforeAll
    static void start() {
        till = RunningTill.onItsBackup(folder);
        till.awaitOnline();
    }

    @AfterAll
    static void stop() {
        till.close();
    }

    @Test
    void terminal_onItsBackup_isOnlineAndSaysByWhich() {
        assertThat(till.get("/terminal").body().path("route").asText()).isEqualTo("BACKUP");
    }

    @Test
    void sale_byTheBackup_hasItsRouteInItsHistory() {
        JsonNode sold = till.sellAndSee(Card.ASKS, 2300);
        String path = "/payments/" + sold.path("id").asText() + "/routes";

        JsonNode routes = till.await(path, told -> told.toString().contains("complete"));

        assertThat(sold.path("result").asText()).isEqualTo("approved");
        assertThat(routes.path("carried").findValuesAsText("message")).contains("authorise", "complete");
        assertThat(routes.path("carried").findValuesAsText("route")).containsOnly("BACKUP");
    }
}
