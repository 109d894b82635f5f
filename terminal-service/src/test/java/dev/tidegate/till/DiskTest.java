package dev.tidegate.till;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.till.fake.ScriptedKernel.Card;
import dev.tidegate.till.store.SqliteFile;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The till with the journal, the chain and the seal of a shop. */
final class DiskTest {
    @TempDir
    private Path folder;

    @Test
    void outage_withARestartInTheMiddle_losesNothing() {
        RunningTill till = RunningTill.onDisk(folder);
        till.awaitOnline();
        JsonNode online = till.sellAndSee(Card.ASKS, 1001);
        till.gateway.cut();
        till.awaitOffline();
        JsonNode stored = till.sellAndSee(Card.ASKS, 1002);
        JsonNode voided = till.sellAndSee(Card.APPROVES_ALONE, 1003);
        RunningTill.Answer ignored = till.post("/payments/" + voided.path("id").asText() + "/void", "{}");
        JsonNode unseen = till.sell(Card.APPROVES_WHEN_UNABLE, 1004);
        till.beforeNextStart(home -> SqliteFile.delete(home.resolve("ledger.db")));

        RunningTill again = till.restarted();
        try (again) {
            again.awaitOnline();
            assertThat(again.get("/terminal").body().path("questions").path(0).path("id"))
                    .isEqualTo(unseen.path("id"));
            RunningTill.Answer kept = again.post(path(unseen) + "/answer", "{\"goods\":\"keep\"}");

            assertThat(kept.status()).isEqualTo(200);
            assertThat(state(again, online)).isEqualTo("CAPTURED");
            assertThat(state(again, voided)).isEqualTo("VOIDED");
            JsonNode drained =
                    again.await(path(stored), p -> p.path("state").asText().equals("FORWARDING"));
            assertThat(drained.path("unsynced").asBoolean()).isTrue();
            again.settle();
            assertThat(state(again, unseen)).isEqualTo("CAPTURED");
            assertThat(again.get(path(unseen) + "/events").body().path("events").findValuesAsText("record"))
                    .containsExactlyInAnyOrder("STORED", "SHOWN", "OFFERED", "RESULT");
        }
    }

    private static String path(JsonNode payment) {
        return "/payments/" + payment.path("id").asText();
    }

    private static String state(RunningTill till, JsonNode payment) {
        return till.get(path(payment)).body().path("state").asText();
    }
}
