package dev.tidegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.SealedBody;
import dev.tidegate.core.payment.StoredKind;
import dev.tidegate.core.payment.TillId;
import dev.tidegate.crypto.GatewayHome;
import dev.tidegate.crypto.ParametersKeeper;
import dev.tidegate.crypto.SignedBundle;
import dev.tidegate.crypto.SignedHotList;
import dev.tidegate.crypto.SignerTrust;
import dev.tidegate.crypto.TillHome;
import dev.tidegate.gateway.ServedGateway.Reply;
import dev.tidegate.gateway.fixture.Sales;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service as its neighbours see it: a till over mutual TLS, a page, a host. */
class GatewayServerTest {
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

    private static Map<String, Object> ask(PaymentId id, Amount amount) {
        SealedBody body = gateway.till.requestBody(id, amount);
        Base64.Encoder base64 = Base64.getEncoder();
        return Map.of(
                "terminalId", "TILL0001",
                "amount", Map.of("value", amount.minor(), "currency", "EUR"),
                "soldAt", Sales.SOLD_AT.toString(),
                "entryMode", "CHIP",
                "sealed",
                        Map.of(
                                "suite", body.suite(),
                                "keyId", base64.encodeToString(body.keyId().toByteArray()),
                                "encapsulated",
                                        base64.encodeToString(
                                                body.encapsulated().toByteArray()),
                                "ciphertext",
                                        base64.encodeToString(body.ciphertext().toByteArray())));
    }

    private static Reply authorise(PaymentId id) {
        return gateway.post("/v1/payments/" + id + "/authorise", ask(id, Sales.AMOUNT));
    }

    private static Reply upload(JournalRecord... records) {
        List<String> raw = Arrays.stream(records)
                .map(r -> Base64.getEncoder().encodeToString(r.raw().toByteArray()))
                .toList();
        return gateway.post("/v1/journal", Map.of("records", raw));
    }

    private static JsonNode awaitState(PaymentId id, String state) {
        for (int i = 0; i < 100_000; i++) {
            Reply reply = gateway.fromPage("/api/v1/payments/" + id);
            if (reply.body().path("state").asText().equals(state)) {
                return reply.body();
            }
        }
        throw new AssertionError("payment never became " + state);
    }

    private static void approveAll() {
        gateway.host.script((message, wire) -> wire.send(message.answer("00")));
    }

