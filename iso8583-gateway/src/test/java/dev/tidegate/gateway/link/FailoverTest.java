package dev.tidegate.gateway.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.gateway.fixture.LoopbackHost;
import dev.tidegate.gateway.link.AcquirerLink.Arrival;
import dev.tidegate.gateway.link.AcquirerLink.Sending;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two addresses: the first whenever it can be, the second while it cannot (D5 A08, H03). */
class FailoverTest {
    private static final Duration LONG = Duration.ofSeconds(10);

    private LoopbackHost primary = new LoopbackHost();
    private final LoopbackHost secondary = new LoopbackHost();
    private final LinkRig rig =
            new LinkRig(LinkRig.quick(), List.of(LinkRig.at(primary), LinkRig.at(secondary)), null, KeyExchange.none());

    @AfterEach
    void close() {
        rig.close();
        primary.close();
        secondary.close();
    }

    private int withoutPrimary() {
        int port = primary.port();
        primary.close();
        return port;
    }

    @Test
    void primary_thatIsThere_isUsed() {
        rig.up();

        rig.exchange(1, LONG);

        assertThat(primary.next().text(11)).isEqualTo("000001");
        assertThat(rig.link.standing().secondary()).isFalse();
        assertThat(secondary.connections()).isZero();
    }

    @Test
    void primary_thatRefuses_givesWayToTheSecondary() {
        withoutPrimary();
        rig.up();

        rig.exchange(1, LONG);

        assertThat(secondary.next().text(11)).isEqualTo("000001");
        assertThat(rig.link.standing().secondary()).isTrue();
        assertThat(rig.link.standing().trouble()).isEqualTo(LinkTrouble.CONNECTION_REFUSED);
    }

    @Test
    void primary_thatDoesNotSignUsOn_givesWayToTheSecondary() {
        primary.networkCode("91");
        rig.up();

        assertThat(rig.link.standing().secondary()).isTrue();
        assertThat(primary.unread()).isZero();
    }

    @Test
    void primary_thatComesBack_isUsedAgainAndNothingInFlightIsLost() {
        int port = withoutPrimary();
        rig.up();
        secondary.script((message, wire) -> {});
        CompletableFuture<Arrival> inFlight = rig.later(rig.sent(rig.sale(1, 1)), LONG);
        var asked = secondary.next();

        primary = new LoopbackHost(port);
        LinkRig.await("the primary is in use", () -> !rig.link.standing().secondary());
        assertThat(LinkRig.code(rig.sent(rig.sale(2, 2)).await(LONG))).isEqualTo("00");
        secondary.nextWire().send(asked.answer("00"));

        assertThat(LinkRig.code(inFlight.join())).isEqualTo("00");
        assertThat(primary.next().text(11)).isEqualTo("000002");
        List<String> said = new ArrayList<>();
        said.add(secondary.nextNetwork().text(70));
        said.add(secondary.nextNetwork().text(70));
        assertThat(said).as("signed on, then off when nothing waited any more").containsExactly("001", "002");
        assertThat(rig.changes).as("nobody was told of a gap").isEmpty();
    }

    // H03
    @Test
    void hosts_thatTakeTurns_leaveEveryMessageAnsweredUnwrittenOrSilent() {
        rig.up();
        int answered = 0;
        for (int round = 1; round <= 10; round++) {
            Sending before = rig.link.send(rig.sale(round, 2 * round));
            int port = withoutPrimary();
            Sending after = rig.link.send(rig.sale(100 + round, 2 * round + 1));
            for (Sending sending : List.of(before, after)) {
                if (sending instanceof Sending.InFlight flight) {
                    Arrival arrival = flight.await(LONG);
                    answered += arrival instanceof Arrival.Answer ? 1 : 0;
                }
            }
            LinkRig.await(
                    "the secondary is in use",
                    () -> rig.link.isUp() && rig.link.standing().secondary());
            primary = new LoopbackHost(port);
            LinkRig.await(
                    "the primary is in use",
                    () -> rig.link.isUp() && !rig.link.standing().secondary());
        }

        assertThat(LinkRig.code(rig.sent(rig.sale(999, 999)).await(LONG)))
                .as("%d answered", answered)
                .isEqualTo("00");
    }
}
