package dev.tidegate.till.gateway;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.tidegate.core.emv.EntryMode;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.port.GatewayClient.Ask;
import dev.tidegate.core.port.GatewayClient.HostVerdict;
import dev.tidegate.core.port.GatewayUnavailableException;
import dev.tidegate.till.fake.MemoryJournal;
import dev.tidegate.till.fake.Samples;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A gateway, or what stands between, that takes the request and then does anything but answer it. From then on bytes
 * have left: a sale is never called <em>not sent</em>, which alone lets it be stored, and never approved; every other
 * call counts as not answered and is made again.
 */
final class GatewayMisbehavesTest {
    private static final Duration TIMER = Duration.ofMillis(300);
    private static final String APPROVED = "{\"answer\":\"APPROVED\",\"captured\":true,\"responseCode\":\"00\"}";

    /** What comes instead of an answer, for as long as the question is asked. */
    // Nobody builds on what is built here.
    @SuppressWarnings("ImmutableEnumChecker")
    private enum Instead {
        LATER_THAN_THE_TIMER(okJson(APPROVED).withFixedDelay(5_000)),
        DRIPPING_PAST_THE_TIMER(okJson(APPROVED).withChunkedDribbleDelay(20, 10_000)),
        RESET(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)),
        CLOSED_WITHOUT_A_WORD(aResponse().withFault(Fault.EMPTY_RESPONSE)),
        CHUNKS_THAT_BREAK_OFF(aResponse().withStatus(200).withFault(Fault.MALFORMED_RESPONSE_CHUNK)),
        NO_HTTP(aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE)),
        LESS_THAN_ITS_LENGTH(okJson(APPROVED).withHeader("Content-Length", "4000")),
        EMPTY(aResponse().withStatus(200)),
        NO_CONTENT(aResponse().withStatus(204)),
        WITHOUT_END(okJson("{\"answer\":\"" + "x".repeat(Calls.BODY_BYTES_MAX) + "\"}")),
        NESTED_DEEP(okJson("[".repeat(5_000))),
        A_PORTALS_PAGE(aResponse()
                .withStatus(200)
                .withHeader("Content-Type", "text/html")
                .withBody("<html>Sign in</html>")),
        HALF_OF_IT(okJson(APPROVED.substring(0, APPROVED.length() / 2))),
        TWO_OF_IT(okJson(APPROVED + APPROVED)),
        NO_UTF_8(aResponse().withStatus(200).withBody(new byte[] {'{', (byte) 0xFF, (byte) 0xFE, '}'})),
        PACKED_AND_NOT_SAID_SO(aResponse().withStatus(200).withBody(new byte[] {0x1F, (byte) 0x8B, 8, 0, 0, 0})),
        SAID_TO_BE_PACKED(okJson(APPROVED).withHeader("Content-Encoding", "br").withBody(new byte[] {1, 2, 3})),
        OF_ANOTHER_KIND(okJson("{\"code\":\"OK\",\"status\":\"approved\"}")),
        A_WORD_OF_THE_WRONG_TYPE(okJson("{\"answer\":true,\"captured\":\"yes\"}")),
        IN_PART_OF_NOTHING(part(0, "EUR")),
        IN_PART_OF_A_NEGATIVE(part(-5, "EUR")),
        IN_PART_OF_NO_CURRENCY(part(5, "EURO")),
        IN_PART_OF_ALL(part(1250, "EUR")),
        IN_PART_OF_MORE(part(1251, "EUR")),
        IN_PART_OF_OTHER_MONEY(part(5, "USD")),
        BUSY(aResponse().withStatus(503).withBody(APPROVED)),
        BROKEN(aResponse().withStatus(500).withBody(APPROVED)),
        TOO_MANY(aResponse().withStatus(429).withBody(APPROVED)),
        /** Only 200 answers a sale: 201 and 202 promise something. */
        CREATED(aResponse().withStatus(201).withBody(APPROVED)),
        ACCEPTED(aResponse().withStatus(202).withBody(APPROVED)),
        PARTIAL_CONTENT(aResponse().withStatus(206).withBody(APPROVED)),
        MOVED(aResponse().withStatus(307).withHeader("Location", "/elsewhere").withBody(APPROVED)),
        FORBIDDEN(aResponse().withStatus(403).withBody(APPROVED)),
        NOT_THERE(aResponse().withStatus(404).withBody(APPROVED));

        private final ResponseDefinitionBuilder response;

        Instead(ResponseDefinitionBuilder response) {
            this.response = response;
        }

        private static ResponseDefinitionBuilder part(long value, String currency) {
            return okJson("{\"answer\":\"PARTIALLY_APPROVED\",\"captured\":false,\"responseCode\":\"10\","
                    + "\"amount\":{\"value\":" + value + ",\"currency\":\"" + currency + "\"}}");
        }
    }

    @TempDir
    private static Path folder;

    private static WireMockGateway gateway;

    private final PaymentId id = Samples.id();

    @BeforeAll
    static void start() {
        gateway = new WireMockGateway(folder);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void forget() {
        gateway.server.resetAll();
    }

    @ParameterizedTest
    @EnumSource
    void authorise_noAnswerToBytesThatLeft_isUnknown(Instead instead) {
        gateway.server.stubFor(any(anyUrl()).willReturn(instead.response));

        HostVerdict verdict = ask(TIMER);

        assertThat(verdict).isEqualTo(new HostVerdict.Unknown());
        gateway.server.verify(postRequestedFor(urlEqualTo("/v1/payments/" + id + "/authorise")));
    }

    @ParameterizedTest
    @EnumSource
    void everyOtherCall_noAnswer_isMadeAgainLater(Instead instead) {
        gateway.server.stubFor(any(anyUrl()).willReturn(instead.response));
        JournalRecord record = new MemoryJournal().append(Samples.stored(id, 100));

        try (HttpGateway client = gateway.impatient(TIMER)) {
            for (Runnable call : List.<Runnable>of(
                    () -> client.complete(id),
                    () -> client.reverse(id),
                    () -> client.upload(List.of(record)),
                    () -> client.resultsAfter(""))) {
                assertThatThrownBy(call::run)
                        .isInstanceOfSatisfying(
                                GatewayUnavailableException.class,
                                e -> assertThat(e.reason()).isEqualTo(Reason.GATEWAY_SILENT));
            }
        }
    }

    @Test
    void authorise_anAnswerJustInTime_isTaken() {
        gateway.server.stubFor(any(anyUrl()).willReturn(okJson(APPROVED).withFixedDelay(1_000)));

        assertThat(ask(Duration.ofSeconds(20))).isInstanceOf(HostVerdict.Approved.class);
        gateway.server.verify(1, postRequestedFor(anyUrl()));
    }

    /** Whoever may say where else to ask could be asked for a card's sealed data. */
    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void anyCall_sentElsewhere_isNotFollowed(int status) {
        gateway.server.stubFor(any(anyUrl())
                .willReturn(aResponse()
                        .withStatus(status)
                        .withHeader("Location", "https://localhost:" + gateway.server.httpsPort() + "/elsewhere")));

        HostVerdict verdict = ask(TIMER);
        try (HttpGateway client = gateway.impatient(TIMER)) {
            assertThatThrownBy(() -> client.resultsAfter("")).isInstanceOf(GatewayUnavailableException.class);
        }

        assertThat(verdict).isEqualTo(new HostVerdict.Unknown());
        gateway.server.verify(0, getRequestedFor(urlEqualTo("/elsewhere")));
        gateway.server.verify(0, postRequestedFor(urlEqualTo("/elsewhere")));
    }

    private HostVerdict ask(Duration timer) {
        try (HttpGateway client = gateway.impatient(timer)) {
            return client.authorise(new Ask(id, Samples.euro(1250), Samples.NOON, EntryMode.CHIP, Samples.body()));
        }
    }
}
