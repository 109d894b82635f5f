package dev.tidegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.Gauge;
import dev.tidegate.gateway.codec.IsoCodec;
import dev.tidegate.gateway.fixture.LoopbackHost;
import dev.tidegate.gateway.fixture.Profiles;
import dev.tidegate.gateway.link.AcquirerLink.LinkEars;
import dev.tidegate.gateway.link.KeyExchange;
import dev.tidegate.gateway.link.LinkAddress;
import dev.tidegate.gateway.link.LinkPlan;
import dev.tidegate.gateway.link.LinkPorts;
import dev.tidegate.gateway.link.LinkThreads;
import dev.tidegate.gateway.link.NettyLink;
import dev.tidegate.gateway.link.StrayAnswer;
import dev.tidegate.gateway.profile.Profile;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the operator reads about a link. */
class LinkCheckTest {
    private final Profile profile =
            Profiles.with(Map.of("GATEWAY_RECONNECT_FIRST", "PT0.01S", "GATEWAY_RECONNECT_MOST", "PT0.05S"));
    private final BlockingQueue<Boolean> changes = new LinkedBlockingQueue<>();
    private final LoopbackHost host = new LoopbackHost();
    private final LinkThreads threads = new LinkThreads(1);
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final NettyLink link = new NettyLink(
            new LinkPlan("house", List.of(new LinkAddress("127.0.0.1", host.port())), null, profile),
            new IsoCodec(profile),
            threads,
            InstantSource.system(),
            new Random(1),
            new LinkPorts(
                    new LinkEars() {
                        @Override
                        public void stray(StrayAnswer stray) {
                            throw new AssertionError("nothing was asked");
                        }

                        @Override
                        public void changed(boolean up) {
                            changes.add(up);
                        }
                    },
                    (acquirer, frame, reason) -> {},
                    KeyExchange.none(),
                    workers));

    @AfterEach
    void close() {
        link.close();
        threads.close();
        workers.shutdownNow();
        host.close();
    }

    @Test
    void link_thatIsUp_isHealthyAndSaysWhere() throws InterruptedException {
        link.start();
        assertThat(changes.poll(10, TimeUnit.SECONDS)).isTrue();

        assertThat(new LinkCheck(List.of(link)).check().isHealthy()).isTrue();
        assertThat(new LinkCheck(List.of(link)).check().getMessage())
                .contains("house is UP since 20", "at 127.0.0.1:" + host.port())
                .doesNotContain("trouble");
    }

    @Test
    void link_thatWentDown_isUnhealthyAndSaysWhy() throws InterruptedException {
        link.start();
        assertThat(changes.poll(10, TimeUnit.SECONDS)).isTrue();
        host.close();
        assertThat(changes.poll(10, TimeUnit.SECONDS)).isFalse();

        assertThat(new LinkCheck(List.of(link)).check().isHealthy()).isFalse();
        assertThat(new LinkCheck(List.of(link)).check().getMessage()).contains("house is DOWN since", "last trouble C");
    }

    @Test
    void metrics_ofALink_areUnderItsName() throws InterruptedException {
        Map<String, ?> metrics = new LinkMetrics(List.of(link)).getMetrics();
        link.start();
        assertThat(changes.poll(10, TimeUnit.SECONDS)).isTrue();

        assertThat(metrics.keySet())
                .contains("house.up", "house.unmatched", "house.late", "house.unreadable", "house.certificate_refused");
        assertThat(metrics.get("house.connected"))
                .isInstanceOfSatisfying(
                        Gauge.class, gauge -> assertThat(gauge.getValue()).isEqualTo(1L));
        assertThat(metrics.get("house.up"))
                .isInstanceOfSatisfying(
                        Gauge.class, gauge -> assertThat(gauge.getValue()).isEqualTo(1));
    }
}
