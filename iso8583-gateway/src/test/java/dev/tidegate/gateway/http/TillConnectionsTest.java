package dev.tidegate.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.payment.TillId;
import dev.tidegate.gateway.fixture.HandClock;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Request;
import org.junit.jupiter.api.Test;

/** How long a connection lives; that those of a till are closed is shown over real TLS. */
class TillConnectionsTest {
    private static final Instant OPENED = Instant.parse("2026-11-22T12:00:00Z");

    private final HandClock clock = new HandClock(OPENED);
    private final TillConnections connections = new TillConnections(clock);

    // Of the server's wide interfaces only what is asked for.
    private static <T> T answering(Class<T> type, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answers.get(method.getName())));
    }

    private HttpFields.Mutable answered() {
        EndPoint end = answering(EndPoint.class, Map.of("getCreatedTimeStamp", OPENED.toEpochMilli()));
        Connection connection = answering(Connection.class, Map.of("getEndPoint", end));
        ConnectionMetaData about = answering(ConnectionMetaData.class, Map.of("getConnection", connection));
        Request request = answering(Request.class, Map.of("getConnectionMetaData", about));
        HttpFields.Mutable headers = HttpFields.build();

        assertThat(connections.customize(request, headers)).isSameAs(request);
        return headers;
    }

    @Test
    void connection_youngerThanAnHour_staysOpen() {
        clock.pass(TillConnections.AGE_MAX.minus(Duration.ofMillis(1)));

        assertThat(answered().contains(HttpHeader.CONNECTION)).isFalse();
    }

    @Test
    void connection_ofAnHour_isClosedAfterItsAnswer() {
        clock.pass(TillConnections.AGE_MAX);

        assertThat(answered().get(HttpHeader.CONNECTION)).isEqualTo("close");
    }

    @Test
    void connection_withoutACertificate_isNobodys() {
        assertThat(answered().size()).isZero();

        assertThat(connections.count()).isZero();
        assertThat(connections.close(Set.of(TillId.of("00000000-0000-7000-8000-00000000beef"))))
                .isZero();
    }
}
