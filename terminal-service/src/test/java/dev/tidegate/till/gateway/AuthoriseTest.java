package dev.tidegate.till.gateway;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.EntryMode;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.core.payment.HostReply;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.port.GatewayClient.Ask;
import dev.tidegate.core.port.GatewayClient.HostVerdict;
import dev.tidegate.till.fake.Samples;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an online request comes to, for everything that may happen on its way. */
final class AuthoriseTest {
    private static final String APPROVED = """
            {"answer":"APPROVED","captured":true,"responseCode":"00","authorisationCode":"123456",
             "stan":"000001","rrn":"632600000001","issuerData":"910A01020304050607083030","more":"later"}""";

    @TempDir
    private static Path folder;

    private static WireMockGateway gateway;

    private final PaymentId id = Samples.id();
    private final String path = "/v1/payments/" + id + "/authorise";
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
    void authorise_anApproval_givesItsNumbersAndWhatIsForTheCard() {
        answers(okJson(APPROVED));

        HostVerdict verdict = client.authorise(ask());

        assertThat(verdict).isInstanceOfSatisfying(HostVerdict.Approved.class, approved -> {
            assertThat(approved.reply()).isEqualTo(new HostReply("00", "123456", "000001", "632600000001"));
            assertThat(approved.captured()).isTrue();
            assertThat(approved.issuerData().value(Tag.ISSUER_AUTHENTICATION))
                    .isEqualTo(Octets.ofHex("01020304050607083030"));
        });
    }

    @Test
    void authorise_anApprovalInPart_saysOfHowMuch() {
        answers(okJson("{\"answer\":\"PARTIALLY_APPROVED\",\"captured\":false,\"responseCode\":\"10\","
                + "\"amount\":{\"value\":1000,\"currency\":\"EUR\"}}"));

        HostVerdict verdict = client.authorise(ask());

        assertThat(verdict).isInstanceOfSatisfying(HostVerdict.PartlyApproved.class, part -> {
            assertThat(part.part()).isEqualTo(Samples.euro(1000));
            assertThat(part.captured()).isFalse();
        });
    }

