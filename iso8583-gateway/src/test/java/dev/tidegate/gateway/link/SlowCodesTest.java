package dev.tidegate.gateway.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.gateway.codec.IsoCodec;
import dev.tidegate.gateway.codec.MessageMac;
import dev.tidegate.gateway.fixture.LoopbackHost;
import dev.tidegate.gateway.fixture.Profiles;
import dev.tidegate.gateway.link.AcquirerLink.Arrival;
import dev.tidegate.gateway.profile.Profile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A module checks the codes of a link, and takes its time. */
final class SlowCodesTest {
    private static final String FIELD_60 = "  <isofield id=\"60\"";
    private static final String CODE = "<isofield id=\"64\" length=\"8\" name=\"Message authentication code\""
            + " class=\"org.jpos.iso.IFB_BINARY\"/>";
    private static final Duration LONG = Duration.ofSeconds(10);

    private final LoopbackHost host = new LoopbackHost();
    private final CountDownLatch module = new CountDownLatch(1);
    private final CountDownLatch asked = new CountDownLatch(1);
    private LinkRig rig;

    /** Its codes are all alike; it answers when the test lets it. */
    private final class Module implements MessageMac {
        @Override
        public byte[] compute(byte[] covered) {
            return new byte[8];
        }

        @Override
        public boolean verify(byte[] covered, byte[] mac) {
            asked.countDown();
            await(module);
            return Arrays.equals(mac, new byte[mac.length]);
        }

        @Override
        public boolean waits() {
            return true;
        }
    }

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        Profiles.edited(folder, "mac: none", "mac: {algorithm: X9_19, bytes: 8, coverage: message, messages: sale}");
        Profile profile = Profiles.packagedIn(folder, FIELD_60, CODE + FIELD_60);
        rig = new LinkRig(new IsoCodec(profile, new Module()), profile, host).up();
        host.script((message, wire) -> wire.send(message.answer("00").with(64, "0000000000000000")));
    }

    @AfterEach
    void close() {
        module.countDown();
        rig.close();
        host.close();
    }

    @Test
    void answer_whoseCodeIsStillChecked_holdsUpNoOtherMessage() {
        CompletableFuture<Arrival> first = rig.later(rig.sent(rig.sale(1, 1)), LONG);
        await(asked);

        CompletableFuture<Arrival> second = rig.later(rig.sent(rig.sale(2, 2)), LONG);
        assertThat(List.of(host.next().text(11), host.next().text(11)))
                .as("both have left")
                .containsExactly("000001", "000002");
        assertThat(first).isNotDone();
        module.countDown();

        assertThat(LinkRig.code(first.join())).isEqualTo("00");
        assertThat(LinkRig.code(second.join())).isEqualTo("00");
    }

    @Test
    void line_thatEndsWhileAnAnswerIsChecked_hasStillAnswered() {
        CompletableFuture<Arrival> first = rig.later(rig.sent(rig.sale(1, 1)), LONG);
        await(asked);

        host.hangUp();
        module.countDown();

        assertThat(LinkRig.code(first.join())).isEqualTo("00");
        rig.awaitLink(false);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
