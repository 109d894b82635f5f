package dev.tidegate.gateway.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidegate.gateway.fixture.LoopbackHost;
import dev.tidegate.gateway.fixture.Profiles;
import dev.tidegate.gateway.fixture.Sales;
import dev.tidegate.gateway.fixture.WireMessage;
import dev.tidegate.gateway.link.AcquirerLink.Arrival;
import dev.tidegate.gateway.link.AcquirerLink.Sending;
import dev.tidegate.gateway.link.LinkCounts.What;
import dev.tidegate.gateway.link.LinkStanding.State;
import dev.tidegate.gateway.profile.Profile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A link's life with a host on loopback: sign-on, echo, the wait between attempts, sign-off. */
class NettyLinkTest {
    private static final Duration LONG = Duration.ofSeconds(10);

    @TempDir
    private Path folder;

    private LoopbackHost host = new LoopbackHost();
    private LinkRig rig = new LinkRig(LinkRig.quick(), host);

    @AfterEach
    void close() {
        rig.close();
        host.close();
    }

    private LinkRig with(Profile profile) {
        rig.close();
        rig = new LinkRig(profile, host);
        return rig;
    }

    private LinkRig with(String... timers) {
        return with(LinkRig.quick(timers));
    }

    @Test
    void link_started_signsOnBeforeItIsUp() {
        assertThat(rig.link.isUp()).isFalse();

        rig.up();

        assertThat(host.nextNetwork().text(70)).isEqualTo("001");
        assertThat(rig.link.isUp()).isTrue();
        assertThat(rig.link.isAnswering()).isTrue();
    }

    @Test
    void link_ofAProfileWithoutSignOn_isUpWithoutAWord() throws IOException {
        with(Profiles.edited(folder, Map.of("  signOn: \"001\"\n", "", "  signOff: \"002\"\n", ""), LinkRig.QUICK))
                .up();

        assertThat(LinkRig.code(rig.exchange(1, LONG))).isEqualTo("00");
        rig.link.close();

        assertThat(host.next().type()).isEqualTo("0200");
        assertThat(host.networkHeard()).isEmpty();
    }

    @Test
    void message_answered_givesTheAnswer() {
        rig.up();

        Arrival arrival = rig.exchange(1, LONG);

        assertThat(LinkRig.code(arrival)).isEqualTo("00");
        assertThat(host.next().text(2)).isEqualTo(Sales.NUMBER);
    }

    @Test
    void message_beforeTheLinkIsUp_isNotWritten() {
        assertThat(rig.link.send(rig.sale(1))).isEqualTo(new Sending.NotWritten());
        assertThat(host.unread()).isZero();
    }

    @Test
    void messages_ofManyTerminals_areInFlightTogether() {
        rig.up();
        host.script((message, wire) -> {});
        var flights =
                IntStream.range(0, 64).mapToObj(n -> rig.sent(rig.sale(n, 7))).toList();
        var arrivals = flights.stream().map(flight -> rig.later(flight, LONG)).toList();

        LoopbackHost.Wire wire = host.nextWire();
        IntStream.range(0, 64).forEach(n -> wire.send(host.next().answer("00")));

        assertThat(arrivals)
                .allSatisfy(arrival -> assertThat(LinkRig.code(arrival.join())).isEqualTo("00"));
    }

    @Test
    void message_ofATerminalThatWaits_isAMistake() {
        rig.up();
        host.script((message, wire) -> {});
        Sending.InFlight first = rig.sent(rig.sale(1));

        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> rig.link.send(rig.sale(2)));

