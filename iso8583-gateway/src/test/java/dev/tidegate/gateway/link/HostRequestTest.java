package dev.tidegate.gateway.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.card.Octets;
import dev.tidegate.gateway.codec.NetworkRequest;
import dev.tidegate.gateway.fixture.LoopbackHost;
import dev.tidegate.gateway.fixture.WireMessage;
import dev.tidegate.gateway.link.AcquirerLink.Arrival;
import dev.tidegate.gateway.link.KeyExchange.Verdict;
import dev.tidegate.gateway.link.LinkCounts.What;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a host asks by itself over the connection that is ours. */
class HostRequestTest {
    private static final String KEY = "00112233445566778899AABBCCDDEEFF";

    private final LoopbackHost host = new LoopbackHost();
    private final BlockingQueue<NetworkRequest> offered = new LinkedBlockingQueue<>();
    private final AtomicInteger used = new AtomicInteger();
    private volatile Verdict verdict = new Verdict.Accepted(Octets.ofHex("08D7B4"), used::incrementAndGet);
    private volatile CountDownLatch slow = new CountDownLatch(0);
    private final LinkRig rig = new LinkRig(LinkRig.quick(), List.of(LinkRig.at(host)), null, this::offered);

    @AfterEach
    void close() {
        slow.countDown();
        rig.close();
        host.close();
    }

    private Verdict offered(String acquirer, NetworkRequest request) {
        try {
            slow.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        offered.add(request);
        return verdict;
    }

    private static WireMessage request(String code, Map<Integer, String> more) {
        TreeMap<Integer, String> fields = new TreeMap<>(more);
        fields.put(7, "1123120000");
        fields.put(11, "000042");
        fields.put(70, code);
        return new WireMessage("0800", fields);
    }

    private WireMessage asked(WireMessage request) {
        rig.up();
        host.nextNetwork();
        host.nextWire().send(request);
        return host.nextNetwork();
    }

    // D5 A04
    @Test
    void echo_ofTheHost_isAnsweredWithItsOwnFields() {
        long before = System.nanoTime();

        WireMessage answer = asked(request("301", Map.of()));

        assertThat(answer.type()).isEqualTo("0810");
        assertThat(answer.fields())
                .containsExactlyInAnyOrderEntriesOf(Map.of(7, "1123120000", 11, "000042", 39, "00", 70, "301"));
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(8));
    }

    @Test
    void signOn_ofTheHost_isAnswered() {
        assertThat(asked(request("001", Map.of())).text(39)).isEqualTo("00");
        assertThat(rig.link.isUp()).isTrue();
    }

    @Test
    void request_thatTheProfileDoesNotKnow_isRefused() {
        assertThat(asked(request("777", Map.of())).text(39)).isEqualTo("96");
    }

    @Test
    void signOff_ofTheHost_isAnsweredAndEndsTheLineOnceNothingWaits() {
        rig.up();
        host.nextNetwork();
        host.script((message, wire) -> {});
        CompletableFuture<Arrival> arrival = rig.later(rig.sent(rig.sale(1)), Duration.ofSeconds(10));
        WireMessage sale = host.next();
        LoopbackHost.Wire wire = host.nextWire();

        wire.send(request("002", Map.of()));
        assertThat(host.nextNetwork().text(39)).isEqualTo("00");
        rig.awaitLink(false);
        wire.send(sale.answer("00"));

        assertThat(LinkRig.code(arrival.join())).isEqualTo("00");
        rig.awaitLink(true);
        assertThat(host.connections()).isEqualTo(2);
        assertThat(rig.link.standing().trouble()).isEqualTo(LinkTrouble.SIGNED_OFF_BY_HOST);
    }

    // D5 A06
    @Test
    void keyChange_accepted_isAnsweredWithTheCheckValueAndUsed() {
        WireMessage answer = asked(request("101", Map.of(48, KEY)));

        assertThat(answer.text(39)).isEqualTo("00");
        assertThat(answer.text(48)).as("08D7B4 in ASCII").isEqualTo("303844374234");
        assertThat(LinkRig.next(offered).keys()).containsOnly(Map.entry(48, Octets.ofHex(KEY)));
        LinkRig.await("the new key is used", () -> used.get() == 1);
    }

    // D5 A07
    @Test
    void keyChange_refused_isAnsweredWithAnErrorAndNotUsed() {
        verdict = new Verdict.Refused("WRONG_CHECK_VALUE");

        WireMessage answer = asked(request("101", Map.of(48, KEY)));

        assertThat(answer.text(39)).isEqualTo("96");
        assertThat(answer.fields()).doesNotContainKey(48);
        assertThat(used).hasValue(0);
    }

    // D5 A07: within a second, and what comes later is not used
    @Test
    void keyChange_thatTakesTooLong_isRefusedInTimeAndNeverUsed() {
        slow = new CountDownLatch(1);

        WireMessage answer = asked(request("101", Map.of(48, KEY)));
        slow.countDown();

        assertThat(answer.text(39)).isEqualTo("96");
        assertThat(LinkRig.next(offered).code()).isEqualTo("101");
        assertThat(used).hasValue(0);
    }

    @Test
    void keyChange_ofAnExchangeThatBreaks_isRefused() {
        try (LinkRig broken = new LinkRig(LinkRig.quick(), List.of(LinkRig.at(host)), null, (acquirer, request) -> {
            throw new IllegalStateException("the module is gone");
        })) {
            broken.up();
            host.nextNetwork();
            host.nextWire().send(request("101", Map.of(48, KEY)));

            assertThat(host.nextNetwork().text(39)).isEqualTo("96");
            assertThat(broken.link.isUp()).isTrue();
        }
    }

    @Test
    void keyChange_told_showsNothingOfTheKey() {
        asked(request("101", Map.of(48, KEY)));

        assertThat(LinkRig.next(offered)).hasToString("NetworkRequest[0800 101]");
    }

    @Test
    void requests_inAFlood_areAnsweredAsFarAsTheHostReads() {
        rig.up();
        LoopbackHost.Wire wire = host.nextWire();
        host.nextNetwork();

        for (int i = 0; i < 2_000; i++) {
            wire.send(request("301", Map.of()));
        }
        LinkRig.await(
                "all were heard",
                () -> rig.link.counts().of(What.HOST_REQUESTS)
                                + rig.link.counts().of(What.HOST_REQUESTS_DROPPED)
                        == 2_000);

        assertThat(rig.link.isUp()).isTrue();
        assertThat(LinkRig.code(rig.exchange(1, Duration.ofSeconds(10)))).isEqualTo("00");
    }
}
