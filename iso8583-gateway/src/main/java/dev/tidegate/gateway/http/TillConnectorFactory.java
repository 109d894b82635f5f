package dev.tidegate.gateway.http;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.tidegate.crypto.GatewayHome;
import dev.tidegate.crypto.StorePassword;
import io.dropwizard.jetty.HttpsConnectorFactory;
import java.nio.file.Path;
import java.util.List;

/**
 * The tills' door: TLS 1.3, and a certificate of the gateway's own authority on the other side. Keys and passwords are
 * those of the gateway's folder.
 */
@JsonTypeName("tills")
public final class TillConnectorFactory extends HttpsConnectorFactory {
    @JsonCreator
    public TillConnectorFactory(@JsonProperty(value = "home", required = true) String home) {
        GatewayHome folder = new GatewayHome(Path.of(home));
        setKeyStoreType("PKCS12");
        setKeyStorePath(folder.serverStore().toString());
        setKeyStorePassword(StorePassword.of(folder.serverStore()));
        setTrustStoreType("PKCS12");
        setTrustStorePath(folder.trustStore().toString());
        setTrustStorePassword(StorePassword.of(folder.trustStore()));
        setSupportedProtocols(List.of("TLSv1.3"));
        setSupportedCipherSuites(List.of("TLS_AES_256_GCM_SHA384"));
        setNeedClientAuth(true);
        setDisableSniHostCheck(true);
    }
}
