package dev.tidegate.till;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.port.Landmarks;
import dev.tidegate.core.port.RecordSeal;
import dev.tidegate.crypto.Acceptance;
import dev.tidegate.crypto.RecordGate;
import dev.tidegate.crypto.TillChain;
import dev.tidegate.crypto.TrainingHome;
import dev.tidegate.saf.SafJournal;
import dev.tidegate.saf.Settings;
import dev.tidegate.till.fake.Enrolment;
import dev.tidegate.till.fake.Samples;
import dev.tidegate.till.fake.ScriptedKernel.Card;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole day of training in a till that has sold: what came of it there, and that the shop has nothing of it. */
final class TrainingDayTest {
    private record Shop(
            Map<String, Integer> journal,
            List<String> ledger,
            List<String> shop,
            List<String> gateway,
            JsonNode terminal,
            JsonNode limits,
            JsonNode receipts) {}

    @TempDir
    private static Path folder;

    private static final List<String> STATES = new ArrayList<>();

    private static RunningTill till;
    private static Path home;
    private static Shop before;
    private static Shop after;
    private static String soldId;
    private static String trainedId = "";
    private static String unknownId = "";
    private static String unstorable = "";

    @BeforeAll
    static void train() {
        till = RunningTill.onDisk(folder);
        home = till.enrolment.till().folder();
        till.awaitOnline();
        soldId = till.sellAndSee(Card.ASKS, 1250).path("id").asText();
        till.gateway.cut();
        till.awaitOffline();
        JsonNode ignored = till.sellAndSee(Card.ASKS, 900);
        before = shop();
        ignored = till.enterTraining().body();
        day();
        till.inTraining(false);
        after = shop();
    }

    private static void day() {
        trainedId = seen(till.train("chip-approves", 1250, "key-1250"));
        seen(till.train("chip-declined", 700, "t-2"));
        network("ANSWERS_LOST");
        unknownId = seen(till.train("tap-approves", 800, "t-3"));
        network("DOWN");
        seen(till.train("chip-approves", 900, "t-4"));
        seen(till.train("chip-offline", 1000, "t-5"));
        String taken = seen(till.train("tap-approves", 1100, "t-6"));
        JsonNode ignored = till.post("/payments/" + taken + "/void", "{}").body();
        JsonNode refused = till.train("chip-pin", 600, "t-7");
        unstorable = refused.path("reason").asText();
        seen(refused);
        String cart = till.post(
                        "/carts",
                        "{\"lines\":[{\"name\":\"Tea\",\"quantity\":1,\"amount\":"
                                + "{\"value\":320,\"currency\":\"EUR\"}}]}")
                .body()
                .path("id")
                .asText();
        ignored = till.post(
                        "/payments",
                        "{\"cart\":\"" + cart
                                + "\",\"amount\":{\"value\":320,\"currency\":\"EUR\"},\"tender\":\"cash\","
                                + "\"tendered\":{\"value\":500,\"currency\":\"EUR\"}}",
                        "Idempotency-Key",
                        "t-8")
                .body();
        network("UP");
        ignored = till.await(
                "/terminal",
                terminal -> terminal.at("/offline/count").asInt() == 0
                        && terminal.path("reversals_pending").asInt() == 0);
        till.get("/payments")
                .body()
                .path("payments")
                .forEach(payment -> STATES.add(payment.at("/amount/value").asText() + " "
                        + payment.path("state").asText("cash")));
    }

    private static String seen(JsonNode payment) {
        return till.seen(payment).path("id").asText();
    }

    private static void network(String to) {
        assertThat(till.post("/drawer/network", "{\"network\":\"" + to + "\"}").status())
                .isEqualTo(200);
    }

    private static Shop shop() {
        return new Shop(
                StoreDump.files(home.resolve("journal")),
                StoreDump.rows(home.resolve("ledger.db")),
                StoreDump.rows(home.resolve("shop.db")),
                till.gateway.calls(),
                till.get("/terminal").body(),
                till.get("/limits").body(),
                till.get("/payments").body());
    }

    @AfterAll
    static void stop() {
        till.close();
    }

