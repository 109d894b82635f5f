package dev.tidegate.till.gateway;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.exactly;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.crypto.BundleKeeper;
import dev.tidegate.crypto.BundleRefusedException;
import dev.tidegate.crypto.GatewayHome;
import dev.tidegate.crypto.GatewayKeys;
import dev.tidegate.crypto.RotationPlan;
import dev.tidegate.crypto.SignedBundle;
import dev.tidegate.till.fake.MemoryJournal;
import dev.tidegate.till.fake.Samples;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A till against a gateway whose keys go on. */
final class BundleWatchTest {
    private static final String PATH = "/v1/recipient-bundle";

    @TempDir
    private Path folder;

    private final MemoryJournal journal = new MemoryJournal().opened();
    private final List<String> heard = new ArrayList<>();
    private WireMockGateway gateway;
    private Keyring keyring;
    private BundleWatch watch;
    private HttpGateway client;

    @BeforeEach
    void open() {
        gateway = new WireMockGateway(folder);
        keyring = gateway.keyring(InstantSource.system());
        client = gateway.patient();
        watch = new BundleWatch(client, keyring, journal, Runnable::run, new Ears());
    }

    @AfterEach
    void close() {
        client.close();
        gateway.close();
    }

    /** The id of the key that a keyring seals to, as a heartbeat tells it. */
    static String sealingTo(Keyring keyring) {
        return keyring.sealer().sealingTo().hex().toLowerCase(Locale.ROOT);
    }

    @Test
    void heard_theSameVersion_fetchesNothing() {
        told(keyring.keeper().get().version());

        gateway.server.verify(exactly(0), getRequestedFor(urlEqualTo(PATH)));
        assertThat(heard).isEmpty();
    }

    @Test
    void heard_aGatewayThatTellsNoVersion_fetchesNothing() {
        told(0);

        gateway.server.verify(exactly(0), getRequestedFor(urlEqualTo(PATH)));
    }

    @Test
    void heard_aNewerVersion_isFetchedAndOnDisk() {
        SignedBundle fresh = next();
        offers(fresh.raw());

        told(fresh.bundle().version());

        assertThat(heard).containsExactly("taken " + fresh.bundle().version());
        assertThat(keyring.keeper().get()).isEqualTo(fresh.bundle());
        BundleKeeper again = gateway.enrolment.till().bundle();
        assertThat(again.get()).isEqualTo(fresh.bundle());
        assertThat(watch.refused()).isNull();
    }

    @Test
    void heard_aBundleThatIsNotBelieved_keepsTheOldOneAndTellsOnce() {
        SignedBundle fresh = next();
        byte[] forged = fresh.raw().toByteArray();
        forged[forged.length - 1] ^= 1;
        offers(Octets.of(forged));
        long before = keyring.keeper().get().version();

        told(fresh.bundle().version());
        told(fresh.bundle().version());

        assertThat(heard).containsExactly("refused BAD_SIGNATURE");
        assertThat(keyring.keeper().get().version()).isEqualTo(before);
        assertThat(watch.refused()).isEqualTo(BundleRefusedException.Code.BAD_SIGNATURE);
        gateway.server.verify(exactly(1), getRequestedFor(urlEqualTo(PATH)));
    }

    @Test
    void heard_aGoodBundleAfterARefusedOne_isWellAgain() {
        offers(Octets.of(new byte[] {1}));
        told(keyring.keeper().get().version() + 1);
        SignedBundle fresh = next();
        offers(fresh.raw());

        told(fresh.bundle().version());

        assertThat(heard)
                .containsExactly("refused BAD_FORMAT", "taken " + fresh.bundle().version());
        assertThat(watch.refused()).isNull();
    }

    @Test
    void heard_aGatewayThatWentBack_isRefused() {
        Octets old = Octets.of(bytes(folder.resolve("till/recipient.bundle")));
        SignedBundle fresh = next();
        offers(fresh.raw());
        told(fresh.bundle().version());
        offers(old);

        told(fresh.bundle().version() - 1);

        assertThat(heard).last().isEqualTo("refused LOWER_VERSION");
        assertThat(keyring.keeper().get()).isEqualTo(fresh.bundle());
    }

    @Test
    void heard_butTheGatewayIsSilentThen_isAskedAgain() {
        SignedBundle fresh = next();
        gateway.server.stubFor(get(urlEqualTo(PATH)).willReturn(aResponse().withStatus(503)));
        told(fresh.bundle().version());
        offers(fresh.raw());

        told(fresh.bundle().version());

        assertThat(heard).containsExactly("taken " + fresh.bundle().version());
    }

    @Test
    void heard_theGatewaysTime_picksTheKeyOfThatTime() {
        Instant later = keyring.keeper().get().keys().getLast().notBefore().plusSeconds(1);

        watch.heard(new HttpGateway.Told(true, later, 0, 0, null, HttpGateway.Slot.of(null)));

        assertThat(keyring.sealer().sealingTo())
                .isEqualTo(keyring.keeper().get().keys().getLast().kid());
    }

    @Test
    void sealing_nothingWaits_namesNoOldest() {
        assertThat(watch.sealing()).isEqualTo(new BundleWatch.Sealing(sealingTo(keyring), ""));
    }

    @Test
    void sealing_aStoredSaleThatWaits_namesItsKey() {
        JournalRecord stored = journal.append(Samples.stored(Samples.id(), 500));
        String kid = Objects.requireNonNull(((JournalEntry.Stored) stored.entry()).body())
                .keyId()
                .hex()
                .toLowerCase(Locale.ROOT);

        assertThat(watch.sealing().oldestSealed()).isEqualTo(kid);

        journal.acknowledge(new dev.tidegate.core.port.Journal.Acknowledged(stored.seq(), new TreeSet<>()));
        assertThat(watch.sealing().oldestSealed()).isEmpty();
    }

    @Test
    void sealing_moreWaitsThanIsLookedAt_saysThatItCannotSay() {
        for (int i = 0; i < 300; i++) {
            journal.note(new JournalEntry.Shown(Samples.id()));
        }

        assertThat(watch.sealing().oldestSealed()).isNull();
    }

    private void told(long version) {
        watch.heard(new HttpGateway.Told(true, null, version, 0, null, HttpGateway.Slot.of(null)));
    }

    private void offers(Octets raw) {
        String bundle = Base64.getEncoder().encodeToString(raw.toByteArray());
        gateway.server.stubFor(
                get(urlEqualTo(PATH)).willReturn(okJson("{\"version\":1,\"bundle\":\"" + bundle + "\"}")));
    }

    /** What the gateway publishes a week later. */
    private SignedBundle next() {
        GatewayHome home = gateway.enrolment.gateway();
        Instant later = InstantSource.system().instant().plus(Duration.ofDays(8));
        try (GatewayKeys keys = home.keys()) {
            assertThat(keys.prepare(later, RotationPlan.standard())).isTrue();
            return home.bundles().publish(keys.recipients(), later);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return java.nio.file.Files.readAllBytes(file);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private final class Ears implements BundleWatch.Ears {
        @Override
        public void taken(long version) {
            heard.add("taken " + version);
        }

        @Override
        public void refused(long version, BundleRefusedException.Code why) {
            heard.add("refused " + why);
        }

        @Override
        public void broke(RuntimeException why) {
            heard.add("broke");
        }
    }
}
