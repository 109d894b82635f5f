package dev.tidegate.till.fake;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.tidegate.core.card.Octets;
import dev.tidegate.crypto.CertificateRequest;
import dev.tidegate.crypto.CertsOnly;
import dev.tidegate.crypto.ChainGrant;
import dev.tidegate.crypto.DeviceAuthority;
import dev.tidegate.crypto.EnrolmentCode;
import dev.tidegate.crypto.GatewayHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** A gateway that enrols and renews one till, and can lose its answers after it has done what was asked. */
public final class CertifyingGateway implements AutoCloseable {
    private final GatewayHome home;
    private final DeviceAuthority authority;
    private final EnrolmentCode code;
    private final HttpsServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> calls = new ArrayList<>();
    private final List<Octets> keys = new ArrayList<>();
    private final List<String> shown = new ArrayList<>();
    private String losing = "";
    private int status = 200;

    /** @param clock by which it certifies */
    public CertifyingGateway(GatewayHome home, SSLContext context, InstantSource clock) {
        this.home = home;
        this.authority = home.authority(clock);
        this.code = EnrolmentCode.fresh(authority.certificate(), new SecureRandom());
        try {
            server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters wanted = context.getDefaultSSLParameters();
                wanted.setWantClientAuth(true);
                parameters.setSSLParameters(wanted);
            }
        });
        server.createContext("/", this::serve);
        server.setExecutor(threads);
        server.start();
    }

    public URI address() {
        return URI.create("https://localhost:" + server.getAddress().getPort());
    }

    public EnrolmentCode code() {
        return code;
    }

    /** From now on does what one kind of call asks, and closes the connection instead of answering. */
    public synchronized void loseAnswersTo(String verb) {
        losing = verb;
    }

    /** Refuses from now on; 200 for not at all. */
    public synchronized void refuseWith(int status) {
        this.status = status;
    }

    /** The last parts of the paths that were called. */
    public synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    /** The keys that certificates were asked for. */
    public synchronized List<Octets> keys() {
        return List.copyOf(keys);
    }

    /** The certificate that each call showed: its number, or a dash. */
    public synchronized List<String> shown() {
        return List.copyOf(shown);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            @Nullable X509Certificate till = peer((HttpsExchange) exchange);
            byte[] body = exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getPath();
            String authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] answer = answered(path.substring(path.lastIndexOf('/') + 1), till, body, authorization);
            if (answer.length == 0) {
                return;
            }
            int told;
            synchronized (this) {
                told = status;
            }
            exchange.sendResponseHeaders(told, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private synchronized byte[] answered(
            String verb, @Nullable X509Certificate till, byte[] body, String authorization) {
        calls.add(verb);
        shown.add(till == null ? "-" : till.getSerialNumber().toString(16));
        byte[] answer = switch (verb) {
            case "simpleenroll" -> authorization.equals(wanted()) ? certified(body) : bytes("no");
            case "simplereenroll" -> certified(body);
            case "enrolment" -> chain(till);
            default -> bytes("{}");
        };
        if (losing.equals(verb)) {
            return new byte[0];
        }
        return status == 200 ? answer : bytes("{}");
    }

    private String wanted() {
        String user = "till:" + code.token().hex().toLowerCase(java.util.Locale.ROOT);
        return "Basic " + Base64.getEncoder().encodeToString(bytes(user));
    }

    private byte[] certified(byte[] body) {
        Octets der = Octets.of(Base64.getMimeDecoder().decode(body));
        CertificateRequest request = ((CertificateRequest.Reading.Read) CertificateRequest.read(der)).request();
        keys.add(request.spki());
        return Base64.getMimeEncoder()
                .encode(CertsOnly.write(authority.certify(Samples.TILL, request))
                        .toByteArray());
    }

    private byte[] chain(@Nullable X509Certificate till) {
        if (till == null) {
            return bytes("{}");
        }
        CertificateRequest key =
                new CertificateRequest(Octets.of(till.getPublicKey().getEncoded()));
        ChainGrant grant =
                ChainGrant.make(Samples.TILL, key, new SecureRandom()).grant();
        return bytes("{\"till\":\"" + Samples.TILL + "\",\"encapsulated\":\"" + base64(grant.encapsulated())
                + "\",\"ciphertext\":\"" + base64(grant.ciphertext()) + "\",\"bundle\":\""
                + base64(home.recipientBundle()) + "\"}");
    }

    private static @Nullable X509Certificate peer(HttpsExchange exchange) {
        try {
            return (X509Certificate) exchange.getSSLSession().getPeerCertificates()[0];
        } catch (SSLPeerUnverifiedException e) {
            return null;
        }
    }

    private static String base64(Octets octets) {
        return Base64.getEncoder().encodeToString(octets.toByteArray());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