        assertThat(first.await(Duration.ofMillis(1))).isEqualTo(new Arrival.Silence());
    }

    @Test
    void message_unanswered_makesTheAcquirerSilentUntilItIsHeard() {
        rig.up();
        host.sayNothing(true);
        host.script((message, wire) -> {});

        Arrival silence = rig.exchange(1, Duration.ofMillis(1));
        assertThat(rig.link.isAnswering()).isFalse();
        assertThat(rig.link.standing().state()).isEqualTo(State.SILENT);
        host.script((message, wire) -> wire.send(message.answer("00")));
        Arrival answer = rig.exchange(2, LONG);

        assertThat(silence).isEqualTo(new Arrival.Silence());
        assertThat(LinkRig.code(answer)).isEqualTo("00");
        LinkRig.await("the acquirer answers", rig.link::isAnswering);
    }

    @Test
    void message_unanswered_isFollowedByAnEcho() {
        rig.up();
        host.script((message, wire) -> {});
        assertThat(host.nextNetwork().text(70)).isEqualTo("001");

        Arrival silence = rig.exchange(1, Duration.ofMillis(1));

        assertThat(silence).isEqualTo(new Arrival.Silence());
        assertThat(host.nextNetwork().text(70)).isEqualTo("301");
    }

    // D5 A02
    @Test
    void echoes_afterManyDoubts_areNoMoreThanTheProfileAllows() {
        with("GATEWAY_ECHO_LEAST", "PT20S").up();
        host.script((message, wire) -> {});
        IntStream.range(1, 20).forEach(stan -> rig.exchange(stan, Duration.ofMillis(1)));

        assertThat(host.nextNetwork().text(70)).isEqualTo("001");
        assertThat(host.nextNetwork().text(70)).isEqualTo("301");
        rig.link.close();

        assertThat(host.nextNetwork().text(70)).isEqualTo("002");
        assertThat(rig.link.counts().of(What.ECHOES)).isEqualTo(1);
    }

    // D5 A02
    @Test
    void echo_whileTrafficFlows_isNotSent() {
        with("GATEWAY_ECHO_INTERVAL", "PT0.4S").up();
        long last = System.nanoTime();
        long end = last + Duration.ofMillis(900).toNanos();
        long longest = 0;
        for (int stan = 1; last < end; stan++) {
            rig.exchange(stan, LONG);
            longest = Math.max(longest, System.nanoTime() - last);
            last = System.nanoTime();
        }

        // A machine that stood still for so long has let silence come.
        assertThat(rig.link.counts().of(What.ECHOES) == 0
                        || longest > Duration.ofMillis(350).toNanos())
                .as("%d echoes, the longest pause %d ns", rig.link.counts().of(What.ECHOES), longest)
                .isTrue();
    }

    @Test
    void echo_intoSilence_isSent() {
        with("GATEWAY_ECHO_INTERVAL", "PT0.1S").up();
        host.nextNetwork();

        WireMessage echo = host.nextNetwork();

        assertThat(echo.type()).isEqualTo("0800");
        assertThat(echo.text(70)).isEqualTo("301");
    }

    // D5 A03
    @Test
    void host_silentToTheEcho_losesTheLinkUntilItSpeaks() {
        with("GATEWAY_ECHO_INTERVAL", "PT0.1S", "GATEWAY_NETWORK_TIMER", "PT0.2S")
                .up();
        host.sayNothing(true);

        rig.awaitLink(false);
        assertThat(rig.link.standing().trouble()).isEqualTo(LinkTrouble.ECHO_UNANSWERED);

        host.sayNothing(false);
        rig.awaitLink(true);
        assertThat(host.connections()).isGreaterThanOrEqualTo(2);
    }

    // D5 A03
    @Test
    void host_silentToOneEchoOfThree_keepsTheLink() throws IOException {
        Profile patient = Profiles.edited(
                folder,
                Map.of("unansweredMax: 1", "unansweredMax: 3"),
                LinkRig.environment("GATEWAY_ECHO_INTERVAL", "PT0.1S", "GATEWAY_NETWORK_TIMER", "PT0.05S"));
        with(patient).up();
        host.nextNetwork();
        host.sayNothing(true);
        host.nextNetwork();
        host.sayNothing(false);
        host.nextNetwork();

        assertThat(LinkRig.code(rig.exchange(1, LONG))).isEqualTo("00");
        assertThat(host.connections()).isEqualTo(1);
    }

    @Test
    void host_thatLeavesTheSignOnUnanswered_isNotUp() {
        with("GATEWAY_NETWORK_TIMER", "PT0.05S");
        host.sayNothing(true);
        rig.link.start();

        LinkRig.await("it is tried again", () -> host.connections() >= 3);

        assertThat(rig.link.isUp()).isFalse();
        assertThat(rig.changes).isEmpty();
        assertThat(rig.link.standing().trouble()).isEqualTo(LinkTrouble.SIGN_ON_UNANSWERED);
    }

    @Test
    void host_thatRefusesTheSignOn_isNotUp() {
        host.networkCode("91");
        rig.link.start();

        LinkRig.await("it is tried again", () -> host.connections() >= 3);

        assertThat(rig.link.isUp()).isFalse();
        assertThat(rig.link.standing().trouble()).isEqualTo(LinkTrouble.SIGN_ON_REFUSED);
    }

    @Test
    void host_thatIsNotThere_isTriedUntilItIs() {
        int port = host.port();
        host.close();
        rig.link.start();
        LinkRig.await("it was tried", () -> rig.link.standing().trouble() == LinkTrouble.CONNECTION_REFUSED);
        host = new LoopbackHost(port);

        rig.awaitLink(true);

        assertThat(rig.link.isUp()).isTrue();
    }

    @Test
    void host_thatHasNoAddress_isSaidSo() {
        rig.close();
        rig = new LinkRig(
                LinkRig.quick(), java.util.List.of(new LinkAddress("host.invalid", 1)), null, KeyExchange.none());
        rig.link.start();

        LinkRig.await("the trouble has a name", () -> rig.link.standing().trouble() == LinkTrouble.NAME_UNKNOWN);
    }

    // D5 A05
    @Test
    void link_closed_letsWhatIsInFlightEndThenSignsOff() {
        with("GATEWAY_LIVE_TIMER", "PT10S").up();
        host.script((message, wire) -> {});
        host.nextNetwork();
        CompletableFuture<Arrival> arrival = rig.later(rig.sent(rig.sale(1)), LONG);
        WireMessage asked = host.next();

        CompletableFuture<Void> closing = CompletableFuture.runAsync(rig.link::close, rig.workers);
        LinkRig.await("it stops", () -> rig.link.standing().state() == State.STOPPING);
        assertThat(rig.link.isUp()).isFalse();
        assertThat(rig.link.send(rig.sale(2, 2))).isEqualTo(new Sending.NotWritten());
        assertThat(closing).isNotDone();
        host.nextWire().send(asked.answer("00"));

        assertThat(LinkRig.code(arrival.join())).isEqualTo("00");
        assertThat(closing).succeedsWithin(10, TimeUnit.SECONDS);
        WireMessage last = host.nextNetwork();
        assertThat(last.type() + " " + last.text(70)).isEqualTo("0800 002");
        assertThat(host.unread()).isZero();
    }

    // D5 A05
    @Test
    void link_closedWhileTheHostIsSilent_endsAtTheTimer() {
        with("GATEWAY_LIVE_TIMER", "PT0.2S", "GATEWAY_INTERIM_MOST", "PT0.1S").up();
        host.script((message, wire) -> {});
        CompletableFuture<Arrival> arrival = rig.later(rig.sent(rig.sale(1)), Duration.ofMillis(200));

        rig.link.close();

        assertThat(arrival).isCompletedWithValue(new Arrival.Silence());
        assertThat(rig.link.standing().state()).isEqualTo(State.STOPPED);
    }

    @Test
    void link_closed_writesNothingMore() {
        rig.up();

        rig.link.close();

        assertThat(rig.link.send(rig.sale(1))).isEqualTo(new Sending.NotWritten());
        assertThat(host.unread()).isZero();
    }
}
