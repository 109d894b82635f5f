package dev.tidegate.till.gateway;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.Standing;
import dev.tidegate.till.fake.MemoryJournal;
import dev.tidegate.till.fake.Samples;
import dev.tidegate.till.fake.TestClock;
import dev.tidegate.till.gateway.HeartbeatStanding.Seen;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class HeartbeatStandingTest {
    @TempDir
    private static Path folder;

    private static WireMockGateway gateway;

    private final TestClock clock = new TestClock();
    private final MemoryJournal journal = new MemoryJournal().opened();
    private final List<List<Long>> heard = new ArrayList<>();
    private final List<Seen> changes = new ArrayList<>();
    private Keyring keyring;
    private HeartbeatStanding standing;

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
        keyring = gateway.keyring(clock);
        standing = standing(gateway.client());
    }

    @Test
    void now_beforeTheFirstBeat_isOffline() {
        assertThat(standing.now()).isEqualTo(new Standing.Offline(Reason.GATEWAY_SILENT));
        assertThat(standing.gatewayReachable()).isFalse();
    }

    @Test
    void beat_acquirerUp_isOnline() {
        acquirer("UP");

        standing.beat();

        assertThat(standing.now()).isEqualTo(new Standing.Online());
    }

    @Test
    void drainSlot_beforeTheFirstBeat_isNone() {
        assertThat(standing.drainSlot()).isZero();
    }

    @Test
    void drainSlot_ofAGatewayThatGivesNoTimes_isOpen() {
        acquirer("UP");

        standing.beat();

        assertThat(standing.drainSlot()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void drainSlot_inFourSeconds_opensThenAndIsUsedUp() {
        slot("{\"startInMillis\":4000,\"records\":64}");

        standing.beat();
        int before = standing.drainSlot();
        clock.move(Duration.ofSeconds(4));
        int then = standing.drainSlot();
        standing.drained(60);
        int after = standing.drainSlot();
        standing.drained(60);

        assertThat(List.of(before, then, after, standing.drainSlot())).containsExactly(0, 64, 4, 0);
    }

    @Test
    void beat_withATimeThatCannotBe_isNoAnswer() {
        slot("{\"startInMillis\":-1,\"records\":64}");

        standing.beat();

        assertThat(standing.gatewayReachable()).isFalse();
        assertThat(standing.drainSlot()).isZero();
    }

    private static void slot(String slot) {
        gateway.server.stubFor(post(urlEqualTo("/v1/heartbeat"))
                .willReturn(
                        okJson("{\"acquirer\":\"UP\",\"lastSeq\":0,\"incarnation\":\"a\",\"drain\":" + slot + "}")));
    }

    @Test
    void beat_acquirerDown_isOfflineThoughTheGatewayIsReachable() {
        acquirer("DOWN");

        standing.beat();

        assertThat(standing.now()).isEqualTo(new Standing.Offline(Reason.ACQUIRER_SILENT));
        assertThat(standing.gatewayReachable()).isTrue();
    }

    @Test
    void beat_noUsableAnswer_isTheGatewaysSilence() {
        gateway.server.stubFor(
                post(urlEqualTo("/v1/heartbeat")).willReturn(aResponse().withStatus(500)));

        standing.beat();

        assertThat(standing.seen().standing()).isEqualTo(new Standing.Offline(Reason.GATEWAY_SILENT));
    }

    @Test
    void beat_nobodyListens_isNoNetwork() {
        HeartbeatStanding lost = standing(gateway.client(URI.create("https://localhost:1"), Duration.ofSeconds(1)));

        lost.beat();

        assertThat(lost.now()).isEqualTo(new Standing.Offline(Reason.NO_NETWORK));
    }

    @Test
    void beat_always_tellsTheJournalsHeadAndTheBadge() {
        acquirer("UP");

        standing.beat();

        gateway.server.verify(postRequestedFor(urlEqualTo("/v1/heartbeat"))
                .withRequestBody(equalToJson("{\"epoch\":\"" + journal.head().epochId() + "\",\"seq\":1,\"link\":\""
                        + journal.head().link().hex() + "\",\"unsynced\":3,\"sealingTo\":\""
                        + BundleWatchTest.sealingTo(keyring)
                        + "\",\"oldestSealed\":\"\"}")));
    }

    @Test
    void beat_always_hearsHowFarTheGatewayIs() {
        acquirer("UP");

        standing.beat();

        assertThat(heard).containsExactly(List.of(1L, 0L, 1L));
    }

    @Test
    void beat_nothingNew_isNoChange() {
        acquirer("UP");
        standing.beat();
        Seen first = standing.seen();
        clock.move(Duration.ofSeconds(2));

        standing.beat();

        assertThat(standing.seen()).isEqualTo(first);
        assertThat(changes).hasSize(1);
    }

    @Test
    void lost_aCallThatFailed_isOfflineAtOnceWithItsCause() {
        acquirer("UP");
        standing.beat();
        clock.move(Duration.ofSeconds(2));

        standing.lost(Reason.NO_NETWORK);

        assertThat(standing.seen())
                .isEqualTo(new Seen(new Standing.Offline(Reason.NO_NETWORK), Samples.NOON.plusSeconds(2), false));
        assertThat(changes).hasSize(2);
    }

    @Test
    void lost_theAcquirersSilence_leavesTheGatewayReachable() {
        standing.lost(Reason.ACQUIRER_SILENT);

        assertThat(standing.gatewayReachable()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"LANE_BUSY", "PIN_UNCHECKED"})
    void lost_aBusyLaneOrAPin_isNoOutage(Reason cause) {
        acquirer("UP");
        standing.beat();

        standing.lost(cause);

        assertThat(standing.now()).isEqualTo(new Standing.Online());
    }

    private HeartbeatStanding standing(HttpGateway client) {
        BundleWatch keys = new BundleWatch(client, keyring, journal, Runnable::run, new HeardNothing());
        ParametersWatch watch =
                ParametersWatchTest.quiet(client, gateway.enrolment.till().parameters(), clock);
        return new HeartbeatStanding(
                client,
                journal,
                () -> 3,
                keys,
                watch,
                clock,
                (last, acked, head) -> heard.add(List.of(last, acked, head)),
                changes::add);
    }

    private static void acquirer(String state) {
        gateway.server.stubFor(post(urlEqualTo("/v1/heartbeat"))
                .willReturn(okJson("{\"signedTime\":\"2026-11-22T12:00:00Z\",\"acquirer\":\"" + state
                        + "\",\"lastSeq\":1,\"incarnation\":\"a\"}")));
    }
}
