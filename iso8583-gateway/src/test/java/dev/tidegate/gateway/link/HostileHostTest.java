package dev.tidegate.gateway.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.card.Octets;
import dev.tidegate.gateway.fixture.LoopbackHost;
import dev.tidegate.gateway.fixture.Profiles;
import dev.tidegate.gateway.fixture.WireMessage;
import dev.tidegate.gateway.link.AcquirerLink.Arrival;
import dev.tidegate.gateway.link.AcquirerLink.Sending;
import dev.tidegate.gateway.link.LinkCounts.What;
import dev.tidegate.gateway.profile.Framing;
import dev.tidegate.gateway.profile.Framing.Length;
import dev.tidegate.gateway.profile.Profile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hosts, and networks, that do what no specification allows. Memory stays bounded, and no answer is lost to it. */
class HostileHostTest {
    private static final Duration LONG = Duration.ofSeconds(10);

    @TempDir
    private Path folder;

    private final LoopbackHost host = new LoopbackHost();
    private LinkRig rig = new LinkRig(LinkRig.quick(), host);

    @AfterEach
    void close() {
        rig.close();
        host.close();
    }

    private static byte[] framed(byte[]... contents) {
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        for (byte[] content : contents) {
            frames.write(content.length >>> 8);
            frames.write(content.length);
            frames.writeBytes(content);
        }
        return frames.toByteArray();
    }

    // D5 B05
    @Test
    void answer_oneByteAtATimeBetweenSignsOfLife_isMatched() {
        rig.up();
        host.script((message, wire) -> {
            wire.raw(new byte[] {0, 0, 0, 0});
            for (byte one : framed(message.answer("00").write())) {
                wire.raw(new byte[] {one});
            }
            wire.raw(new byte[] {0, 0});
        });

        assertThat(LinkRig.code(rig.exchange(1, LONG))).isEqualTo("00");
    }

    // D5 B05
    @Test
    void answers_fiftyInOneSegment_areAllMatched() {
        rig.up();
        List<WireMessage> asked = new ArrayList<>();
        host.script((message, wire) -> {
            asked.add(message);
            if (asked.size() == 50) {
                wire.raw(framed(
                        asked.stream().map(one -> one.answer("00").write()).toArray(byte[][]::new)));
            }
        });

        List<CompletableFuture<Arrival>> arrivals = IntStream.range(0, 50)
                .mapToObj(n -> rig.later(rig.sent(rig.sale(n, 9)), LONG))
                .toList();

        assertThat(arrivals)
                .allSatisfy(arrival -> assertThat(LinkRig.code(arrival.join())).isEqualTo("00"));
    }

    // D5 B06: the whole way, over a socket
    @Test
    void framing_withTpduAndHeaderAndDigits_carriesMessagesBothWays() throws IOException {
        Profile profile = Profiles.edited(
                folder,
                Map.of(
                        "{length: BINARY_2, bytesMax: 4096}",
                        "{length: ASCII_4, inclusive: true, tpdu: 6000120034, header: '49534F303031', "
                                + "headerSame: true, bytesMax: 4096}"),
                LinkRig.QUICK);
        rig.close();
        host.framing(new Framing(
                Length.ASCII_4, true, Octets.ofHex("6000120034"), Octets.ofHex("49534F303031"), true, 4096));
        rig = new LinkRig(profile, host).up();

        assertThat(LinkRig.code(rig.exchange(1, LONG))).isEqualTo("00");
    }

    @Test
    void connection_resetAfterTheWrite_isSilenceAtOnce() {
        rig.up();
        host.script((message, wire) -> wire.reset());

        assertThat(rig.exchange(1, Duration.ofSeconds(30))).isEqualTo(new Arrival.Silence());

        rig.awaitLink(false);
        assertThat(rig.link.standing().trouble()).isIn(LinkTrouble.CONNECTION_RESET, LinkTrouble.CLOSED_BY_HOST);
        rig.awaitLink(true);
    }

    @Test
    void connection_closedInTheMiddleOfAFrame_isSilenceAndTheHalfIsForgotten() {
        rig.up();
        host.script((message, wire) -> {
            byte[] frame = framed(message.answer("00").write());
            wire.raw(Arrays.copyOf(frame, frame.length / 2));
            wire.close();
        });

        assertThat(rig.exchange(1, Duration.ofSeconds(30))).isEqualTo(new Arrival.Silence());

        rig.awaitLink(false);
        rig.awaitLink(true);
        host.script((message, wire) -> wire.send(message.answer("00")));
        assertThat(LinkRig.code(rig.exchange(2, LONG))).isEqualTo("00");
    }

    @Test
    void frame_thatIsTooLong_endsTheConnectionByName() {
        rig.up();
        host.script((message, wire) -> wire.raw(new byte[] {(byte) 0xFF, (byte) 0xFF, 1, 2, 3}));

        assertThat(rig.exchange(1, Duration.ofSeconds(30))).isEqualTo(new Arrival.Silence());

        rig.awaitLink(false);
        assertThat(rig.link.standing().trouble()).isEqualTo(LinkTrouble.FRAMING_BROKEN);
    }

    // D5 B04
    @Test
    void frame_thatCannotBeRead_isSetAsideAndTheConnectionStays() {
        rig.up();
        host.script((message, wire) -> {
            byte[] bad = message.answer("00").write();
            bad[0] = (byte) 0xFF;
            wire.raw(framed(bad, message.answer("00").write()));
        });

        assertThat(LinkRig.code(rig.exchange(1, LONG))).isEqualTo("00");

        assertThat(LinkRig.next(rig.quarantined)).matches("[0-9]+ .*");
        assertThat(rig.link.counts().of(What.UNREADABLE)).isEqualTo(1);
        assertThat(host.connections()).isEqualTo(1);
    }

