package dev.tidegate.till.gateway;

import dev.tidegate.core.card.Octets;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.port.GatewayUnavailableException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** The calls that may be repeated, on connections that are shared. Safe to use from several threads. */
final class Calls implements AutoCloseable {
    /** 256 results of some hundred bytes, with room. */
    static final int BODY_BYTES_MAX = 1_048_576;

    /** Whoever is there at all answers a connection in less. */
    private static final int PROBE_MILLIS = 500;

    /** What came back. */
    record Reply(int status, Octets body) {}

    private final TillTls tls;
    private final URI gateway;
    /** The client's own timer, which knows more of why, comes first. */
    private static final Duration GRACE = Duration.ofMillis(250);

    private final Duration connectTimeout;
    private final Duration timeout;
    private @Nullable Way way;

    /** Connections made with one certificate. */
    private record Way(SSLContext context, HttpClient client) {}

    Calls(TillTls tls, URI gateway, Duration connectTimeout, Duration timeout) {
        this.tls = tls;
        this.gateway = gateway;
        this.connectTimeout = connectTimeout;
        this.timeout = timeout;
    }

    // A new certificate means new connections; what is on its way over the old ones ends by itself.
    private synchronized HttpClient client() {
        Way now = way;
        SSLContext context = tls.context();
        if (now != null && now.context().equals(context)) {
            return now.client();
        }
        if (now != null) {
            now.client().shutdown();
        }
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connectTimeout)
                .sslContext(context)
                .sslParameters(tls.parameters())
                .build();
        way = new Way(context, client);
        return client;
    }

    /** @throws GatewayUnavailableException no answer came */
    Reply post(String path, Object message) {
        return post(path, message, timeout);
    }

    /** @throws GatewayUnavailableException no answer came within the time */
    Reply post(String path, Object message, Duration within) {
        return send(HttpRequest.newBuilder(gateway.resolve(path))
                .timeout(within)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofByteArray(Wire.write(message)))
                .build());
    }

    /**
     * Posts what is no JSON.
     *
     * @throws GatewayUnavailableException no answer came
     */
    Reply post(String path, String type, byte[] body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(gateway.resolve(path))
                .timeout(timeout)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        return send(request.build());
    }

    /** @throws GatewayUnavailableException no answer came */
    Reply get(String path) {
        return get(path, Map.of());
    }

    /** @throws GatewayUnavailableException no answer came */
    Reply get(String path, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(gateway.resolve(path))
                .timeout(timeout)
                .header("Accept", "application/json")
                .GET();
        headers.forEach(request::header);
        return send(request.build());
    }

    @Override
    public synchronized void close() {
        if (way != null) {
            way.client().shutdownNow();
        }
    }

    private Reply send(HttpRequest request) {
        try {
            HttpResponse<byte[]> response = whole(request);
            return new Reply(response.statusCode(), Octets.of(response.body()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GatewayUnavailableException(Reason.GATEWAY_SILENT, "the till is stopping");
        } catch (HttpConnectTimeoutException e) {
            // A gateway that hangs takes connections and shakes no hand: that is its silence, not the network's.
            throw unavailable(takesConnections() ? new HttpTimeoutException("no handshake") : e);
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    // The client's own timer ends with the answer's head: an answer that drips would hold its caller for ever.
    private HttpResponse<byte[]> whole(HttpRequest request) throws IOException, InterruptedException {
        Duration within = request.timeout().orElse(timeout);
        CompletableFuture<HttpResponse<byte[]>> answer =
                client().sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), BODY_BYTES_MAX));
        try {
            return answer.get(within.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new HttpTimeoutException("an answer without end");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException known ? known : new IOException(e.getCause());
        } finally {
            boolean ignored = answer.cancel(true);
        }
    }

    private static GatewayUnavailableException unavailable(IOException e) {
        GatewayUnavailableException told = new GatewayUnavailableException(
                causeOf(e), "no answer: " + e.getClass().getSimpleName());
        Throwable ignored = told.initCause(e);
        return told;
    }

    private boolean takesConnections() {
        try (Socket probe = new Socket()) {
            probe.connect(new InetSocketAddress(gateway.getHost(), gateway.getPort()), PROBE_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    // No byte left where no connection stood: refused, unresolved, no route, or the handshake failed.
    private static Reason causeOf(IOException e) {
        boolean neverStood = e instanceof ConnectException
                || e instanceof HttpConnectTimeoutException
                || e instanceof UnknownHostException
                || e instanceof NoRouteToHostException
                || e instanceof SSLHandshakeException
                || e instanceof SSLPeerUnverifiedException;
        return neverStood ? Reason.NO_NETWORK : Reason.GATEWAY_SILENT;
    }
}
