package dev.tidegate.till.gateway;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.http.Fault;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.ChainReceipt;
import dev.tidegate.core.payment.HostReply;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentResult;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.port.GatewayClient.News;
import dev.tidegate.core.port.GatewayClient.Receipt;
import dev.tidegate.core.port.GatewayClient.Verdict;
import dev.tidegate.core.port.GatewayUnavailableException;
import dev.tidegate.till.fake.MemoryJournal;
import dev.tidegate.till.fake.Samples;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The calls that may be repeated: what they send, what they understand, and what counts as no answer. */
final class CallsTest {
    @TempDir
    private static Path folder;

    private static WireMockGateway gateway;

    private final PaymentId id = Samples.id();
    private HttpGateway client;

    @BeforeAll
    static void start() {
        gateway = new WireMockGateway(folder);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void open() {
        gateway.server.resetAll();
        client = gateway.client();
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void complete_theResult_isUnderstoodWhole() {
        gateway.server.stubFor(
                post(urlEqualTo("/v1/payments/" + id + "/complete")).willReturn(okJson("""
                        {"paymentId":"%s","version":3,"state":"RETRY_WAIT","reason":"NONE","responseCode":"00",
                         "authorisationCode":"123456","stan":"000001","rrn":"632600000001",
                         "captured":null,"capturedAt":null,"attempts":2,
                         "nextAttempt":"2026-11-22T12:01:00Z","deadline":"2026-11-23T12:00:00Z"}""".formatted(id))));

        assertThat(client.complete(id))
                .isEqualTo(new PaymentResult(
                        id,
                        3,
                        "",
                        PaymentState.RETRY_WAIT,
                        Reason.NONE,
                        new HostReply("00", "123456", "000001", "632600000001"),
                        null,
                        null,
                        2,
                        java.time.Instant.parse("2026-11-22T12:01:00Z"),
                        java.time.Instant.parse("2026-11-23T12:00:00Z")));
    }

    @Test
    void reverse_theResult_answersACall() {
        gateway.server.stubFor(post(urlEqualTo("/v1/payments/" + id + "/reverse"))
                .willReturn(okJson(result(id, 1, "CANCELLED", ",\"cursor\":\"a-7\""))));

        assertThat(client.reverse(id).answersCall()).isTrue();
    }

    @Test
    void complete_aConflict_isAnsweredByWhereThePaymentStands() {
        gateway.server.stubFor(post(urlEqualTo("/v1/payments/" + id + "/complete"))
                .willReturn(aResponse().withStatus(409).withBody("{\"code\":\"already_reversed\"}")));
        gateway.server.stubFor(get(urlEqualTo("/v1/payments/" + id)).willReturn(okJson(result(id, 2, "REVERSED", ""))));

        assertThat(client.complete(id).state()).isEqualTo(PaymentState.REVERSED);
    }

    @Test
    void complete_aConflictOfAPaymentThatNobodyKnows_isNoAnswer() {
        gateway.server.stubFor(
                post(anyUrl()).willReturn(aResponse().withStatus(409).withBody("{}")));

        assertNoAnswer(() -> client.complete(id), Reason.GATEWAY_SILENT);
    }

    @Test
    void complete_anAnswerAboutAnotherPayment_isNoAnswer() {
        gateway.server.stubFor(post(anyUrl()).willReturn(okJson(result(Samples.id(), 1, "CAPTURED", ""))));

        assertNoAnswer(() -> client.complete(id), Reason.GATEWAY_SILENT);
    }

    @Test
    void upload_records_goAsTheyLieOnDisk() {
        MemoryJournal journal = new MemoryJournal();
        List<JournalRecord> records =
                List.of(journal.append(Samples.stored(id, 100)), journal.append(Samples.stored(Samples.id(), 200)));
        gateway.server.stubFor(post(urlEqualTo("/v1/journal"))
                .willReturn(okJson("{\"verdicts\":[\"OK\",\"SET_ASIDE\"],\"lastSeq\":2}")));

        assertThat(client.upload(records)).isEqualTo(new Receipt(List.of(Verdict.OK, Verdict.SET_ASIDE), 2));
        gateway.server.verify(postRequestedFor(urlEqualTo("/v1/journal"))
                .withRequestBody(
                        equalToJson("{\"records\":[\"" + base64("1 STORED") + "\",\"" + base64("2 STORED") + "\"]}")));
    }

    @Test
    void upload_answerWithAReceipt_givesItWhereTheGatewaySignedIt() {
        JournalRecord record = new MemoryJournal().append(Samples.stored(id, 100));
        ChainReceipt receipt = gateway.enrolment.gateway().chainSigner().receipt(Samples.TILL, 1, record.link());
        ChainReceipt foreign = gateway.enrolment.till().signer().receipt(Samples.TILL, 1, record.link());

        assertThat(uploadAnswered(record, receipt).chain()).isEqualTo(receipt);
        assertThat(uploadAnswered(record, foreign))
                .as("what else the answer says counts")
                .isEqualTo(new Receipt(List.of(Verdict.OK), 1));
        assertThat(uploadAnswered(record, new ChainReceipt(2, receipt.link(), receipt.signature())))
                .isEqualTo(new Receipt(List.of(Verdict.OK), 1));
    }

    @Test
    void upload_answerWithAReceiptThatIsNone_countsWithoutIt() {
        JournalRecord record = new MemoryJournal().append(Samples.stored(id, 100));
        gateway.server.stubFor(post(urlEqualTo("/v1/journal"))
                .willReturn(okJson("{\"verdicts\":[\"OK\"],\"lastSeq\":1,\"receipt\":{\"seq\":1,\"link\":\"!\"}}")));

        assertThat(client.upload(List.of(record))).isEqualTo(new Receipt(List.of(Verdict.OK), 1));
    }

    private Receipt uploadAnswered(JournalRecord record, ChainReceipt receipt) {
        String word = "{\"seq\":" + receipt.seq() + ",\"link\":\"" + base64(receipt.link()) + "\",\"signature\":\""
                + base64(receipt.signature().value()) + "\",\"certificate\":\""
                + base64(receipt.signature().certificate()) + "\"}";
        gateway.server.stubFor(post(urlEqualTo("/v1/journal"))
                .willReturn(okJson("{\"verdicts\":[\"OK\"],\"lastSeq\":1,\"receipt\":" + word + "}")));
        return client.upload(List.of(record));
    }

    private static String base64(Octets octets) {
        return Base64.getEncoder().encodeToString(octets.toByteArray());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"verdicts\":[\"OK\",\"OK\"],\"lastSeq\":1}",
                "{\"verdicts\":[\"FINE\"],\"lastSeq\":1}",
                "{\"verdicts\":[\"OK\"],\"lastSeq\":-1}",
                "{\"verdicts\":\"OK\"}",
                "nonsense"
            })
    void upload_verdictsThatCannotBe_areNoAnswer(String body) {
        JournalRecord record = new MemoryJournal().append(Samples.stored(id, 100));
        gateway.server.stubFor(post(urlEqualTo("/v1/journal")).willReturn(okJson(body)));

        assertNoAnswer(() -> client.upload(List.of(record)), Reason.GATEWAY_SILENT);
    }

    @Test
    void resultsAfter_aCursor_givesTheNewsInOrder() {
        String first = result(id, 1, "FORWARDING", ",\"cursor\":\"a-8\"");
        String second = result(id, 2, "CAPTURED", ",\"cursor\":\"a-9\"")
                .replace("\"captured\":null", "\"captured\":{\"value\":1250,\"currency\":\"EUR\"}");
        gateway.server.stubFor(get(urlEqualTo("/v1/results?after=a-7"))
                .willReturn(okJson("{\"cursor\":\"a-9\",\"results\":[" + first + "," + second + "]}")));

        News news = client.resultsAfter("a-7");

        assertThat(news.cursor()).isEqualTo("a-9");
        assertThat(news.results()).extracting(PaymentResult::cursor).containsExactly("a-8", "a-9");
        assertThat(news.results().getLast().captured()).isEqualTo(Samples.euro(1250));
    }

    @Test
    void resultsAfter_theBeginning_asksWithAnEmptyCursor() {
        gateway.server.stubFor(get(urlEqualTo("/v1/results?after=")).willReturn(okJson("{\"results\":[]}")));

        assertThat(client.resultsAfter("")).isEqualTo(new News("", List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"state\":\"LOST\"",
                "\"version\":0",
                "\"reason\":\"WEATHER\"",
                "\"paymentId\":\"018f3c52-7d2a-4c10-9f6e-5a1d0c0ffee1\"",
                "\"state\":\"CAPTURED\"",
                "\"attempts\":-1",
                "\"stan\":\"0000000000001\""
            })
    void resultsAfter_aResultThatCannotBe_isNoAnswer(String wrong) {
        String field = wrong.substring(0, wrong.indexOf(':'));
        String good = result(id, 1, "HELD", ",\"cursor\":\"a-8\"");
        String bad = good.replaceFirst(field + ":(\"[^\"]*\"|[0-9]+)", wrong);
        assertThat(bad).isNotEqualTo(good);
        gateway.server.stubFor(get(anyUrl()).willReturn(okJson("{\"results\":[" + bad + "]}")));

        assertNoAnswer(() -> client.resultsAfter(""), Reason.GATEWAY_SILENT);
    }

    @Test
    void resultsAfter_moreThanPromised_isNoAnswer() {
        String one = result(id, 1, "HELD", ",\"cursor\":\"a-8\"");
        String many = String.join(",", java.util.Collections.nCopies(Meaning.RESULTS_MAX + 1, one));
        gateway.server.stubFor(get(anyUrl()).willReturn(okJson("{\"results\":[" + many + "]}")));

        assertNoAnswer(() -> client.resultsAfter(""), Reason.GATEWAY_SILENT);
    }

    @Test
    void anyCall_anAnswerWithoutEnd_isNoAnswer() {
        gateway.server.stubFor(get(anyUrl()).willReturn(okJson("x".repeat(Calls.BODY_BYTES_MAX + 1))));

        assertNoAnswer(() -> client.resultsAfter(""), Reason.GATEWAY_SILENT);
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void anyCall_aBrokenAnswer_isNoAnswer(Fault fault) {
        gateway.server.stubFor(post(anyUrl()).willReturn(aResponse().withFault(fault)));

        assertNoAnswer(() -> client.reverse(id), Reason.GATEWAY_SILENT);
    }

    @Test
    void anyCall_noAnswerInTime_isTheGatewaysSilence() {
        gateway.server.stubFor(get(anyUrl()).willReturn(okJson("{}").withFixedDelay(5_000)));

        assertNoAnswer(() -> client.resultsAfter(""), Reason.GATEWAY_SILENT);
    }

    @Test
    void anyCall_nobodyListens_isNoNetwork() {
        try (HttpGateway lost = gateway.client(URI.create("https://localhost:1"), Duration.ofSeconds(1))) {
            assertNoAnswer(() -> lost.reverse(id), Reason.NO_NETWORK);
        }
    }

    private static void assertNoAnswer(Runnable call, Reason cause) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        GatewayUnavailableException.class,
                        e -> assertThat(e.reason()).isEqualTo(cause));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String result(PaymentId id, long version, String state, String more) {
        return String.format(Locale.ROOT, """
                {"paymentId":"%s","version":%d,"state":"%s","reason":"NONE","responseCode":"00","authorisationCode":"",
                 "stan":"000001","rrn":"","captured":null,"capturedAt":null,"attempts":1,"nextAttempt":null,
                 "deadline":null%s}""", id, version, state, more);
    }
}
