package dev.tidegate.gateway.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.emv.EntryMode;
import dev.tidegate.core.payment.Rrn;
import dev.tidegate.core.payment.Stan;
import dev.tidegate.gateway.codec.IsoCodec;
import dev.tidegate.gateway.codec.IsoMessage;
import dev.tidegate.gateway.codec.Outbound;
import dev.tidegate.gateway.codec.SaleFacts;
import dev.tidegate.gateway.fixture.LoopbackHost;
import dev.tidegate.gateway.fixture.Profiles;
import dev.tidegate.gateway.fixture.Sales;
import dev.tidegate.gateway.fixture.WireMessage;
import dev.tidegate.gateway.link.AcquirerLink.Arrival;
import dev.tidegate.gateway.link.AcquirerLink.LinkEars;
import dev.tidegate.gateway.link.AcquirerLink.Sending;
import dev.tidegate.gateway.profile.MessageKind;
import dev.tidegate.gateway.profile.Profile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The link against a host on loopback. */
class NettyLinkTest {
    private final Profile profile = Profiles.with(Map.of(
            "GATEWAY_ECHO_INTERVAL", "PT0.3S",
            "GATEWAY_NETWORK_TIMER", "PT0.3S",
            "GATEWAY_RECONNECT_FIRST", "PT0.01S",
            "GATEWAY_RECONNECT_MOST", "PT0.05S"));
    private final IsoCodec codec = new IsoCodec(profile);
    private final BlockingQueue<Boolean> changes = new LinkedBlockingQueue<>();
    private final BlockingQueue<IsoMessage> late = new LinkedBlockingQueue<>();
    private LoopbackHost host;
    private NettyLink link;

    @BeforeEach
    void open() {
        host = new LoopbackHost();
        link = linkTo(host.port());
    }

    @AfterEach
    void close() {
        link.close();
        host.close();
    }

    private NettyLink linkTo(int port) {
        return new NettyLink(
                "house",
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                profile,
                codec,
                InstantSource.system(),
                new Random(1),
                Runnable::run,
                new LinkEars() {
                    @Override
                    public void late(IsoMessage answer) {
                        late.add(answer);
                    }

                    @Override
                    public void changed(boolean up) {
                        changes.add(up);
                    }
                });
    }