    @Test
    void frames_thatCannotBeReadThreeInARow_endTheConnection() {
        rig.up();
        host.script((message, wire) -> wire.raw(framed(new byte[20], new byte[21], new byte[22])));

        assertThat(rig.exchange(1, Duration.ofSeconds(30))).isEqualTo(new Arrival.Silence());

        rig.awaitLink(false);
        assertThat(rig.link.standing().trouble()).isEqualTo(LinkTrouble.FRAMES_UNREADABLE);
        assertThat(List.of(LinkRig.next(rig.quarantined), LinkRig.next(rig.quarantined), LinkRig.next(rig.quarantined)))
                .extracting(told -> told.split(" ")[0])
                .containsExactly("20", "21", "22");
    }

    // H02: what waits for a host that does not read is bounded, and is taken back
    @Test
    void host_thatStopsReading_makesTheNextMessagesNotWrittenAndNoneOfThemIsEverSent() throws IOException {
        ServerSocket small = new ServerSocket();
        small.setReceiveBufferSize(8_192);
        small.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        try (LoopbackHost slow = new LoopbackHost(small);
                LinkRig here = new LinkRig(LinkRig.quick(), slow)) {
            slow.script((message, wire) -> {});
            here.up();
            slow.read(false);
            List<Sending.InFlight> left = new ArrayList<>();
            Sending last = here.link.send(here.sale(0, 1));
            while (last instanceof Sending.InFlight flight) {
                left.add(flight);
                last = here.link.send(here.sale(left.size(), left.size() + 1));
            }
            int most = left.size() + 1;
            List<CompletableFuture<Sending>> more = IntStream.range(most + 1, most + 41)
                    .mapToObj(n -> CompletableFuture.supplyAsync(() -> here.link.send(here.sale(n, n)), here.workers))
                    .toList();
            assertThat(more).allSatisfy(one -> assertThat(one.join()).isEqualTo(new Sending.NotWritten()));

            slow.read(true);
            List<String> stans =
                    left.stream().map(ignored -> slow.next().text(11)).toList();
            left.forEach(flight -> flight.await(Duration.ofMillis(1)));
            slow.script((message, wire) -> wire.send(message.answer("00")));
            LinkRig.await("the link is up", here.link::isUp);
            assertThat(LinkRig.code(here.sent(here.sale(9_000, 9_000)).await(LONG)))
                    .isEqualTo("00");

            assertThat(stans)
                    .as("what left, in order")
                    .hasSize(left.size())
                    .isSorted()
                    .first()
                    .isEqualTo("000001");
            assertThat(slow.next().text(11)).as("nothing else left in between").isEqualTo("009000");
        }
    }

    // H02
    @Test
    void answers_inAFloodThatNobodyAskedFor_areAllHeardWithoutMoreThanTheBoundWaiting() {
        CountDownLatch slow = new CountDownLatch(1);
        rig.close();
        rig = new LinkRig(LinkRig.quick(), List.of(LinkRig.at(host)), null, KeyExchange.none(), () -> {
            try {
                slow.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        rig.up();
        LoopbackHost.Wire wire = host.nextWire();
        rig.exchange(1, LONG);
        byte[] stranger = host.next().with(11, "000777").answer("00").write();
        int flood = 20_000;
        CompletableFuture<Void> flooding = CompletableFuture.runAsync(
                () -> IntStream.range(0, flood).forEach(i -> wire.raw(framed(stranger))), rig.workers);

        LinkRig.await("the bound is reached", () -> rig.link.counts().of(What.UNMATCHED) >= Ears.WAITING_MAX);
        long heldBack = rig.link.counts().of(What.UNMATCHED);
        slow.countDown();
        flooding.join();
        LinkRig.await("all were heard", () -> rig.strays.size() == flood);

        assertThat(heldBack).as("heard before the ears were ready").isLessThan(flood / 2);
        assertThat(LinkRig.code(rig.exchange(2, LONG))).isEqualTo("00");
    }

    // H02: the other link is unaffected though it shares the thread
    @Test
    void link_besideOneThatIsFlooded_goesOn() {
        rig.up();
        LoopbackHost.Wire wire = host.nextWire();
        rig.exchange(1, LONG);
        byte[] stranger = host.next().with(11, "000777").answer("00").write();
        CompletableFuture<Void> flooding = CompletableFuture.runAsync(
                () -> IntStream.range(0, 5_000).forEach(i -> wire.raw(framed(stranger))), rig.workers);

        try (LoopbackHost quiet = new LoopbackHost();
                LinkRig other = new LinkRig(LinkRig.quick(), quiet)) {
            other.up();
            assertThat(IntStream.range(1, 50).mapToObj(stan -> other.exchange(stan, LONG)))
                    .allSatisfy(arrival -> assertThat(LinkRig.code(arrival)).isEqualTo("00"));
        }
        flooding.join();
    }

    @Test
    void threads_ofManyLinks_areNoMoreThanThree() {
        try (LinkThreads many = new LinkThreads(40)) {
            long loops =
                    IntStream.range(0, 40).mapToObj(i -> many.next()).distinct().count();

            assertThat(loops).isEqualTo(LinkThreads.THREADS_MAX);
        }
    }
}
