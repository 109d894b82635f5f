package dev.tidegate.till;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.core.payment.RecordType;
import dev.tidegate.till.fake.ScriptedKernel.Card;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One payment through the whole till, from the request to the record. */
final class TillApplicationTest {
    @TempDir
    private Path folder;

    private RunningTill till;

    @BeforeEach
    void start() {
        till = RunningTill.in(folder);
    }

    @AfterEach
    void stop() {
        till.close();
    }

    @Test
    void sale_online_isApprovedAndCompletedOnceSeen() {
        till.awaitOnline();

        JsonNode result = till.sell(Card.ASKS, 1250);
        JsonNode ignored = till.post("/payments/" + result.path("id").asText() + "/seen", "{}").body();

        assertThat(result.path("result").asText()).isEqualTo("approved");
        assertThat(result.path("words").asText()).isEqualTo("APPROVED");
        assertThat(result.path("authorisation_code").asText()).isEqualTo("123456");
        assertThat(result.path("card").path("last4").asText()).isEqualTo("0119");
        JsonNode drained = till.await("/terminal", t -> t.path("duties").asInt() == 0
                && till.gateway.calls().contains("complete"));
        assertThat(drained.path("current").isNull()).isTrue();
        assertThat(till.journal.types())
                .containsSubsequence(RecordType.ASKED, RecordType.ANSWERED, RecordType.SHOWN, RecordType.RESULT);
    }

    @Test
    void sale_online_isNotCompletedBeforeSomebodySawIt() {
        till.awaitOnline();

        JsonNode result = till.sell(Card.ASKS, 1250);

        JsonNode now = till.await("/terminal", t -> t.path("saf").path("unsent").asInt() == 0);
        assertThat(now.path("current").path("id")).isEqualTo(result.path("id"));
        assertThat(till.gateway.calls()).doesNotContain("complete");
    }
}