    @Test
    void day_everySale_endsAsALiveOneWould() {
        assertThat(STATES)
                .containsExactly(
                        "320 PAID",
                        "1100 VOIDED",
                        "1000 CAPTURED",
                        "900 CAPTURED",
                        "800 REVERSED",
                        "700 DECLINED",
                        "1250 CAPTURED");
    }

    @Test
    void day_aPinThatOnlyTheIssuerChecks_isNotStored() {
        assertThat(unstorable).isEqualTo("ONLINE_PIN_NEEDED");
    }

    @Test
    void day_anUnansweredQuestion_wasShownAsNotKnown() {
        JsonNode events =
                till.inTraining(true).get("/payments/" + unknownId + "/events").body();
        till.inTraining(false);

        assertThat(events.toString()).contains("OUTCOME_UNKNOWN");
    }

    @Test
    void shopsJournal_afterTraining_isTheSameToTheByte() {
        assertThat(after.journal()).isEqualTo(before.journal()).isNotEmpty();
    }

    @Test
    void shopsLedger_afterTraining_hasTheSameRows() {
        assertThat(after.ledger()).isEqualTo(before.ledger()).isNotEmpty();
    }

    @Test
    void shopsDatabase_afterTraining_hasTheSameRows() {
        assertThat(after.shop()).isEqualTo(before.shop()).isNotEmpty();
    }

    @Test
    void gateway_duringTraining_isAskedForNothing() {
        assertThat(after.gateway()).isEqualTo(before.gateway());
    }

    @Test
    void terminal_afterTraining_countsTheSame() {
        assertThat(after.terminal().path("offline")).isEqualTo(before.terminal().path("offline"));
        assertThat(after.terminal().path("saf")).isEqualTo(before.terminal().path("saf"));
    }

    @Test
    void limitsInUse_afterTraining_areTheSame() {
        assertThat(after.limits()).isEqualTo(before.limits());
    }

    @Test
    void receipts_afterTraining_areTheShopsAlone() {
        assertThat(after.receipts()).isEqualTo(before.receipts());
    }

    @Test
    void ids_ofTheOtherRoom_areUnknown() {
        assertThat(till.get("/payments/" + trainedId).status()).isEqualTo(404);
        assertThat(till.inTraining(true).get("/payments/" + soldId).status()).isEqualTo(404);
        till.inTraining(false);
    }

    @Test
    void idempotencyKey_ofALiveSale_beganAnotherInTraining() {
        assertThat(trainedId).isNotEqualTo(soldId).isNotEmpty();
    }

    @Test
    void identity_ofTraining_isNotTheTills() {
        assertThat(new TrainingHome(home.resolve("training")).till()).isNotEqualTo(Samples.TILL);
    }

    @Test
    void gatewaysGate_aRecordOfTraining_isNoRecordOfThisTill() {
        RecordGate gate = new RecordGate((any, seq) -> null);
        TillChain chain = TillChain.enrolled(Samples.TILL, new byte[32]);

        List<Acceptance> verdicts = trained().stream()
                .map(record -> gate.accept(record.raw(), chain))
                .toList();

        assertThat(verdicts).isNotEmpty().containsOnly(new Acceptance.Refused("UNKNOWN_TILL"));
    }

    @Test
    void journal_ofTraining_doesNotOpenUnderTheTillsChain() {
        Path copy = folder.resolve("foreign");
        StoreDump.copy(home.resolve("training/journal"), copy);

        try (SafJournal opened = SafJournal.open(
                copy, chainOfTheTill(), InstantSource.system(), Landmarks.none(), Settings.standard())) {
            assertThat(opened.opening().refusal()).isNotNull();
        }
    }

    private static RecordSeal chainOfTheTill() {
        return Enrolment.in(folder.resolve("same")).till().chain();
    }

    @Test
    void gateway_everyRequestOfTheDay_wasOfTheShop() {
        assertThat(till.gateway.calls()).noneMatch(call -> call.contains(trainedId));
    }

    private static List<JournalRecord> trained() {
        Path copy = folder.resolve("read");
        StoreDump.copy(home.resolve("training"), copy);
        try (SafJournal journal = SafJournal.open(
                copy.resolve("journal"),
                new TrainingHome(copy).chain(),
                InstantSource.system(),
                Landmarks.none(),
                Settings.standard())) {
            return journal.readAfter(0, 200);
        }
    }
}
