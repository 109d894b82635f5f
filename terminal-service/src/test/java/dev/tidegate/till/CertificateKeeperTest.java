package dev.tidegate.till;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.crypto.StorePassword;
import dev.tidegate.crypto.TillHome;
import dev.tidegate.crypto.TillRenewal;
import dev.tidegate.till.fake.CertifyingGateway;
import dev.tidegate.till.fake.Enrolment;
import dev.tidegate.till.gateway.Certifier;
import dev.tidegate.till.gateway.TillTls;
import dev.tidegate.till.log.FactLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A certificate that is renewed in time, over real TLS and without a restart. */
final class CertificateKeeperTest {
    private static final InstantSource CLOCK = InstantSource.system();

    @TempDir
    private Path folder;

    private TillHome home;
    private CertifyingGateway gateway;
    private Certifier certifier;
    private CertificateKeeper keeper;
    private final AtomicInteger renewals = new AtomicInteger();

    @BeforeEach
    void start() {
        Enrolment enrolment = Enrolment.withoutTill(folder);
        home = enrolment.till();
        Path till = folder.resolve("till");
        // Enrolled 62 days ago: two thirds of the life are over.
        InstantSource then = InstantSource.fixed(Instant.now().minus(Duration.ofDays(62)));
        try (CertifyingGateway first = new CertifyingGateway(enrolment.gateway(), enrolment.serverContext(), then)) {
            assertThat(EnrolCommand.enrol(first.address(), first.code(), till, CLOCK))
                    .isNotNull();
        }
        gateway = new CertifyingGateway(enrolment.gateway(), enrolment.serverContext(), CLOCK);
        TillTls tls = TillTls.of(store(home.keyStore()), store(home.trustStore()));
        certifier = new Certifier(tls, gateway.address(), Duration.ofSeconds(10), Duration.ofSeconds(10));
        keeper = new CertificateKeeper(home, tls, certifier, renewals::incrementAndGet, CLOCK, new FactLog());
    }

    @AfterEach
    void stop() {
        certifier.close();
        gateway.close();
    }

    private static TillTls.Store store(Path file) {
        return new TillTls.Store(file, StorePassword.of(file));
    }

    @Test
    void certificate_atTwoThirds_isRenewedAndShownByTheNextCall() {
        var before = certifier.chain();

        boolean renewed = keeper.doWork();
        var after = certifier.chain();

        assertThat(renewed).isTrue();
        assertThat(renewals).as("the journal's signer is told").hasValue(1);
        assertThat(before.grant()).isNotEqualTo(after.grant());
        assertThat(gateway.calls()).containsExactly("enrolment", "simplereenroll", "enrolment");
        assertThat(gateway.shown().get(1)).isEqualTo(gateway.shown().get(0));
        assertThat(gateway.shown().get(2))
                .as("a new certificate")
                .isNotEqualTo(gateway.shown().get(0));
        assertThat(keeper.life().daysLeft(CLOCK.instant())).isBetween(88L, 90L);
    }

    @Test
    void certificate_renewed_isLeftAlone() {
        assertThat(keeper.doWork()).isTrue();

        assertThat(keeper.doWork()).isFalse();

        assertThat(gateway.calls()).containsExactly("simplereenroll");
    }

    @Test
    void renewal_whoseAnswerIsLost_keepsTheOldAndTriesAgainWithAnotherKey() throws IOException {
        byte[] old = Files.readAllBytes(home.keyStore());
        gateway.loseAnswersTo("simplereenroll");
        assertThat(keeper.doWork()).isFalse();
        assertThat(Files.readAllBytes(home.keyStore())).isEqualTo(old);
        gateway.loseAnswersTo("");

        assertThat(keeper.doWork()).isTrue();

        assertThat(Files.readAllBytes(home.keyStore())).isNotEqualTo(old);
        assertThat(gateway.keys().getLast()).isNotEqualTo(gateway.keys().getFirst());
    }

    @Test
    void renewal_refused_keepsTheOld() {
        gateway.refuseWith(403);

        assertThat(keeper.doWork()).isFalse();

        assertThat(TillRenewal.lifeOf(home).isToRenew(CLOCK.instant())).isTrue();
        assertThat(keeper.life()).isEqualTo(TillRenewal.lifeOf(home));
    }

    @Test
    void renewal_offline_isTriedAgainLater() {
        gateway.close();

        assertThat(keeper.doWork()).isFalse();
        assertThat(keeper.doWork()).isFalse();
    }

    @Test
    void health_nearTheEnd_turnsBad() {
        Instant end = keeper.life().to();

        assertThat(new ExpiryHealth(keeper, CLOCK).check().isHealthy()).isTrue();
        assertThat(new ExpiryHealth(keeper, InstantSource.fixed(end.minus(Duration.ofDays(3))))
                        .check()
                        .isHealthy())
                .isFalse();
    }
}
