package dev.tidegate.certification.play;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.certification.plant.Page;
import dev.tidegate.certification.plant.Plant;
import dev.tidegate.certification.scan.CardScan;
import dev.tidegate.certification.scenario.Scenario.ByHand;
import dev.tidegate.certification.scenario.Scenario.Offline;
import dev.tidegate.certification.scenario.Scenario.Step;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** Steps of people, and of those who look: a batch that is closed, a payment moved by hand, what is kept on disks. */
final class Deeds {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final String REASON = "Certification.";

    private final Stage stage;
    private final Plant plant;

    Deeds(Stage stage, Plant plant) {
        this.stage = stage;
        this.plant = plant;
    }

    /** Who did it, and what. */
    record Done(String who, String what) {}

    boolean isTheirs(Step step) {
        return step.close() != null
                || step.person() != null
                || step.offline() != null
                || step.forgotten() != null
                || step.scan() != null;
    }

    Done act(Step step, String profile) throws InterruptedException {
        if (step.close() != null) {
            return close(step.close().in(profile).orElseThrow());
        }
        if (step.person() != null) {
            return byHand(step.person());
        }
        if (step.offline() != null) {
            return offline(step.offline());
        }
        if (step.forgotten() != null) {
            return forgotten(step.forgotten());
        }
        return scan();
    }

    private Done close(String wanted) throws InterruptedException {
        String tid = stage.till().tid();
        JsonNode open = batch(tid, 0);
        long number = open.path("batch").asLong();
        Optional<JsonNode> said =
                plant.finance().order("/api/v1/batches/" + Page.ACQUIRER + "/" + tid + "/close", REASON);
        String state = said.isEmpty() ? "refused" : ended(tid, number, wanted);
        stage.check(Judge.check("the batch after its close", wanted, state));
        if (state.equals("CLOSED")) {
            JsonNode closed = batch(tid, number);
            String ours = sums(closed.path("totals").path("EUR"));
            stage.check(Judge.check(
                    "sums of batch " + closed.path("number").asInt() + ", ours and the acquirer's books",
                    books(tid, closed.path("number").asInt()),
                    ours));
        }
        return new Done("gateway", "closes its batch: " + state);
    }

    // A batch that stays open is one that was asked for and is open again.
    private String ended(String tid, long number, String wanted) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        String state = "";
        while (System.nanoTime() - end < 0) {
            boolean ignored = stage.till().settle();
            state = batch(tid, number).path("state").asText();
            if (state.equals(wanted) || state.equals("HELD") || state.equals("CLOSED")) {
                return state;
            }
            Thread.sleep(LOOK);
        }
        return state;
    }

    private JsonNode batch(String tid, long number) {
        return plant.page().batch(tid, number).orElseThrow().path("batch");
    }

    private String books(String tid, int number) {
        JsonNode totals = plant.host().book(tid, number);
        return words(
                totals.path("live").path("count").asLong(),
                totals.path("live").path("amount").asLong(),
                totals.path("liveRefunds").path("count").asLong(),
                totals.path("liveRefunds").path("amount").asLong());
    }

    private static String sums(JsonNode side) {
        return words(
                side.path("sales").asLong(),
                side.path("salesAmount").asLong(),
                side.path("refunds").asLong(),
                side.path("refundsAmount").asLong());
    }

    private static String words(long sales, long salesAmount, long refunds, long refundsAmount) {
        return "sales " + sales + ", " + Stage.money(salesAmount) + "; refunds " + refunds + ", "
                + Stage.money(refundsAmount);
    }

    private Done byHand(ByHand deed) {
        String path = deed.of() == null
                ? "/api/v1/acquirers/" + Page.ACQUIRER + "/" + deed.does()
                : "/api/v1/payments/"
                        + Objects.requireNonNull(stage.till().payments().get(deed.of())) + "/" + deed.does();
        // Only operators let a paused line go on; what moves money is finance's.
        Page page = deed.of() == null ? plant.page() : plant.finance();
        String outcome = page.order(path, REASON)
                .map(said -> said.path("outcome").asText())
                .orElse("refused");
        stage.check(Judge.check("the page's word to " + deed.does(), "DONE", outcome));
        return new Done(
                "gateway",
                "somebody says " + deed.does() + (deed.of() == null ? " for stored sales" : " of " + deed.of()));
    }

    private Done offline(Offline deed) {
        String what = "decides alone on " + deed.sale().amount() + " EUR ("
                + deed.sale().called() + ")";
        stage.check(Judge.check(
                "the till's word on " + deed.sale().called(),
                deed.expect(),
                stage.till().decide(deed)));
        return new Done("till", what + ": " + deed.expect());
    }

    private Done forgotten(String payment) {
        String id = Objects.requireNonNull(stage.till().payments().get(payment)).toString();
        stage.check(Judge.check(
                "what is kept of " + payment + " for the issuer alone",
                "nothing",
                plant.keepsSensitive(id) ? "something" : "nothing"));
        return new Done("gateway", "its database is looked into for " + payment);
    }

    private Done scan() {
        CardScan.Result found = new CardScan(Plant.cards()).of(plant.everything(), plant.profile());
        stage.check(Judge.check(
                "card numbers in what was written",
                "none",
                found.places().isEmpty() ? "none" : String.join("; ", found.places())));
        return new Done("gateway", "logs, databases, journals and frames are searched for card numbers");
    }
}
