package dev.tidegate.gateway.http;

import dev.tidegate.crypto.TillTrust;
import java.security.KeyStore;
import java.security.cert.CRL;
import java.util.Collection;
import javax.net.ssl.TrustManager;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;

/** TLS at the tills' door, with our own judgement of who is let in. */
final class TillDoorTls extends SslContextFactory.Server {
    private final TillTrust trust;

    TillDoorTls(TillTrust trust) {
        this.trust = trust;
    }

    @Override
    protected TrustManager[] getTrustManagers(@Nullable KeyStore trustStore, @Nullable Collection<? extends CRL> crls) {
        return new TrustManager[] {trust};
    }
}
