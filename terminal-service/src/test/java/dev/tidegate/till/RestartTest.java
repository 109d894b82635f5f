package dev.tidegate.till;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.core.payment.RecordType;
import dev.tidegate.till.fake.Samples;
import dev.tidegate.till.fake.ScriptedKernel.Card;
import dev.tidegate.till.store.SqliteFile;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a till finds when it starts again, and what it makes of it before it answers anybody. */
final class RestartTest {
    @TempDir
    private Path folder;

    private RunningTill till;

    @BeforeEach
    void startOffline() {
        till = RunningTill.in(folder, Map.of("TILL_GATEWAY", "https://localhost:1"));
    }

    @AfterEach
    void stop() {
        till.close();
    }

    @Test
    void start_aStoredSaleThatNobodySaw_isAskedAbout() {
        JsonNode sold = till.sell(Card.ASKS, 1250);

        till = till.restarted();

        JsonNode terminal = till.get("/terminal").body();
        assertThat(terminal.path("current").isNull()).isTrue();
        assertThat(terminal.path("questions").path(0).path("id")).isEqualTo(sold.path("id"));
        assertThat(answer(sold, "keep").path("shown").asBoolean()).isTrue();
        assertThat(till.get("/terminal").body().path("questions")).isEmpty();
        assertThat(till.journal.types()).endsWith(RecordType.SHOWN);
    }

    @Test
    void start_theGoodsStayed_takesTheSaleBack() {
        JsonNode sold = till.sell(Card.ASKS, 1250);
        till = till.restarted();

        assertThat(answer(sold, "void").path("state").asText()).isEqualTo("VOIDED");

        assertThat(till.get("/terminal").body().path("questions")).isEmpty();
        RunningTill.Answer again =
                till.post("/payments/" + sold.path("id").asText() + "/answer", "{\"goods\":\"keep\"}");
        assertThat(again.status()).isEqualTo(409);
    }

    @Test
    void start_theSameRequestAgain_findsItsPaymentInTheLedger() {
        JsonNode sold = till.sell(Card.ASKS, 1250);
        till = till.restarted();

        RunningTill.Answer again = till.pay(1250, "key-1250");

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body().path("id")).isEqualTo(sold.path("id"));
        assertThat(again.body().path("result").asText()).isEqualTo("stored_deferred");
        assertThat(till.pay(1251, "key-1250").status()).isEqualTo(422);
    }

    @Test
    void start_withoutShopDatabase_stillFindsTheRequestInTheJournal() {
        JsonNode sold = till.sell(Card.ASKS, 1250);
        till.beforeNextStart(home -> SqliteFile.delete(home.resolve("shop.db")));
        till = till.restarted();

        assertThat(till.pay(1250, "key-1250").body().path("id")).isEqualTo(sold.path("id"));
    }

    @Test
    void start_withoutLedger_rebuildsItBeforeItAnswers() {
        JsonNode sold = till.sellAndSee(Card.ASKS, 1250);
        till.beforeNextStart(home -> SqliteFile.delete(home.resolve("ledger.db")));
        till = till.restarted();

        assertThat(till.get("/payments/" + sold.path("id").asText()).body()).isEqualTo(sold);
        assertThat(till.get("/terminal").body().path("offline").path("count").asInt())
                .isEqualTo(1);
    }

    @Test
    void start_aLedgerAheadOfTheJournal_isRebuilt() {
        JsonNode sold = till.sellAndSee(Card.ASKS, 1250);
        till.journal.forgetAll();
        till = till.restarted();

        assertThat(till.get("/payments/" + sold.path("id").asText())
                        .body()
                        .path("result")
                        .asText())
                .isEqualTo("cancelled");
        assertThat(till.get("/terminal").body().path("offline").path("count").asInt())
                .isZero();
    }

    @Test
    void start_aRequestWithoutAnswer_isReversedAndShownAsNotKnown() {
        var asked = Samples.asked(Samples.id(), 1250);
        var ignored = till.journal.append(asked);
        till = till.restarted();

        JsonNode terminal = till.get("/terminal").body();

        assertThat(till.journal.types())
                .endsWith(RecordType.ASKED, RecordType.EPOCH_CLOSE, RecordType.EPOCH_OPEN, RecordType.ANSWERED);
        assertThat(terminal.path("duties").asInt()).isEqualTo(1);
        assertThat(terminal.path("reversals_pending").asInt()).isEqualTo(1);
    }

    @Test
    void start_aSaleWhoseCardNeverCame_isCancelled() {
        JsonNode begun = till.pay(1250, "key-1250").body();
        till = till.restarted();

        JsonNode again = till.pay(1250, "key-1250").body();

        assertThat(again.path("id")).isEqualTo(begun.path("id"));
        assertThat(again.path("result").asText()).isEqualTo("cancelled");
        assertThat(till.get("/terminal").body().path("current").isNull()).isTrue();
    }

    private JsonNode answer(JsonNode sold, String goods) {
        return till.post("/payments/" + sold.path("id").asText() + "/answer", "{\"goods\":\"" + goods + "\"}")
                .body();
    }
}
