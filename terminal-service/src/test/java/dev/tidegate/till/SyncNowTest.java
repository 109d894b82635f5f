package dev.tidegate.till;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.core.payment.RecordType;
import dev.tidegate.till.fake.ScriptedKernel.Card;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** <em>Sync now</em>, and why a sale is still here, for each thing that may stand between a till and its acquirer. */
final class SyncNowTest {
    @TempDir
    private static Path folder;

    private static RunningTill till;
    private static long amount = 1000;

    private String payment;

    @BeforeAll
    static void start() {
        till = RunningTill.in(folder);
    }

    @AfterAll
    static void stop() {
        till.close();
    }

    @BeforeEach
    void storeOneWhileCutOff() {
        till.gateway.mute(false);
        till.gateway.busy(false);
        till.gateway.slotIn(0);
        till.gateway.acquirer("UP");
        till.gateway.join();
        till.awaitOnline();
        till.clearTheScreen();
        till.settle();
        till.gateway.cut();
        till.awaitOffline();
        payment = till.sellAndSee(Card.ASKS, ++amount).path("id").asText();
    }

    @Test
    void sync_withNoRoute_endsAtOnceWithNothingTried() {
        long before = offers();

        RunningTill.Answer pressed = till.post("/terminal/sync", "");
        JsonNode run = ended(pressed.body());

        assertThat(pressed.status()).isEqualTo(202);
        assertThat(run.path("state").asText()).isEqualTo("NO_NETWORK");
        assertThat(stage(run)).isEqualTo("WAITING STORED");
        assertThat(run.path("done").asInt()).isZero();
        assertThat(offers()).isEqualTo(before);
        assertThat(why().path("attempts").asInt()).isZero();
    }

    @Test
    void sync_gatewayThatAnswersNothing_hasItsOwnWord() {
        till.gateway.mute(true);
        till.gateway.join();

        JsonNode run = ended(till.post("/terminal/sync", "").body());

        assertThat(run.path("state").asText()).isEqualTo("GATEWAY_SILENT");
        assertThat(stage(run)).isEqualTo("WAITING STORED");
        assertThat(why().path("cause").asText()).isEqualTo("GATEWAY_SILENT");
        assertThat(why().path("actor").asText()).isEqualTo("OPERATOR");
    }

    @Test
    void sync_withTheNetworkBack_bringsEachLineToTheGatewayAndTellsItsResult() {
        till.gateway.join();

        JsonNode run = ended(till.post("/terminal/sync", "").body());
        till.gateway.tell(payment, "CAPTURED");
        JsonNode told = till.await(
                "/sync-runs/" + run.path("id").asText(), now -> stage(now).equals("FINAL CAPTURED"));

        assertThat(run.path("state").asText()).isEqualTo("DONE");
        assertThat(run.path("total").asInt()).isEqualTo(1);
        assertThat(run.path("done").asInt()).isEqualTo(1);
        assertThat(stage(run)).isEqualTo("WITH_GATEWAY FORWARDING");
        assertThat(run.at("/lines/0/card/last4").asText()).hasSize(4);
        assertThat(told.at("/lines/0/amount/value").asLong()).isEqualTo(amount);
    }

    @Test
    void sync_pressedTwice_joinsTheRunThatWaitsForTheGatewaysTime() {
        till.gateway.slotIn(3_000_000);
        till.gateway.join();
        till.awaitOnline();

        JsonNode first = till.post("/terminal/sync", "").body();
        String path = "/sync-runs/" + first.path("id").asText();
        JsonNode waiting = till.await(path, run -> run.path("state").asText().equals("WAITING_FOR_SLOT"));
        JsonNode second = till.post("/terminal/sync", "").body();
        JsonNode newest = till.get("/sync-runs").body().path("newest");
        JsonNode why = why();
        till.gateway.slotIn(0);
        JsonNode done = ended(first);

        assertThat(waiting.path("slot_at").asText()).startsWith("20");
        assertThat(second.path("id")).isEqualTo(first.path("id"));
        assertThat(newest.path("id")).isEqualTo(first.path("id"));
        assertThat(why.path("cause").asText()).isEqualTo("WAITING_FOR_SLOT");
        assertThat(why.path("next_attempt").asText()).startsWith("20");
        assertThat(done.path("state").asText()).isEqualTo("DONE");
    }

    @Test
    void sync_gatewayThatGivesNoReceipt_leavesTheLineSent() {
        till.gateway.busy(true);
        till.gateway.join();

        JsonNode pressed = till.post("/terminal/sync", "").body();
        JsonNode run = till.await(
                "/sync-runs/" + pressed.path("id").asText(),
                now -> stage(now).startsWith("SENT")
                        && now.path("state").asText().equals("SENDING"));

        assertThat(run.path("done").asInt()).isZero();
        assertThat(why().path("cause").asText()).isEqualTo("NO_RECEIPT");
    }

    @Test
    void sync_acquirerThatIsSilent_endsWithTheSalesAtTheGateway() {
        till.gateway.acquirer("DOWN");
        till.gateway.join();

        JsonNode run = ended(till.post("/terminal/sync", "").body());

        assertThat(run.path("state").asText()).isEqualTo("ACQUIRER_SILENT");
        assertThat(stage(run)).isEqualTo("WITH_GATEWAY FORWARDING");
        assertThat(why().path("cause").asText()).isEqualTo("ACQUIRER_SILENT");
    }

    @Test
    void syncRun_nobodyPressedFor_isNotFound() {
        assertThat(till.get("/sync-runs/018f3c52-7d2a-7c10-9f6e-5a1d0c0ffee1").status())
                .isEqualTo(404);
        assertThat(till.get("/sync-runs/latest").status()).isEqualTo(404);
    }

    @Test
    void why_ofASaleWithItsFinalResult_isAConflict() {
        till.gateway.join();
        till.awaitOnline();
        till.settle();

        assertThat(till.get("/payments/" + payment + "/why").status()).isEqualTo(409);
    }

    private static JsonNode ended(JsonNode run) {
        return till.await(
                "/sync-runs/" + run.path("id").asText(),
                now -> now.path("ended_at").isTextual());
    }

    private static String stage(JsonNode run) {
        return run.at("/lines/0/stage").asText() + " "
                + run.at("/lines/0/state").asText();
    }

    private JsonNode why() {
        return till.get("/payments/" + payment + "/why").body();
    }

    private static long offers() {
        return till.journal.types().stream().filter(RecordType.OFFERED::equals).count();
    }
}
