package dev.tidegate.till.gateway;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.tidegate.crypto.SignatureCheck;
import dev.tidegate.crypto.StorePassword;
import dev.tidegate.till.fake.Enrolment;
import dev.tidegate.till.fake.Samples;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/** A gateway that answers what a test wants, and asks for the till's certificate. */
final class WireMockGateway implements AutoCloseable {
    static final Duration LIVE_TIMER = Duration.ofSeconds(3);

    final Enrolment enrolment;
    final WireMockServer server;

    WireMockGateway(Path folder) {
        enrolment = Enrolment.in(folder);
        Path own = enrolment.gateway().serverStore();
        Path trust = enrolment.gateway().trustStore();
        server = new WireMockServer(WireMockConfiguration.wireMockConfig()
                .httpDisabled(true)
                .dynamicHttpsPort()
                .keystoreType("PKCS12")
                .keystorePath(own.toString())
                .keystorePassword(StorePassword.of(own))
                .keyManagerPassword(StorePassword.of(own))
                .needClientAuth(true)
                .trustStoreType("PKCS12")
                .trustStorePath(trust.toString())
                .trustStorePassword(StorePassword.of(trust)));
        server.start();
    }

    URI address() {
        return URI.create("https://localhost:" + server.httpsPort());
    }

    /** The till's side; it does not wait between two questions. */
    HttpGateway client() {
        return client(address(), LIVE_TIMER);
    }

    HttpGateway client(URI address, Duration liveTimer) {
        return client(address, liveTimer, time -> {});
    }

    HttpGateway client(URI address, Duration liveTimer, Pause pause) {
        return client(address, Duration.ofSeconds(2), liveTimer, pause);
    }

    /** One that waits for no answer long, though a handshake may take its time. */
    HttpGateway impatient(Duration within) {
        return client(new HttpGateway.Route(address(), "TIDE0001", Duration.ofSeconds(5), within, within), time -> {});
    }

    /** For a test in which every call is answered, however busy the machine is. */
    HttpGateway patient() {
        return client(address(), Duration.ofSeconds(30), LIVE_TIMER, time -> {});
    }

    private HttpGateway client(URI address, Duration timeout, Duration liveTimer, Pause pause) {
        return client(new HttpGateway.Route(address, "TIDE0001", timeout, timeout, liveTimer), pause);
    }

    private HttpGateway client(HttpGateway.Route route, Pause pause) {
        return new HttpGateway(
                route,
                enrolment.tls(),
                receipt -> enrolment.till().signatureCheck().ofReceipt(Samples.TILL, receipt)
                        == SignatureCheck.Verdict.GOOD,
                System::nanoTime,
                pause);
    }

    /** The till's keys, by a clock of the test; what passes without it does not pass. */
    Keyring keyring(InstantSource clock) {
        return Keyring.of(enrolment.till(), Samples.TILL, Samples.time(clock));
    }

    @Override
    public void close() {
        server.stop();
    }
}