    @Test
    void authorise_anApprovalWithSeveralScripts_isAnApprovalWithAllOfThem() {
        answers(okJson("{\"answer\":\"APPROVED\",\"captured\":true,\"issuerData\":\"72038601017203860102\"}"));

        HostVerdict verdict = client.authorise(ask());

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        HostVerdict.Approved.class,
                        approved -> assertThat(approved.issuerData().value(Tag.ISSUER_SCRIPT_2))
                                .isEqualTo(Octets.ofHex("72038601017203860102")));
    }

    @Test
    void authorise_whatIsSent_isTheWireAgreedOn() {
        answers(okJson(APPROVED));

        HostVerdict ignored = client.authorise(ask());

        gateway.server.verify(1, postRequestedFor(urlEqualTo(path)).withRequestBody(equalToJson("""
                {"terminalId":"TIDE0001","amount":{"value":1250,"currency":"EUR"},
                 "soldAt":"2026-11-22T12:00:00.123Z","entryMode":"CHIP",
                 "sealed":{"suite":1,"keyId":"AAAAAAAAAAA=","encapsulated":"${json-unit.any-string}",
                           "ciphertext":"${json-unit.any-string}"},"takesPart":false}""")));
    }

    @Test
    void authorise_aDecline_isADecline() {
        answers(okJson("{\"answer\":\"DECLINED\",\"captured\":false,\"responseCode\":\"51\",\"stan\":\"000002\"}"));

        assertThat(client.authorise(ask()))
                .isInstanceOfSatisfying(
                        HostVerdict.Declined.class,
                        declined -> assertThat(declined.reply().responseCode()).isEqualTo("51"));
    }

    @Test
    void authorise_theGatewaysOwnNotSent_isNotSentWithItsCause() {
        answers(okJson("{\"answer\":\"NOT_SENT\",\"cause\":\"LANE_BUSY\"}"));

        assertThat(client.authorise(ask())).isEqualTo(new HostVerdict.NotSent(Reason.LANE_BUSY));
    }

    @Test
    void authorise_pinThatTheGatewayCouldNotPassOn_isNotSent() {
        answers(okJson("{\"answer\":\"NOT_SENT\",\"cause\":\"PIN_UNCHECKED\"}"));

        assertThat(client.authorise(ask())).isEqualTo(new HostVerdict.NotSent(Reason.PIN_UNCHECKED));
    }

    @ParameterizedTest
    @CsvSource({
        "PIN_WRONG, PIN_WRONG",
        "PIN_TRIES_EXCEEDED, PIN_TRIES_EXCEEDED",
        "NO_NETWORK, HOST_DECLINED",
        "whatever, HOST_DECLINED"
    })
    void authorise_declinedWithACause_isDeclinedForIt(String cause, Reason why) {
        answers(okJson("{\"answer\":\"DECLINED\",\"cause\":\"" + cause + "\",\"responseCode\":\"55\"}"));

        assertThat(client.authorise(ask()))
                .isInstanceOfSatisfying(
                        HostVerdict.Declined.class,
                        declined -> assertThat(declined.why()).isEqualTo(why));
    }

    @Test
    void authorise_theGatewaysOwnUnknown_isUnknownAtOnce() {
        answers(okJson("{\"answer\":\"UNKNOWN\"}"));

        assertThat(client.authorise(ask())).isEqualTo(new HostVerdict.Unknown());
        gateway.server.verify(1, postRequestedFor(urlEqualTo(path)));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 409, 410, 413, 422})
    void authorise_aRefusalThatWillNotChange_isUnknownAtOnce(int status) {
        answers(aResponse().withStatus(status).withBody("{}"));

        assertThat(client.authorise(ask())).isEqualTo(new HostVerdict.Unknown());
        gateway.server.verify(1, postRequestedFor(urlEqualTo(path)));
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void authorise_aBrokenAnswer_isAskedAgainWithTheSameId(Fault fault) {
        firstThen(aResponse().withFault(fault), okJson(APPROVED));

        assertThat(client.authorise(ask())).isInstanceOf(HostVerdict.Approved.class);
        gateway.server.verify(2, postRequestedFor(urlEqualTo(path)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not json",
                "{}",
                "{\"answer\":\"MAYBE\"}",
                "{\"answer\":\"APPROVED\",\"responseCode\":\"00\"}",
                "{\"answer\":\"APPROVED\",\"captured\":true,\"responseCode\":\"00000\"}",
                "{\"answer\":\"APPROVED\",\"captured\":true,\"issuerData\":\"91FF01\"}",
                "{\"answer\":\"APPROVED\",\"captured\":true} {}",
                "{\"answer\":\"DECLINED\",\"answer\":\"APPROVED\",\"captured\":true}",
                "{\"answer\":\"NOT_SENT\",\"cause\":\"WEATHER\"}",
                "[]"
            })
    void authorise_anAnswerThatSaysNothing_isAskedAgain(String body) {
        firstThen(okJson(body), okJson("{\"answer\":\"DECLINED\",\"responseCode\":\"05\"}"));

        assertThat(client.authorise(ask())).isInstanceOf(HostVerdict.Declined.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503})
    void authorise_aGatewayInTrouble_isAskedAgain(int status) {
        firstThen(aResponse().withStatus(status), okJson(APPROVED));

        assertThat(client.authorise(ask())).isInstanceOf(HostVerdict.Approved.class);
    }

    @Test
    void authorise_noAnswerUntilTheTimerEnds_isUnknown() {
        answers(okJson(APPROVED).withFixedDelay(10_000));

        try (HttpGateway patient = gateway.client(gateway.address(), Duration.ofSeconds(1))) {
            assertThat(patient.authorise(ask())).isEqualTo(new HostVerdict.Unknown());
        }
    }

    @Test
    void authorise_bytesLeftAndThenNoConnection_isUnknownAndNeverNotSent() {
        try (WireMockGateway dying = new WireMockGateway(folder.resolve("dying"))) {
            dying.server.stubFor(
                    post(urlEqualTo(path)).willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
            // The first answer is cut off; before the question is asked again the gateway is gone.
            Pause gatewayGoes = time -> {
                dying.server.stop();
                Thread.sleep(time.toMillis());
            };
            try (HttpGateway cut = dying.client(dying.address(), Duration.ofSeconds(2), gatewayGoes)) {
                assertThat(cut.authorise(ask())).isEqualTo(new HostVerdict.Unknown());
            }
        }
    }

    @Test
    void authorise_connectionRefused_isNotSent() throws IOException {
        int nobody;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = taken.getLocalPort();
        }
        try (HttpGateway lost = gateway.client(URI.create("https://localhost:" + nobody), Duration.ofSeconds(2))) {
            assertThat(lost.authorise(ask())).isEqualTo(new HostVerdict.NotSent(Reason.NO_NETWORK));
        }
    }

    private Ask ask() {
        return new Ask(id, Samples.euro(1250), Samples.NOON, EntryMode.CHIP, Samples.body());
    }

    private void answers(ResponseDefinitionBuilder response) {
        gateway.server.stubFor(post(urlEqualTo(path)).willReturn(response));
    }

    private void firstThen(ResponseDefinitionBuilder first, ResponseDefinitionBuilder then) {
        gateway.server.stubFor(post(urlEqualTo(path))
                .inScenario("again")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(first)
                .willSetStateTo("second"));
        gateway.server.stubFor(post(urlEqualTo(path))
                .inScenario("again")
                .whenScenarioStateIs("second")
                .willReturn(then));
    }
}
