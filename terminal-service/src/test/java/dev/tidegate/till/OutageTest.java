package dev.tidegate.till;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.core.payment.RecordType;
import dev.tidegate.till.fake.ScriptedKernel.Card;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The till while the network is cut, and when it is back. */
final class OutageTest {
    @TempDir
    private static Path folder;

    private static RunningTill till;
    private static long amount = 2000;

    @BeforeAll
    static void start() {
        till = RunningTill.in(folder, Map.of("TILL_OFFLINE_SALE", "5000", "TILL_OFFLINE_COUNT", "5"));
    }

    @AfterAll
    static void stop() {
        till.close();
    }

    @BeforeEach
    void cutAfterBeingOnline() {
        till.gateway.join();
        till.awaitOnline();
        till.clearTheScreen();
        till.settle();
        till.gateway.cut();
        till.awaitOffline();
        amount++;
    }

    @Test
    void terminal_whileTheNetworkIsCut_saysWhyAndSinceWhen() {
        JsonNode terminal = till.get("/terminal").body();

        assertThat(terminal.path("cause").asText()).isEqualTo("NO_NETWORK");
        assertThat(terminal.path("since").asText()).startsWith("20");
        assertThat(terminal.path("gateway_reachable").asBoolean()).isFalse();
    }

    @Test
    void gateway_thatWasRestored_hasAgainWhatItHadThoughNothingNewIsSold() {
        JsonNode sold = till.sellAndSee(Card.ASKS, amount);
        till.gateway.join();
        till.awaitOnline();
        till.settle();
        long had = till.gateway.lastSeq();

        till.gateway.setBack(1);

        JsonNode back = till.await("/terminal", terminal -> till.gateway.lastSeq() > had);
        assertThat(sold.path("result").asText()).isEqualTo("stored_deferred");
        assertThat(back.at("/saf/stopped_by").isNull()).isTrue();
    }

    @Test
    void sale_whoseCardAsks_isStoredAndNeverCalledApproved() {
        JsonNode sold = till.sellAndSee(Card.ASKS, amount);

        assertThat(sold.path("result").asText()).isEqualTo("stored_deferred");
        assertThat(sold.path("words").asText()).isEqualTo("STORED – not yet authorised");
        assertThat(sold.path("kind").asText()).isEqualTo("DEFERRED_AUTHORISATION");
        assertThat(sold.toString().toLowerCase(java.util.Locale.ROOT)).doesNotContain("\"approved\"");
    }

    @Test
    void sale_whoseCardApprovesByItself_isStoredAsSuch() {
        assertThat(till.sellAndSee(Card.APPROVES_ALONE, amount).path("result").asText())
                .isEqualTo("stored_by_card");
        assertThat(till.sellAndSee(Card.APPROVES_WHEN_UNABLE, ++amount)
                        .path("result")
                        .asText())
                .isEqualTo("stored_by_card");
    }

    @Test
    void badge_whileStored_countsAndSums() {
        JsonNode before = till.get("/terminal").body().path("offline");
        JsonNode ignored = till.sellAndSee(Card.ASKS, amount);

        JsonNode after = till.get("/terminal").body().path("offline");

        assertThat(before.path("count").asInt()).isZero();
        assertThat(before.path("oldest_stored_at").isNull()).isTrue();
        assertThat(after.path("count").asInt()).isEqualTo(1);
        assertThat(after.path("amounts_by_currency").path(0).path("value").asLong())
                .isEqualTo(amount);
        assertThat(after.path("oldest_stored_at").asText()).startsWith("20");
        assertThat(after.path("remaining").path("count").asInt()).isEqualTo(4);
        assertThat(after.path("remaining").path("amount").path("value").asLong())
                .isEqualTo(200_000 - amount);
        assertThat(after.path("remaining").path("until").asText()).startsWith("20");
    }

    @Test
    void sale_aboveTheLimit_isRefusedBeforeTheCard() {
        String id = till.pay(5_001, "above-" + amount).body().path("id").asText();

        JsonNode result = till.await("/payments/" + id, p -> p.path("result").isTextual());

        assertThat(result.path("result").asText()).isEqualTo("refused");
        assertThat(result.path("reason").asText()).isEqualTo("SALE_ABOVE_LIMIT");
        JsonNode ignored = till.seen(result);
        assertThat(till.get("/payments/" + id).body().path("shown").asBoolean()).isTrue();
    }

