package dev.tidegate.simulator.acquirer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.simulator.acquirer.issuer.Messages;
import dev.tidegate.simulator.acquirer.wire.Dialect;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The host behind TLS, and its record. */
final class SecuredLineTest {
    private static final LineOptions LINE = LineOptions.PLAIN
            .with("--tls", "trusted")
            .orElseThrow()
            .with("--record", "yes")
            .orElseThrow();

    @TempDir
    Path folder;

    @Test
    void sale_overTls_isAnsweredAndRecorded() throws Exception {
        try (var simulator = new RunningSimulator(folder, LINE);
                HostClient gateway = connect(simulator)) {
            assertThat(gateway.code(Messages.sale())).isEqualTo("00");
        }

        List<String> frames = Files.readAllLines(folder.resolve("frames.jsonl"));
        assertThat(frames).hasSize(2);
        assertThat(frames.getFirst()).contains("\"mti\":\"0200\"", "************0119");
    }

    @Test
    void reset_overTls_endsTheConnectionUnsaid() throws Exception {
        try (var simulator = new RunningSimulator(folder, LINE);
                HostClient gateway = connect(simulator)) {
            simulator.post("/rules", "[{'action':'reset'}]");
            gateway.send(Messages.sale());

            assertThatThrownBy(gateway::receive).isInstanceOf(IOException.class);
            assertThat(simulator.get("/totals").at("/live/count").asInt()).isEqualTo(1);
        }
    }

    @Test
    void certificate_expired_isRefusedAndCounted() throws Exception {
        try (var simulator = new RunningSimulator(folder, LINE)) {
            assertThat(simulator
                            .post("/certificate", "{'certificate':'expired'}")
                            .path("certificate")
                            .asText())
                    .isEqualTo("expired");

            assertThatThrownBy(() -> connect(simulator)).isInstanceOf(SSLException.class);
            simulator.post("/certificate", "{'certificate':'trusted'}");
            try (HostClient gateway = connect(simulator)) {
                assertThat(gateway.code(Messages.echo())).isEqualTo("00");
            }

            while (simulator.get("/connections").path("failedHandshakes").asInt() == 0) {
                Thread.onSpinWait();
            }
            assertThat(simulator.get("/connections").path("failedHandshakes").asInt())
                    .isEqualTo(1);
        }
    }

    private HostClient connect(RunningSimulator simulator) throws Exception {
        KeyStore roots = KeyStore.getInstance("PKCS12");
        roots.load(null, null);
        try (InputStream pem = Files.newInputStream(folder.resolve("tls/ca.pem"))) {
            roots.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(roots);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        Socket raw = new Socket(InetAddress.getLoopbackAddress(), simulator.hostPort());
        SSLSocket secured =
                (SSLSocket) context.getSocketFactory().createSocket(raw, "localhost", simulator.hostPort(), true);
        secured.startHandshake();
        return new HostClient(secured, Dialect.ISO87_GENERIC);
    }
}
