package dev.tidegate.till.gateway;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.http.Fault;
import dev.tidegate.core.emv.EntryMode;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.port.GatewayClient.Ask;
import dev.tidegate.core.port.GatewayClient.HostVerdict;
import dev.tidegate.core.port.GatewayUnavailableException;
import dev.tidegate.till.fake.MemoryJournal;
import dev.tidegate.till.fake.Samples;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two ways to one gateway: which is taken, when it changes, and that no question is asked under another id. */
final class BackupRouteTest {
    private static final URI NOBODY = URI.create("https://localhost:1");
    private static final String APPROVED =
            "{\"answer\":\"APPROVED\",\"captured\":true,\"responseCode\":\"00\",\"authorisationCode\":\"123456\","
                    + "\"stan\":\"000001\",\"rrn\":\"632600000001\",\"issuerData\":\"\"}";
    private static final String BEAT = "{\"acquirer\":\"UP\",\"lastSeq\":0,\"incarnation\":\"a\"}";

    @TempDir
    private static Path folder;

    /** Two ways into one gateway: as two, so that each can be told what to do. */
    private static WireMockGateway first;

    private static WireMockGateway backup;

    private final PaymentId id = Samples.id();
    private final String authorise = "/v1/payments/" + id + "/authorise";
    private final List<String> told = new ArrayList<>();
    private final MemoryJournal journal = new MemoryJournal().opened();
    private HttpGateway client;

    @BeforeAll
    static void start() {
        first = new WireMockGateway(folder.resolve("first"));
        backup = new WireMockGateway(folder.resolve("backup"));
    }

    @AfterAll
    static void stop() {
        first.close();
        backup.close();
    }

    @BeforeEach
    void open() {
        first.server.resetAll();
        backup.server.resetAll();
        client = client(first.address(), backup.address());
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void authorise_firstRouteAnswers_asksTheBackupNothing() {
        answers(first, authorise, APPROVED);

        HostVerdict verdict = client.authorise(ask());

        assertThat(verdict).isInstanceOf(HostVerdict.Approved.class);
        assertThat(told).containsExactly("FIRST authorise true");
        backup.server.verify(0, postRequestedFor(anyUrl()));
    }

    @Test
    void authorise_noByteLeftOnTheFirstRoute_isAskedOnTheBackup() {
        answers(backup, authorise, APPROVED);

        HostVerdict verdict = client(NOBODY, backup.address()).authorise(ask());

        assertThat(verdict).isInstanceOf(HostVerdict.Approved.class);
        assertThat(told).containsExactly("BACKUP authorise true");
    }

    @Test
    void authorise_noByteLeftOnAnyRoute_isNotSent() {
        HostVerdict verdict = client(NOBODY, URI.create("https://localhost:2")).authorise(ask());

        assertThat(verdict).isEqualTo(new HostVerdict.NotSent(Reason.NO_NETWORK));
        assertThat(told).isEmpty();
    }

    @Test
    void authorise_bytesLeftOnTheFirstRoute_isAskedAgainWithTheSameIdOnTheOther() {
        first.server.stubFor(
                post(urlEqualTo(authorise)).willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
        answers(backup, authorise, APPROVED);

        HostVerdict verdict = client.authorise(ask());

        assertThat(verdict).isInstanceOf(HostVerdict.Approved.class);
        assertThat(told).containsExactly("FIRST authorise false", "BACKUP authorise true");
    }

    @Test
    void authorise_aRouteThatSwallowsTheQuestion_leavesTheOtherItsTime() {
        first.server.stubFor(
                post(urlEqualTo(authorise)).willReturn(okJson(APPROVED).withFixedDelay(60_000)));
        answers(backup, authorise, APPROVED);

        assertThat(client.authorise(ask())).isInstanceOf(HostVerdict.Approved.class);
    }

    @Test
    void authorise_bytesLeftAndThenNoRouteAnswers_isUnknownAndNeverNotSent() {
        first.server.stubFor(
                post(urlEqualTo(authorise)).willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));

        HostVerdict verdict = client(first.address(), NOBODY).authorise(ask());

        assertThat(verdict).isEqualTo(new HostVerdict.Unknown());
    }

    @Test
    void call_firstRouteGivesNoAnswer_goesByTheBackupAndSaysSo() {
        answers(backup, "/v1/payments/" + id + "/reverse", reversed());
        HttpGateway cut = client(NOBODY, backup.address());

        assertThat(cut.reverse(id).payment()).isEqualTo(id);
        assertThat(told).containsExactly("moved BACKUP", "BACKUP reverse true");
        assertThat(cut.current()).isEqualTo(RouteName.BACKUP);
    }

    @Test
    void call_noRouteAnswers_isNoNetworkOnlyWhereNoByteLeftOnAny() {
        first.server.stubFor(post(anyUrl()).willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));

        assertReason(client(NOBODY, URI.create("https://localhost:2")), Reason.NO_NETWORK);
        assertReason(client(first.address(), NOBODY), Reason.GATEWAY_SILENT);
        assertReason(client(NOBODY, first.address()), Reason.GATEWAY_SILENT);
    }