    @Test
    void sale_moreThanTheCount_isRefused() {
        for (int i = 0; i < 5; i++) {
            JsonNode ignored = till.sellAndSee(Card.ASKS, ++amount);
        }

        JsonNode sixth = till.sellAndSee(Card.ASKS, ++amount);

        assertThat(sixth.path("reason").asText()).isEqualTo("TILL_COUNT_REACHED");
    }

    @Test
    void sale_theDiskRefuses_isRefusedAndNothingIsStored() {
        till.journal.breakAt(RecordType.STORED);
        JsonNode refused = till.sellAndSee(Card.ASKS, amount);
        till.journal.breakAt(null);

        assertThat(refused.path("result").asText()).isEqualTo("refused");
        assertThat(refused.path("reason").asText()).isEqualTo("JOURNAL_BROKEN");
        assertThat(till.get("/terminal").body().path("offline").path("count").asInt())
                .isZero();
    }

    @Test
    void void_whileNothingWasOffered_isDoneAtOnce() {
        JsonNode sold = till.sellAndSee(Card.ASKS, amount);

        RunningTill.Answer voided = till.post("/payments/" + sold.path("id").asText() + "/void", "{}");

        assertThat(voided.status()).isEqualTo(200);
        assertThat(voided.body().path("state").asText()).isEqualTo("VOIDED");
        assertThat(till.get("/terminal").body().path("offline").path("count").asInt())
                .isZero();
    }

    @Test
    void drain_whileTheNetworkIsCut_offersNothing() {
        JsonNode ignored = till.sellAndSee(Card.ASKS, amount);
        long before = offers();

        RunningTill.Answer sync = till.post("/terminal/sync", "");

        assertThat(sync.status()).isEqualTo(202);
        till.awaitOffline();
        assertThat(offers()).isEqualTo(before);
    }

    @Test
    void drain_whenTheNetworkIsBack_startsByItself() {
        JsonNode sold = till.sellAndSee(Card.ASKS, amount);

        till.gateway.join();

        String path = "/payments/" + sold.path("id").asText();
        JsonNode forwarded = till.await(path, p -> p.path("state").asText().equals("FORWARDING"));
        assertThat(forwarded.path("words").asText()).isEqualTo("STORED – with the gateway, not yet captured");
        till.gateway.tell(sold.path("id").asText(), "CAPTURED");
        JsonNode captured = till.await(path, p -> p.path("state").asText().equals("CAPTURED"));
        assertThat(captured.path("result").asText()).isEqualTo("captured");
        assertThat(captured.path("unsynced").asBoolean()).isFalse();
        assertThat(till.get("/terminal").body().path("offline").path("count").asInt())
                .isZero();
    }

    @Test
    void void_afterTheOffer_isARequest() {
        JsonNode sold = till.sellAndSee(Card.ASKS, amount);
        String path = "/payments/" + sold.path("id").asText();
        till.gateway.join();
        JsonNode offered = till.await(path, p -> p.path("state").asText().equals("FORWARDING"));

        RunningTill.Answer asked = till.post(path + "/void", "{}");

        assertThat(offered.path("unsynced").asBoolean()).isTrue();
        assertThat(asked.body().path("state").asText()).isEqualTo("VOID_ASKED");
        till.gateway.tell(sold.path("id").asText(), "VOIDED");
        JsonNode voided = till.await(path, p -> p.path("state").asText().equals("VOIDED"));
        assertThat(voided.path("result").asText()).isEqualTo("voided");
    }

    @Test
    void acquirer_silent_isAnotherCauseThanTheNetwork() {
        till.gateway.acquirer("DOWN");
        till.gateway.join();

        JsonNode terminal =
                till.await("/terminal", t -> t.path("cause").asText().equals("ACQUIRER_SILENT"));
        till.gateway.acquirer("UP");

        assertThat(terminal.path("network_status").asText()).isEqualTo("offline");
        assertThat(terminal.path("gateway_reachable").asBoolean()).isTrue();
    }

    @Test
    void list_ofUnsynced_hasThoseWithTheBadgeAlone() {
        JsonNode sold = till.sellAndSee(Card.ASKS, amount);

        JsonNode unsynced = till.get("/payments?state=unsynced").body();

        assertThat(unsynced.path("payments")).hasSize(1);
        assertThat(unsynced.path("payments").path(0).path("id")).isEqualTo(sold.path("id"));
        assertThat(unsynced.path("next").isNull()).isTrue();
    }

    private static long offers() {
        return till.journal.types().stream().filter(RecordType.OFFERED::equals).count();
    }
}
