package dev.tidegate.till;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.till.fake.ScriptedKernel.Card;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One card, many sales: what the whole till takes without its issuer. */
final class CardLimitTest {
    private static final Map<String, String> SHIPPED =
            Map.of("TILL_OFFLINE_CARD_COUNT", "2", "TILL_OFFLINE_CARD_SUM", "15000", "TILL_DECLINED_FOR", "PT24H");

    @TempDir
    private Path folder;

    @Test
    void storedSales_ofOneCard_endAtItsLimitAndARestartForgetsNone() {
        RunningTill till = offline(RunningTill.in(folder, SHIPPED));
        assertThat(result(till.sellAndSee(Card.ASKS, 2_001))).isEqualTo("stored_deferred");
        assertThat(result(till.sellAndSee(Card.APPROVES_ALONE, 2_002))).isEqualTo("stored_by_card");

        JsonNode third = till.sellAndSee(Card.ASKS, 2_003);
        RunningTill restarted = till.restarted();
        JsonNode fourth;
        try (RunningTill again = offline(restarted)) {
            fourth = again.sellAndSee(Card.ASKS, 2_004);
        }

        assertThat(result(third)).isEqualTo("refused");
        assertThat(third.path("reason").asText()).isEqualTo("CARD_COUNT_REACHED");
        // Brand and last four digits are all that a new process knows: it may be another card.
        assertThat(fourth.path("reason").asText()).isEqualTo("CARD_MAYBE_REACHED");
        assertThat(fourth.path("liftable").asBoolean()).isTrue();
    }

    @Test
    void storedSales_ofOneCard_endAtItsSum() {
        try (RunningTill till = offline(RunningTill.in(folder, SHIPPED))) {
            JsonNode ignored = till.sellAndSee(Card.ASKS, 10_000);

            JsonNode above = till.sellAndSee(Card.ASKS, 5_001);
            JsonNode exactly = till.sellAndSee(Card.ASKS, 5_000);

            assertThat(above.path("reason").asText()).isEqualTo("CARD_SUM_REACHED");
            assertThat(result(exactly)).isEqualTo("stored_deferred");
        }
    }

    @Test
    void cardThatItsIssuerDeclined_isNotStoredAndMayBeAskedAboutAgain() {
        try (RunningTill till = RunningTill.in(folder, SHIPPED)) {
            till.gateway.answer("DECLINED");
            till.awaitOnline();
            assertThat(result(till.sellAndSee(Card.ASKS, 2_001))).isEqualTo("declined");
            till.gateway.answer("APPROVED");
            assertThat(result(till.sellAndSee(Card.ASKS, 2_002))).isEqualTo("approved");

            JsonNode offline = offline(till).sellAndSee(Card.APPROVES_ALONE, 2_003);

            assertThat(offline.path("reason").asText()).isEqualTo("CARD_DECLINED_LATELY");
        }
    }

    private static RunningTill offline(RunningTill till) {
        till.awaitOnline();
        till.gateway.cut();
        till.awaitOffline();
        return till;
    }

    private static String result(JsonNode payment) {
        return payment.path("result").asText();
    }
}