    @Test
    void beat_firstRouteAnswersAgain_leadsBackToIt() {
        first.server.stubFor(post(anyUrl()).willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));
        answers(backup, "/v1/heartbeat", BEAT);

        beat();
        RouteName during = client.current();
        answers(first, "/v1/heartbeat", BEAT);
        beat();

        assertThat(during).isEqualTo(RouteName.BACKUP);
        assertThat(client.current()).isEqualTo(RouteName.FIRST);
        assertThat(told).containsExactly("moved BACKUP", "moved FIRST");
    }

    @Test
    void upload_byTheBackup_isOnRecordWithItsNumbers() {
        answers(backup, "/v1/journal", "{\"verdicts\":[\"OK\",\"OK\"],\"lastSeq\":3}");
        HttpGateway cut = client(NOBODY, backup.address());

        var ignored =
                cut.upload(List.of(journal.append(Samples.stored(id, 100)), journal.append(Samples.stored(id, 200))));

        assertThat(told).containsExactly("moved BACKUP", "BACKUP journal 2-3 true");
    }

    @Test
    void call_withOneRoute_recordsNothing() {
        answers(first, "/v1/payments/" + id + "/reverse", reversed());

        var ignored = client(first.address(), null).reverse(id);

        assertThat(told).isEmpty();
    }

    private void beat() {
        Keyring keyring = first.keyring(() -> Samples.NOON);
        BundleWatch keys = new BundleWatch(client, keyring, journal, Runnable::run, new HeardNothing());
        HttpGateway.Told ignored = client.beat(journal.head(), 0, keys.sealing());
    }

    private void assertReason(HttpGateway gateway, Reason reason) {
        assertThatThrownBy(() -> gateway.reverse(id))
                .isInstanceOfSatisfying(
                        GatewayUnavailableException.class,
                        e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private HttpGateway client(URI way, @Nullable URI other) {
        return new HttpGateway(
                new HttpGateway.Route(
                        way, other, "TIDE0001", Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(6)),
                first.enrolment.tls(),
                receipt -> true,
                System::nanoTime,
                time -> {},
                new Ear());
    }

    private final class Ear implements RouteWatch {
        @Override
        public void carried(
                RouteName route,
                String message,
                @Nullable PaymentId payment,
                long firstSeq,
                long lastSeq,
                boolean answered) {
            String what = payment == null ? message + " " + firstSeq + "-" + lastSeq : message;
            told.add(route + " " + what + " " + answered);
        }

        @Override
        public void moved(RouteName route) {
            told.add("moved " + route);
        }
    }

    private Ask ask() {
        return new Ask(id, Samples.euro(1250), Samples.NOON, EntryMode.CHIP, Samples.body());
    }

    private static void answers(WireMockGateway gateway, String path, String body) {
        gateway.server.stubFor(post(urlEqualTo(path)).willReturn(okJson(body)));
    }

    private String reversed() {
        return "{\"paymentId\":\"" + id + "\",\"version\":1,\"state\":\"REVERSED\",\"reason\":\"NONE\",\"attempts\":1}";
    }
}
