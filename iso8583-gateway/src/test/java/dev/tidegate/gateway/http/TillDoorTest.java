package dev.tidegate.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import dev.tidegate.crypto.DeviceAuthority;
import dev.tidegate.crypto.GatewayHome;
import dev.tidegate.crypto.StorePassword;
import dev.tidegate.gateway.enrol.CertificateDuty;
import dev.tidegate.gateway.store.Database;
import dev.tidegate.gateway.store.Store;
import dev.tidegate.gateway.store.TillEventRow;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gateway's own certificate, renewed while its door is open. */
class TillDoorTest {
    @TempDir
    private Path folder;

    private GatewayHome home;
    private Store store;
    private Server server;
    private ServerConnector connector;
    private TillConnectorFactory door;
    private SSLContext trusting;

    @BeforeEach
    void open() throws Exception {
        home = GatewayHome.init(folder.resolve("gateway"), InstantSource.system());
        // A certificate whose life is two thirds over.
        Instant issued = Instant.now().minus(Duration.ofDays(62));
        home.authority(InstantSource.fixed(issued)).renewServer(home.serverStore());
        store = Store.open(new Database("jdbc:sqlite:" + folder.resolve("gateway.db"), "", ""), UUID.randomUUID());
        door = new TillConnectorFactory(home.folder().toString());
        door.setPort(0);
        door.setBindHost("127.0.0.1");
        QueuedThreadPool threads = new QueuedThreadPool();
        server = new Server(threads);
        connector = (ServerConnector) door.build(server, new MetricRegistry(), "tills", threads);
        server.addConnector(connector);
        server.start();
        trusting = trusting();
    }

    @AfterEach
    void close() throws Exception {
        server.stop();
        store.close();
    }

    private SSLContext trusting() throws Exception {
        KeyStore trust = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(home.trustStore())) {
            trust.load(in, StorePassword.of(home.trustStore()).toCharArray());
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(trust);
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }

    private SSLSocket connected() throws Exception {
        SSLSocket socket = (SSLSocket) trusting.getSocketFactory().createSocket("127.0.0.1", connector.getLocalPort());
        socket.setSoTimeout(20_000);
        socket.startHandshake();
        return socket;
    }

    private static X509Certificate shown(SSLSocket socket) throws Exception {
        return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    }

    private CertificateDuty duty() {
        InstantSource clock = InstantSource.system();
        return new CertificateDuty(store, home.authority(clock), home.serverStore(), door::reload, clock);
    }

    @Test
    void certificate_renewedAtTwoThirds_isShownToTheNextWithoutARestart() throws Exception {
        try (SSLSocket before = connected()) {
            X509Certificate old = shown(before);

            boolean renewed = duty().doWork();

            try (SSLSocket after = connected()) {
                assertThat(renewed).isTrue();
                assertThat(shown(after).getSerialNumber()).isNotEqualTo(old.getSerialNumber());
                assertThat(shown(after).getPublicKey()).isNotEqualTo(old.getPublicKey());
                assertThat(shown(after)).isEqualTo(DeviceAuthority.serverCertificate(home.serverStore()));
            }
            before.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes("US-ASCII"));
            assertThat(new String(before.getInputStream().readNBytes(4), "US-ASCII"))
                    .as("the connection from before goes on")
                    .isEqualTo("HTTP");
        }
        assertThat(store.<List<TillEventRow>>read(tables -> tables.tillEvents().latest(9)))
                .extracting(TillEventRow::event)
                .containsExactly(TillEventRow.Event.SERVER_RENEWED);
    }

    @Test
    void certificate_thatIsFresh_stays() {
        CertificateDuty duty = duty();

        assertThat(duty.doWork()).isTrue();
        assertThat(duty.doWork()).isFalse();
        assertThat(duty.server().daysLeft(Instant.now())).isBetween(88L, 90L);
    }
}
