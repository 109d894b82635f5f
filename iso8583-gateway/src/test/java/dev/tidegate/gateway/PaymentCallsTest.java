package dev.tidegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.SealedBody;
import dev.tidegate.gateway.ServedGateway.Reply;
import dev.tidegate.gateway.cli.Commands;
import dev.tidegate.gateway.fixture.Sales;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Refunds, partial approvals and what people do by hand, through the doors of a running gateway. */
class PaymentCallsTest {
    @TempDir
    private static Path folder;

    private static ServedGateway gateway;

    @BeforeAll
    static void start() throws Exception {
        gateway = new ServedGateway(folder);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static void answerAll(String code) {
        gateway.host.script((message, wire) -> wire.send(message.answer(code)));
    }

    private static Reply authorise(PaymentId id, boolean takesPart) {
        SealedBody body = gateway.till.requestBody(id, Sales.AMOUNT);
        Base64.Encoder base64 = Base64.getEncoder();
        Map<String, Object> ask = new HashMap<>(Map.of(
                "amount",
                money(Sales.AMOUNT),
                "soldAt",
                Sales.SOLD_AT.toString(),
                "entryMode",
                "CHIP",
                "takesPart",
                takesPart));
        ask.put(
                "sealed",
                Map.of(
                        "suite", body.suite(),
                        "keyId", base64.encodeToString(body.keyId().toByteArray()),
                        "encapsulated",
                                base64.encodeToString(body.encapsulated().toByteArray()),
                        "ciphertext", base64.encodeToString(body.ciphertext().toByteArray())));
        return gateway.post("/v1/payments/" + id + "/authorise", ask);
    }

    private static Map<String, Object> money(Amount amount) {
        return Map.of("value", amount.minor(), "currency", "EUR");
    }

    private static PaymentId captured() {
        answerAll("00");
        PaymentId id = gateway.till.newId();
        assertThat(authorise(id, false).status()).isEqualTo(200);
        assertThat(gateway.post("/v1/payments/" + id + "/complete", Map.of()).status())
                .isEqualTo(200);
        return id;
    }

    private static Reply refund(PaymentId sale, PaymentId refund, long minor) {
        return gateway.post(
                "/v1/payments/" + sale + "/refunds",
                Map.of(
                        "refundId", refund.toString(),
                        "amount", money(Amount.of(minor, "EUR")),
                        "askedAt", Sales.SOLD_AT.plusSeconds(60).toString()));
    }

    private static Commands.Ended command(String... arguments) {
        return Commands.payment(gateway.page("").toString(), PageVisitor.SECRET, arguments);
    }

    @Test
    void refund_ofACapturedSale_isApprovedAndMarksTheSale() {
        PaymentId sale = captured();

        Reply answer = refund(sale, gateway.till.newId(), 500);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("answer").asText()).isEqualTo("APPROVED");
        assertThat(gateway.get("/v1/payments/" + sale).body().path("state").asText())
                .isEqualTo("REFUNDED");
    }

    @Test
    void refund_ofMoreThanIsLeft_isAConflict() {
        PaymentId sale = captured();
        Reply first = refund(sale, gateway.till.newId(), 1000);

        Reply second = refund(sale, gateway.till.newId(), 251);

        assertThat(first.status()).isEqualTo(200);
        assertThat(second.status()).isEqualTo(409);
    }

    @Test
    void refund_thatIsIncomplete_isAProblem() {
        Reply reply = gateway.post("/v1/payments/" + gateway.till.newId() + "/refunds", Map.of());

        assertThat(reply.status()).isEqualTo(400);
    }

    @Test
    void approvalInPart_ofATillThatTakesIt_namesTheAmount() {
        gateway.host.script((message, wire) -> wire.send(message.answer("10").with(4, "000000001000")));
        PaymentId id = gateway.till.newId();

        Reply answer = authorise(id, true);

        assertThat(answer.body().path("answer").asText()).isEqualTo("PARTIALLY_APPROVED");
        assertThat(answer.body().at("/amount/value").asLong()).isEqualTo(1000);
    }

    @Test
    void why_asked_tellsTheStoryWithoutTheCard() {
        PaymentId id = captured();

        Commands.Ended ended = command("why", id.toString(), "--person", "operator");

        assertThat(ended.code()).isZero();
        assertThat(ended.out()).contains(id.toString(), "12.50", "answered 00", "Next: ");
        assertThat(ended.out()).doesNotContain(Sales.NUMBER);
    }

    @Test
    void hold_ofWhatIsOver_isRefusedInASentence() {
        PaymentId id = captured();

        Commands.Ended ended =
                command("hold", id.toString(), "--person", "operator", "--reason", "The shop asked for it.");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains("Only what is waiting to be sent");
    }