    private void awaitLink(boolean up) {
        try {
            assertThat(changes.poll(10, TimeUnit.SECONDS))
                    .as("the link changes")
                    .isEqualTo(up);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void up() {
        link.start();
        awaitLink(true);
    }

    private Outbound sale(int stan) {
        SaleFacts facts = new SaleFacts(
                MessageKind.SALE,
                false,
                Sales.TERMINAL,
                Sales.AMOUNT,
                Sales.SOLD_AT,
                EntryMode.CHIP,
                Sales.request(Sales.AMOUNT),
                new Stan(stan),
                new Rrn("632600000001"),
                Sales.SOLD_AT,
                null);
        return codec.sale(facts, Sales.card(false));
    }

    private Arrival exchange(int stan, Duration within) {
        Sending sending = link.send(sale(stan));
        assertThat(sending).isInstanceOf(Sending.InFlight.class);
        return ((Sending.InFlight) sending).await(within);
    }

    @Test
    void link_started_signsOnBeforeItIsUp() {
        assertThat(link.isUp()).isFalse();

        up();

        assertThat(link.isUp()).isTrue();
        assertThat(link.isAnswering()).isTrue();
    }

    @Test
    void message_answered_givesTheAnswer() {
        up();

        Arrival arrival = exchange(1, Duration.ofSeconds(5));

        assertThat(arrival)
                .isInstanceOfSatisfying(
                        Arrival.Answer.class,
                        answer -> assertThat(answer.message().responseCode()).isEqualTo("00"));
        assertThat(host.next().text(2)).isEqualTo(Sales.NUMBER);
    }

    @Test
    void message_beforeTheLinkIsUp_isNotWritten() {
        assertThat(link.send(sale(1))).isEqualTo(new Sending.NotWritten());
        assertThat(host.unread()).isZero();
    }

    @Test
    void message_unanswered_isSilenceAndLaterALateAnswer() throws InterruptedException {
        up();
        BlockingQueue<LoopbackHost.Wire> wires = new LinkedBlockingQueue<>();
        host.script((message, wire) -> wires.add(wire));

        Arrival arrival = exchange(1, Duration.ofMillis(50));
        wires.take().send(host.next().answer("00"));

        assertThat(arrival).isEqualTo(new Arrival.Silence());
        assertThat(late.poll(10, TimeUnit.SECONDS))
                .isNotNull()
                .satisfies(answer -> assertThat(answer.responseCode()).isEqualTo("00"));
    }

    @Test
    void message_unanswered_makesTheAcquirerSilentUntilItIsHeard() {
        host.sayNothing(false);
        up();
        host.script((message, wire) -> {});

        Arrival silence = exchange(1, Duration.ofMillis(20));
        host.script((message, wire) -> wire.send(message.answer("00")));
        Arrival answer = exchange(2, Duration.ofSeconds(5));

        assertThat(silence).isEqualTo(new Arrival.Silence());
        assertThat(answer).isInstanceOf(Arrival.Answer.class);
        assertThat(link.isAnswering()).isTrue();
    }

    @Test
    void host_hangingUpAfterTheWrite_isSilenceAtOnceAndTheLinkComesBack() {
        up();
        host.script((message, wire) -> wire.close());

        Arrival arrival = exchange(1, Duration.ofSeconds(30));

        assertThat(arrival).isEqualTo(new Arrival.Silence());
        awaitLink(false);
        awaitLink(true);
        host.script((message, wire) -> wire.send(message.answer("00")));
        assertThat(exchange(2, Duration.ofSeconds(5))).isInstanceOf(Arrival.Answer.class);
    }

    @Test
    void host_silentToTheEcho_loosesTheLink() {
        up();
        host.sayNothing(true);

        awaitLink(false);

        host.sayNothing(false);
        awaitLink(true);
        assertThat(host.connections()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void host_thatRefusesTheSignOn_isNotUp() throws InterruptedException {
        host.sayNothing(true);
        link.start();

        assertThat(changes.poll(1, TimeUnit.SECONDS)).isNull();
        assertThat(link.isUp()).isFalse();
        assertThat(host.connections()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void host_thatIsNotThere_isTriedUntilItIs() {
        int port = host.port();
        host.close();
        link.start();
        host = new LoopbackHost(port);

        awaitLink(true);

        assertThat(link.isUp()).isTrue();
    }

    @Test
    void answers_oneByteAtATime_areMatched() {
        up();
        host.script((message, wire) -> {
            byte[] content = message.answer("00").write();
            wire.raw(new byte[] {(byte) (content.length >>> 8)});
            wire.raw(new byte[] {(byte) content.length});
            for (byte one : content) {
                wire.raw(new byte[] {one});
            }
        });

        assertThat(exchange(1, Duration.ofSeconds(10))).isInstanceOf(Arrival.Answer.class);
    }

    @Test
    void answer_thatCannotBeRead_isNoAnswer() {
        up();
        host.script((message, wire) -> {
            byte[] content = message.answer("00").write();
            content[0] = (byte) 0xFF;
            byte[] frame = new byte[content.length + 2];
            frame[1] = (byte) content.length;
            System.arraycopy(content, 0, frame, 2, content.length);
            wire.raw(frame);
        });

        Arrival broken = exchange(1, Duration.ofMillis(200));

        assertThat(broken).isEqualTo(new Arrival.Silence());
        assertThat(link.isUp()).isTrue();
    }

    @Test
    void answer_withAnotherStan_goesToTheEars() throws InterruptedException {
        up();
        host.script((message, wire) -> wire.send(message.with(11, "000999").answer("00")));

        Arrival arrival = exchange(1, Duration.ofMillis(200));

        assertThat(arrival).isEqualTo(new Arrival.Silence());
        assertThat(late.poll(10, TimeUnit.SECONDS))
                .isNotNull()
                .extracting(IsoMessage::stan)
                .isEqualTo(new Stan(999));
    }

    @Test
    void answer_twice_isHeardOnce() throws InterruptedException {
        up();
        host.script((message, wire) -> {
            WireMessage answer = message.answer("00");
            wire.send(answer);
            wire.send(answer);
        });

        Arrival arrival = exchange(1, Duration.ofSeconds(5));

        assertThat(arrival).isInstanceOf(Arrival.Answer.class);
        assertThat(late.poll(10, TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void frame_thatIsTooLong_endsTheConnection() {
        up();
        host.script((message, wire) -> wire.raw(new byte[] {(byte) 0xFF, (byte) 0xFF, 1, 2, 3}));

        Arrival arrival = exchange(1, Duration.ofSeconds(30));

        assertThat(arrival).isEqualTo(new Arrival.Silence());
        awaitLink(false);
    }

    @Test
    void link_closed_writesNothingMore() {
        up();

        link.close();

        assertThat(link.send(sale(1))).isEqualTo(new Sending.NotWritten());
        assertThat(host.unread()).isZero();
    }
}
