package dev.tidegate.gateway.http;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.tidegate.crypto.GatewayHome;
import dev.tidegate.crypto.StorePassword;
import dev.tidegate.crypto.TillTrust;
import io.dropwizard.jetty.HttpsConnectorFactory;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;

/**
 * The tills' door: TLS 1.3 with one cipher suite, no session resumed, and a certificate of the gateway's own authority
 * on the other side. Keys and passwords are those of the gateway's folder.
 *
 * <p>A caller without a certificate gets through the handshake, because a new till has none yet; it comes no further
 * than to {@link EstResource}.
 */
@JsonTypeName("tills")
public final class TillConnectorFactory extends HttpsConnectorFactory {
    /** With it at 0 no session can be resumed: a resumed one would skip the look at the certificate. */
    public static final String TICKETS = "jdk.tls.server.newSessionTicketCount";

    private final TillTrust trust;
    private final TillConnections connections = new TillConnections(InstantSource.system());
    private volatile @Nullable TillDoorTls tls;

    @JsonCreator
    public TillConnectorFactory(@JsonProperty(value = "home", required = true) String home) {
        GatewayHome folder = new GatewayHome(Path.of(home));
        trust = new TillTrust(folder.authorityCertificate(), InstantSource.system());
        setKeyStoreType("PKCS12");
        setKeyStorePath(folder.serverStore().toString());
        setKeyStorePassword(StorePassword.of(folder.serverStore()));
        setTrustStoreType("PKCS12");
        setTrustStorePath(folder.trustStore().toString());
        setTrustStorePassword(StorePassword.of(folder.trustStore()));
        setSupportedProtocols(List.of("TLSv1.3"));
        setSupportedCipherSuites(List.of("TLS_AES_256_GCM_SHA384"));
        setWantClientAuth(true);
        setDisableSniHostCheck(true);
    }

    /** What is open at this door. */
    public TillConnections connections() {
        return connections;
    }

    /** Protocols that this door speaks, once it is built. */
    public List<String> protocols() {
        TillDoorTls built = tls;
        return built == null ? List.of() : Arrays.asList(built.getSelectedProtocols());
    }

    /** Cipher suites that this door speaks, once it is built. */
    public List<String> cipherSuites() {
        TillDoorTls built = tls;
        return built == null ? List.of() : Arrays.asList(built.getSelectedCipherSuites());
    }

    /** Shows the certificate that now lies in the server's store to whoever connects next. */
    public void reload() {
        TillDoorTls built = tls;
        if (built == null || !built.isStarted()) {
            // It will read the store when it starts.
            return;
        }
        try {
            built.reload(same -> {});
        } catch (Exception e) {
            throw new IllegalStateException("the server's store cannot be read again", e);
        }
    }

    @Override
    protected SslContextFactory.Server configureSslContextFactory(SslContextFactory factory) {
        TillDoorTls own = new TillDoorTls(trust);
        super.configureSslContextFactory(own);
        tls = own;
        return own;
    }

    @Override
    protected HttpConfiguration buildHttpConfiguration() {
        HttpConfiguration configuration = super.buildHttpConfiguration();
        configuration.addCustomizer(connections);
        return configuration;
    }
}