    @Test
    void hold_bySomebodyWhoIsNotListed_isRefused() {
        PaymentId id = captured();

        Commands.Ended ended = command("hold", id.toString(), "--person", "mallory", "--reason", "For fun.");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains("name or the secret is wrong");
    }

    @Test
    void hold_withAnothersSecret_isRefused() {
        PaymentId id = captured();

        Commands.Ended ended = Commands.payment(
                gateway.page("").toString(),
                "a bridge over the river",
                "hold",
                id.toString(),
                "--person",
                "operator",
                "--reason",
                "For fun.");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains("name or the secret is wrong");
    }

    @Test
    void why_askedByNobody_showsWhatThereIs() {
        assertThat(command("why", "018f3c52-7d2a-7c10-9f6e-5a1d0c0ffee1").code())
                .isEqualTo(2);
    }

    @Test
    void why_ofWhatIsNotKnown_isRefusedAsJson() {
        Commands.Ended ended = command("why", gateway.till.newId().toString(), "--person", "operator", "--json");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out()).contains("\"code\":\"not_found\"");
    }

    @Test
    void resume_ofALaneThatIsNotPaused_isRefused() {
        Commands.Ended ended = command("resume", "house", "--person", "operator", "--reason", "It is mended.");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains("not paused");
    }

    private static Commands.Ended batch(String... arguments) {
        return Commands.batch(gateway.page("").toString(), PageVisitor.SECRET, named(arguments));
    }

    /** As the operator, where nobody is named. */
    private static String[] named(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        if (!all.contains("--person")) {
            all.addAll(List.of("--person", "operator"));
        }
        return all.toArray(String[]::new);
    }

    private static String terminal() {
        return batch("list").out().split("\\s+")[1];
    }

    @Test
    void batch_listed_tellsTheSumsOfEachTerminal() {
        PaymentId id = captured();

        Commands.Ended list = batch("list");
        Commands.Ended show = batch("show", "house", terminal());

        assertThat(list.code()).isZero();
        assertThat(list.out()).contains("house", "open: ", "sales of", "EUR", "on the way");
        assertThat(show.out()).contains(id.toString(), "12.50 EUR", "sale");
    }

    @Test
    void batch_shownAsJson_isOneObject() {
        captured();

        Commands.Ended ended = batch("show", "house", terminal(), "--json");

        assertThat(ended.out()).startsWith("{").contains("\"items\":[{", "\"totals\":{\"EUR\":");
    }

    @Test
    void batch_closedByFinance_isClosedOnceTheHostAgrees() {
        captured();
        String terminal = terminal();

        Commands.Ended ended = batch("close", "house", terminal, "--person", "finance", "--reason", "The day is over.");

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out()).contains("closed as soon as its terminal is free");
        assertThat(awaitClosed(terminal)).contains("CLOSED");
    }

    /** What is told of the first batch once it is closed, or after so many looks. */
    private static String awaitClosed(String terminal) {
        String told = "";
        for (Instant end = Instant.now().plusSeconds(20); Instant.now().isBefore(end) && !told.contains("CLOSED"); ) {
            told = gateway.fromPage("/api/v1/batches/house/" + terminal + "?batch=1")
                    .body()
                    .toString();
        }
        return told;
    }

    @Test
    void batch_closedBySomebodyWhoIsNotListed_isRefused() {
        Commands.Ended ended = batch("close", "house", terminal(), "--person", "mallory", "--reason", "For fun.");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains("secret");
    }

    @Test
    void batch_acceptedByAnOperator_isRefusedInASentence() {
        Commands.Ended ended = batch("accept", "house", terminal(), "--person", "operator", "--reason", "It looks so.");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains("may not do this");
    }

    @Test
    void batch_ofNoTerminal_isUnknown() {
        Commands.Ended ended = batch("show", "house", "NOWHERE", "--json");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out()).contains("\"code\":\"not_found\"");
    }

    @Test
    void batch_withAMistake_showsWhatThereIs() {
        assertThat(batch("burn", "house", "TILL0001").code()).isEqualTo(2);
        assertThat(batch("list", "--batch", "x").code()).isEqualTo(2);
        assertThat(batch("--help").out()).contains("accept ACQUIRER", "--json");
        assertThat(Commands.batch("http://127.0.0.1:1", "", named("list")).code())
                .isEqualTo(3);
    }

    @Test
    void command_withoutAGateway_saysSo() {
        Commands.Ended ended = Commands.payment(
                "http://127.0.0.1:1", "", "why", "018f3c52-7d2a-7c10-9f6e-5a1d0c0ffee1", "--person", "operator");

        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err()).contains("cannot be reached");
    }

    @Test
    void command_thatIsNone_showsWhatThereIs() {
        assertThat(command("burn", "018f3c52-7d2a-7c10-9f6e-5a1d0c0ffee1").code())
                .isEqualTo(2);
        assertThat(command("--help").out()).contains("write-off", "--person");
    }
}
