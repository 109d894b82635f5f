package dev.tidegate.gateway.http;

import dev.tidegate.core.payment.TillId;
import dev.tidegate.crypto.DeviceAuthority;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

/**
 * The open connections of tills, so that those of a revoked till can be closed from outside, and an age at which each
 * is closed after its answer, so that every till shows its certificate anew.
 */
public final class TillConnections implements HttpConfiguration.Customizer {
    /** A till makes a new connection in some milliseconds. */
    static final Duration AGE_MAX = Duration.ofHours(1);

    private final Map<EndPoint, TillId> open = new ConcurrentHashMap<>();
    private final InstantSource clock;

    TillConnections(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Request customize(Request request, HttpFields.Mutable responseHeaders) {
        Connection connection = request.getConnectionMetaData().getConnection();
        EndPoint end = connection.getEndPoint();
        if (clock.millis() - end.getCreatedTimeStamp() >= AGE_MAX.toMillis()) {
            responseHeaders.put(HttpHeader.CONNECTION, "close");
        }
        EndPoint.SslSessionData tls = end.getSslSessionData();
        X509Certificate[] chain = tls == null ? null : tls.peerCertificates();
        TillId till = chain == null || chain.length == 0 ? null : DeviceAuthority.tillOf(chain[0]);
        if (till != null && open.putIfAbsent(end, till) == null) {
            connection.addEventListener(new Connection.Listener() {
                @Override
                public void onClosed(Connection closed) {
                    open.remove(end);
                }
            });
        }
        return request;
    }

    /**
     * Closes what is open of some tills, also in the middle of a request.
     *
     * @return how many connections
     */
    public int close(Set<TillId> tills) {
        int closed = 0;
        for (Map.Entry<EndPoint, TillId> one : open.entrySet()) {
            if (tills.contains(one.getValue())) {
                open.remove(one.getKey());
                one.getKey().close();
                closed++;
            }
        }
        return closed;
    }

    int count() {
        return open.size();
    }
}