    @Test
    void authorise_approved_saysSoAndIsCompleted() {
        approveAll();
        PaymentId id = gateway.till.newId();

        Reply answer = authorise(id);
        Reply completed = gateway.post("/v1/payments/" + id + "/complete", Map.of());
        Reply standing = gateway.get("/v1/payments/" + id);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("answer").asText()).isEqualTo("APPROVED");
        assertThat(answer.body().path("captured").asBoolean()).isTrue();
        assertThat(answer.body().path("responseCode").asText()).isEqualTo("00");
        assertThat(answer.body().path("rrn").asText()).hasSize(12);
        assertThat(completed.body().path("state").asText()).isEqualTo("CAPTURED");
        assertThat(completed.body().at("/captured/value").asLong()).isEqualTo(1250);
        assertThat(standing.body()).isEqualTo(completed.body());
    }

    @Test
    void authorise_declined_saysWhy() {
        gateway.host.script((message, wire) -> wire.send(message.answer("51")));
        PaymentId id = gateway.till.newId();

        Reply answer = authorise(id);

        assertThat(answer.body().path("answer").asText()).isEqualTo("DECLINED");
        assertThat(answer.body().path("responseCode").asText()).isEqualTo("51");
    }

    @Test
    void authorise_unanswered_isUnknownAndReversedByItself() {
        gateway.host.script((message, wire) -> {
            if (message.type().startsWith("04")) {
                wire.send(message.answer("00"));
            }
        });
        PaymentId id = gateway.till.newId();

        Reply answer = authorise(id);
        JsonNode payment = awaitState(id, "REVERSED");

        assertThat(answer.body().path("answer").asText()).isEqualTo("UNKNOWN");
        assertThat(payment.path("attempts")).hasSize(2);
        assertThat(payment.at("/attempts/1/kind").asText()).isEqualTo("REVERSAL");
    }

    @Test
    void reverse_ofAnUnknownId_refusesALaterRequest() {
        approveAll();
        PaymentId id = gateway.till.newId();

        Reply reversed = gateway.post("/v1/payments/" + id + "/reverse", Map.of());
        Reply asked = authorise(id);

        assertThat(reversed.status()).isEqualTo(200);
        assertThat(reversed.body().path("state").asText()).isEqualTo("CANCELLED");
        assertThat(asked.status()).isEqualTo(410);
        assertThat(asked.type()).startsWith("application/problem+json");
    }

    @Test
    void journal_ofAStoredSale_isDrainedAndToldInTheResults() {
        approveAll();
        PaymentId id = gateway.till.newId();
        String before = gateway.get("/v1/results?after=").body().path("cursor").asText();
        JournalRecord stored = gateway.till.stored(id, StoredKind.OFFLINE_APPROVED);
        JournalRecord shown = gateway.till.shown(id);
        JournalRecord offered = gateway.till.offered(stored.seq());

        Reply receipt = upload(stored, shown, offered);
        Reply again = upload(stored, shown, offered);
        awaitState(id, "CAPTURED");
        Reply news = gateway.get("/v1/results?after=" + before);
        Reply rest =
                gateway.get("/v1/results?after=" + news.body().path("cursor").asText());

        assertThat(receipt.body().path("verdicts"))
                .hasSize(3)
                .allMatch(v -> v.asText().equals("OK"));
        assertThat(receipt.body().path("lastSeq").asLong()).isEqualTo(offered.seq());
        assertThat(again.body().path("verdicts")).allMatch(v -> v.asText().equals("DUPLICATE"));
        JsonNode told = news.body().path("results");
        assertThat(told.findValuesAsText("paymentId")).contains(id.toString());
        assertThat(told.findValuesAsText("state")).contains("CAPTURED");
        assertThat(rest.body().path("results")).isEmpty();
    }

    @Test
    void cursor_ofAnotherLife_beginsAgain() {
        Reply all = gateway.get("/v1/results?after=");

        Reply other = gateway.get("/v1/results?after=ffffffffffff-999999");

        assertThat(other.body().path("results")).isEqualTo(all.body().path("results"));
    }

    @Test
    void cursor_thatIsNone_isAProblem() {
        assertThat(gateway.get("/v1/results?after=nonsense").status()).isEqualTo(400);
    }

    @Test
    void heartbeat_taken_saysHowThingsStand() {
        Reply beat = gateway.post("/v1/heartbeat", Map.of("epoch", "e", "seq", 3, "link", "ab", "unsynced", 1));

        assertThat(beat.status()).isEqualTo(200);
        assertThat(beat.body().path("acquirer").asText()).isIn("UP", "DOWN");
        assertThat(beat.body().path("incarnation").asText()).hasSize(12);
        assertThat(beat.body().path("signedTime").asText()).endsWith("Z");
        assertThat(beat.body().at("/versions/recipientBundle").asLong()).isPositive();
    }

    @Test
    void heartbeat_thatNamesNoPossibleKey_isInvalid() {
        Reply beat = gateway.post(
                "/v1/heartbeat",
                Map.of("epoch", "e", "seq", 3, "link", "ab", "unsynced", 1, "sealingTo", "not a key id"));

        assertThat(beat.status()).isEqualTo(400);
    }

    @Test
    void recipientBundle_asked_isTheOneThatAnEnrolledTillBelieves() {
        Reply reply = gateway.get("/v1/recipient-bundle");
        Octets raw =
                Octets.of(Base64.getDecoder().decode(reply.body().path("bundle").asText()));
        SignedBundle bundle =
                SignedBundle.verify(raw, SignerTrust.of(gateway.till.home().trustStore()));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(bundle.bundle().version())
                .isEqualTo(reply.body().path("version").asLong());
        assertThat(bundle.bundle().keys()).hasSize(3);
        assertThat(gateway.fromPage("/v1/recipient-bundle").status()).isEqualTo(404);
    }

    @Test
    void hotList_asked_isToldWhereItIsNewer() {
        assertThat(gateway.get("/v1/hot-list").status())
                .as("none was published")
                .isEqualTo(204);
        SignedHotList published = gateway.home()
                .hotLists()
                .publish(List.of(), List.of("541333"), InstantSource.system().instant(), new SecureRandom());

        Reply reply = gateway.get("/v1/hot-list?newer=1");
        Octets raw =
                Octets.of(Base64.getDecoder().decode(reply.body().path("list").asText()));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(raw).isEqualTo(published.raw());
        assertThat(gateway.get("/v1/hot-list?newer=" + published.list().version())
                        .status())
                .isEqualTo(204);
        assertThat(gateway.fromPage("/v1/hot-list").status()).isEqualTo(404);
    }

    @Test
    void parameters_asked_areSignedAndToldOnce() throws Exception {
        Reply reply = gateway.get("/v1/parameters");
        long version = reply.body().path("version").asLong();
        ParametersKeeper keeper = gateway.till.home().parameters();
        Octets raw = Octets.of(
                Base64.getDecoder().decode(reply.body().path("parameters").asText()));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(keeper.take(raw)).isEqualTo(ParametersKeeper.Verdict.TAKEN);
        assertThat(keeper.version()).isEqualTo(version);
        assertThat(gateway.getUnless("/v1/parameters", "\"" + version + "\"").status())
                .isEqualTo(304);
        assertThat(gateway.getUnless("/v1/parameters", "\"" + (version - 1) + "\"")
                        .status())
                .isEqualTo(200);
        assertThat(gateway.fromPage("/v1/parameters").status()).isEqualTo(404);
    }

    @Test
    void heartbeat_always_tellsTheVersionOfTheParameters() {
        long version = gateway.get("/v1/parameters").body().path("version").asLong();
        Map<String, Object> beat =
                Map.of("epoch", "e", "seq", 0, "link", "00", "unsynced", 0, "sealingTo", "", "oldestSealed", "");

        Reply answer = gateway.post("/v1/heartbeat", beat);

        assertThat(answer.body().at("/versions/parameters").asLong()).isEqualTo(version);
    }

    @Test
    void keys_asked_areListedWithoutAByteOfAny() {
        Reply reply = gateway.fromPage("/api/v1/keys");
        List<String> purposes = reply.body().path("keys").findValuesAsText("purpose");

        assertThat(purposes)
                .contains(
                        "recipient",
                        "column-card",
                        "column-track",
                        "chain",
                        "device-authority",
                        "server",
                        "config-signer");
        assertThat(reply.body().path("keys"))
                .allSatisfy(key -> assertThat(key.fieldNames())
                        .toIterable()
                        .isSubsetOf(
                                "id",
                                "algorithm",
                                "purpose",
                                "where",
                                "created",
                                "expires",
                                "state",
                                "destroyed",
                                "remark"));
        assertThat(reply.body().at("/bundle/version").asLong()).isPositive();
    }

    @Test
    void void_ofWhatIsNotKnown_isNotFound() {
        Reply reply = gateway.post("/v1/payments/" + gateway.till.newId() + "/void", Map.of());

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.body().path("code").asText()).isEqualTo("not_found");
    }

    @Test
    void complete_afterAReversal_isAConflict() {
        approveAll();
        PaymentId id = gateway.till.newId();
        assertThat(authorise(id).status()).isEqualTo(200);
        assertThat(gateway.post("/v1/payments/" + id + "/reverse", Map.of()).status())
                .isEqualTo(200);

        Reply completed = gateway.post("/v1/payments/" + id + "/complete", Map.of());

        assertThat(completed.status()).isEqualTo(409);
        assertThat(awaitState(id, "REVERSED").path("id").asText()).isEqualTo(id.toString());
    }

    @Test
    void request_thatIsNoJson_isAProblemThatQuotesNothing() {
        Reply reply = gateway.post(
                "/v1/payments/" + gateway.till.newId() + "/authorise", "{\"amount\": " + Sales.NUMBER + " nonsense");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body().toString()).doesNotContain(Sales.NUMBER, "nonsense");
    }

    @Test
    void request_thatIsIncomplete_isAProblem() {
        PaymentId id = gateway.till.newId();

        assertThat(gateway.post("/v1/payments/" + id + "/authorise", Map.of()).status())
                .isEqualTo(400);
        assertThat(gateway.post("/v1/payments/nonsense/authorise", ask(id, Sales.AMOUNT))
                        .status())
                .isEqualTo(400);
        assertThat(gateway.post("/v1/journal", Map.of()).status()).isEqualTo(400);
        assertThat(gateway.post("/v1/journal", Map.of("records", List.of("not base64!")))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void request_whoseBodyIsAnothers_isRefused() {
        PaymentId id = gateway.till.newId();

        Reply reply = gateway.post("/v1/payments/" + id + "/authorise", ask(gateway.till.newId(), Sales.AMOUNT));

        assertThat(reply.status()).isEqualTo(422);
    }

    @Test
    void batch_longerThanAllowed_isAProblem() {
        List<String> many = java.util.Collections.nCopies(257, "AAAA");

        assertThat(gateway.post("/v1/journal", Map.of("records", many)).status())
                .isEqualTo(400);
    }

    @Test
    void body_longerThanAnyRequest_isRefused() {
        String large = "{\"records\":[\"" + "A".repeat(7 * 1024 * 1024) + "\"]}";

        // It asks first: who is refused while he still sends may lose the answer with the connection.
        assertThat(gateway.postAsking("/v1/journal", large).status()).isEqualTo(413);
    }

    @Test
    void doors_eachLeadsToItsOwnHouse() {
        Reply tillsOnThePage = gateway.fromPage("/v1/results");
        Reply paymentsForTills = gateway.get("/api/v1/payments");
        Reply listOnThePage = gateway.fromPage("/api/v1/payments");

        assertThat(tillsOnThePage.status()).isEqualTo(404);
        assertThat(paymentsForTills.status()).isEqualTo(404);
        assertThat(listOnThePage.status()).isEqualTo(200);
    }

    @Test
    void door_underAnothersName_staysShut() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", gateway.page("/").getPort())) {
            socket.getOutputStream()
                    .write("GET /api/v1/payments HTTP/1.1\r\nHost: shop.example\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readAllBytes();

            assertThat(new String(answer, StandardCharsets.UTF_8)).startsWith("HTTP/1.1 404");
        }
    }

    @Test
    void folder_ofARunningGateway_takesNoSecond() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> HomeLock.take(folder.resolve("gateway")))
                .withMessageContaining("another gateway runs");
    }

    @Test
    void list_ofPayments_isMasked() {
        approveAll();
        PaymentId id = gateway.till.newId();
        assertThat(authorise(id).status()).isEqualTo(200);

        Reply list = gateway.fromPage("/api/v1/payments?limit=500");

        assertThat(list.body().path("payments").findValuesAsText("last4")).contains("0119");
        assertThat(list.body().toString()).doesNotContain(Sales.NUMBER, Sales.NUMBER.substring(0, 6));
        assertThat(gateway.fromPage("/api/v1/payments?limit=0").status()).isEqualTo(400);
        assertThat(gateway.fromPage("/api/v1/payments/" + gateway.till.newId()).status())
                .isEqualTo(404);
    }

    @Test
    void page_outsideItsFolder_isNotFound() {
        assertThat(gateway.fromPage("/gateway.yml").status()).isEqualTo(404);
        assertThat(gateway.fromPage("/..%2f..%2flogback-test.xml").status()).isIn(400, 404);
    }

    @Test
    void health_ofTheService_isTold() {
        Reply health = ServedGateway.send(
                HttpClient.newHttpClient(),
                HttpRequest.newBuilder(gateway.admin("/healthcheck")).build());

        assertThat(health.body().at("/database/healthy").asBoolean()).isTrue();
    }

    @Test
    void connection_ofAnotherAuthoritysTill_isRefused(@TempDir Path elsewhere) throws Exception {
        GatewayHome other = GatewayHome.init(elsewhere.resolve("gateway"), InstantSource.system());
        assertThat(other.enrolTill(Sales.TILL, elsewhere.resolve("till"), InstantSource.system())
                        .lastSeq())
                .isZero();
        HttpClient stranger = HttpClient.newBuilder()
                .sslContext(ServedGateway.context(
                        new TillHome(elsewhere.resolve("till")).keyStore(),
                        gateway.till.home().trustStore()))
                .build();

        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> ServedGateway.send(
                        stranger,
                        HttpRequest.newBuilder(gateway.api("/v1/results")).build()));
    }

    @Test
    void till_withACertificateThatWasNeverEnrolled_isForbidden(@TempDir Path elsewhere) throws Exception {
        TillId ghost = TillId.of("00000000-0000-7000-8000-00000000dead");
        GatewayHome home = new GatewayHome(folder.resolve("gateway"));
        assertThat(home.enrolTill(ghost, elsewhere.resolve("till"), InstantSource.system())
                        .lastSeq())
                .isZero();
        HttpClient stranger = HttpClient.newBuilder()
                .sslContext(ServedGateway.context(
                        new TillHome(elsewhere.resolve("till")).keyStore(),
                        gateway.till.home().trustStore()))
                .build();

        Reply reply = ServedGateway.send(
                stranger, HttpRequest.newBuilder(gateway.api("/v1/results")).build());

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.body().path("code").asText()).isEqualTo("till_not_enrolled");
    }
}
