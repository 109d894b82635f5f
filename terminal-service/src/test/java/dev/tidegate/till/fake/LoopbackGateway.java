package dev.tidegate.till.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.tidegate.crypto.SignedParameters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * A gateway with a memory: it knows each payment by its id and each record by its number, answers what the test wants,
 * and can be cut off and joined again at the same address.
 */
public final class LoopbackGateway implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SSLContext context;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> calls = new ArrayList<>();
    private final Map<String, ObjectNode> payments = new LinkedHashMap<>();
    private final List<ObjectNode> news = new ArrayList<>();
    private String answer = "APPROVED";
    private String declinedFor = "";
    private String acquirer = "UP";
    private long lastSeq;
    private long parametersVersion;
    private boolean setBack;
    private String parameters = "";
    private final List<Boolean> takenParts = new ArrayList<>();
    private boolean swallowAnswers;
    private boolean mute;
    private boolean busy;
    private String refundAnswer = "APPROVED";
    private String refundState = "OUTCOME_UNKNOWN";
    private final Map<String, Long> amounts = new HashMap<>();
    private final Set<String> refunds = new LinkedHashSet<>();
    private long slotInMillis;
    private boolean cut;
    private HttpsServer server;
    private final int port;

    public LoopbackGateway(SSLContext context) {
        this.context = context;
        this.server = listen(0);
        this.port = server.getAddress().getPort();
    }

    public int port() {
        return port;
    }

    /**
     * What an online request is answered: APPROVED, PARTIALLY_APPROVED (12.50 of it, booked), DECLINED, NOT_SENT or
     * UNKNOWN.
     */
    public synchronized void answer(String word) {
        answer = word;
    }

    /** Declines, for this cause. */
    public synchronized void declines(String why) {
        answer = "DECLINED";
        declinedFor = why;
    }

    /** Of each online request, whether a part was of use. */
    public synchronized List<Boolean> takenParts() {
        return List.copyOf(takenParts);
    }

    /** UP or DOWN. */
    public synchronized void acquirer(String word) {
        acquirer = word;
    }

    /** Its database comes from a backup that had so many records; each heartbeat tells how many it has. */
    public synchronized void setBack(long records) {
        setBack = true;
        lastSeq = records;
    }

    /** What the acquirer allows; each heartbeat tells its version. */
    public synchronized void parameters(SignedParameters told) {
        parametersVersion = told.parameters().version();
        parameters = Base64.getEncoder().encodeToString(told.raw().toByteArray());
    }

    /** Takes online requests and closes the connection instead of answering. */
    public synchronized void swallowAnswers(boolean swallow) {
        swallowAnswers = swallow;
    }

    /** Takes everything and answers nothing. */
    public synchronized void mute(boolean silent) {
        mute = silent;
    }

    /** What a refund is answered: APPROVED, DECLINED, NOT_SENT, UNKNOWN, or NONE to close the connection instead. */
    public synchronized void refundAnswer(String word) {
        refundAnswer = word;
    }

    /** What has become of refunds that were answered UNKNOWN. */
    public synchronized void refundState(String state) {
        refundState = state;
    }

    /** The ids of the refunds that were asked for. */
    public synchronized Set<String> refunds() {
        return Set.copyOf(refunds);
    }

    /** Takes no record now. */
    public synchronized void busy(boolean now) {
        busy = now;
    }

    /** When it takes records of this till: from now on, in so many milliseconds. */
    public synchronized void slotIn(long millis) {
        slotInMillis = millis;
    }

    /** Refuses every connection from now on. */
    public synchronized void cut() {
        if (!cut) {
            cut = true;
            server.stop(0);
        }
    }

    public synchronized void join() {
        if (cut) {
            cut = false;
            server = listen(port);
        }
    }

    /** What was called: {@code authorise <id>}, {@code journal}; heartbeats and looks for results left out. */
    public synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    /** Numbers of the records received. */
    public synchronized long lastSeq() {
        return lastSeq;
    }

    /** Tells news of a payment. */
    public synchronized void tell(String payment, String state) {
        ObjectNode result = result(payment, state);
        result.put("cursor", "a-" + (news.size() + 1));
        news.add(result);
    }

    @Override
    public synchronized void close() {
        cut();
        threads.close();
    }

    private HttpsServer listen(int at) {
        try {
            HttpsServer fresh = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), at), 0);
            fresh.setHttpsConfigurator(new HttpsConfigurator(context) {
                @Override
                public void configure(HttpsParameters parameters) {
                    SSLParameters wanted = context.getDefaultSSLParameters();
                    wanted.setNeedClientAuth(true);
                    parameters.setSSLParameters(wanted);
                }
            });
            fresh.createContext("/", this::serve);
            fresh.setExecutor(threads);
            fresh.start();
            return fresh;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode body = JSON.readTree(exchange.getRequestBody());
            String path = exchange.getRequestURI().getPath();
            String verb = path.substring(path.lastIndexOf('/') + 1);
            JsonNode told = answerTo(
                    verb,
                    path.split("/"),
                    body,
                    String.valueOf(exchange.getRequestURI().getQuery()));
            if (told.isNull()) {
                return;
            }
            byte[] bytes = JSON.writeValueAsBytes(told);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private synchronized JsonNode answerTo(String verb, String[] path, JsonNode body, String query) {
        if (!verb.equals("heartbeat") && !verb.equals("results")) {
            calls.add(path.length > 3 ? verb + " " + path[3] : verb);
        }
        if (mute) {
            return JSON.nullNode();
        }
        return switch (verb) {
            case "heartbeat" -> beat();
            case "parameters" ->
                JSON.createObjectNode().put("version", parametersVersion).put("parameters", parameters);
            case "results" -> results(query);
            case "journal" -> journal(body);
            case "authorise" -> {
                amounts.put(path[3], body.at("/amount/value").asLong());
                yield swallowAnswers ? JSON.nullNode() : authorise(body);
            }
            case "refunds" -> refund(body);
            case "complete" -> result(path[3], "CAPTURED");
            case "reverse" -> result(path[3], "REVERSED");
            default -> refunds.contains(verb) ? result(verb, refundState) : JSON.createObjectNode();
        };
    }

    private JsonNode refund(JsonNode body) {
        boolean ignored = refunds.add(body.path("refundId").asText());
        return refundAnswer.equals("NONE")
                ? JSON.nullNode()
                : JSON.createObjectNode().put("answer", refundAnswer).put("responseCode", "00");
    }

    private ObjectNode beat() {
        ObjectNode told = JSON.createObjectNode().put("acquirer", acquirer);
        if (setBack) {
            told.put("lastSeq", lastSeq);
        }
        told.putObject("versions").put("parameters", parametersVersion);
        told.putObject("drain").put("startInMillis", slotInMillis).put("records", 1_000);
        return told;
    }

    private ObjectNode authorise(JsonNode body) {
        takenParts.add(body.path("takesPart").asBoolean());
        boolean approved = answer.equals("APPROVED") || answer.equals("PARTIALLY_APPROVED");
        ObjectNode told = JSON.createObjectNode()
                .put("answer", answer)
                .put(
                        "cause",
                        answer.equals("NOT_SENT") ? "ACQUIRER_SILENT" : declinedFor.isEmpty() ? null : declinedFor)
                .put("captured", approved)
                .put("responseCode", approved ? "00" : "51")
                .put("authorisationCode", approved ? "123456" : "")
                .put("stan", "000001")
                .put("rrn", "632600000001")
                .put("issuerData", "");
        if (answer.equals("PARTIALLY_APPROVED")) {
            told.put("responseCode", "10")
                    .putObject("amount")
                    .put("value", 1250)
                    .put("currency", "EUR");
        }
        return told;
    }

    private ObjectNode journal(JsonNode body) {
        ArrayNode verdicts = JSON.createArrayNode();
        for (JsonNode record : body.path("records")) {
            if (busy) {
                verdicts.add("BUSY");
                break;
            }
            long seq = seqOf(Base64.getDecoder().decode(record.asText()));
            if (setBack && seq > lastSeq + 1) {
                verdicts.add("RESEND");
                break;
            }
            verdicts.add(seq <= lastSeq ? "DUPLICATE" : "OK");
            lastSeq = Math.max(lastSeq, seq);
        }
        ObjectNode told = JSON.createObjectNode().put("lastSeq", lastSeq);
        told.set("verdicts", verdicts);
        return told;
    }

    // Record v1 has its number at offset 48; a journal in memory begins its records with it.
    private static long seqOf(byte[] raw) {
        String text = new String(raw, StandardCharsets.ISO_8859_1);
        return text.startsWith("TGS1")
                ? ByteBuffer.wrap(raw).getLong(48)
                : Long.parseLong(text.substring(0, text.indexOf(' ')));
    }

    private ObjectNode results(String query) {
        String cursor = query.substring(query.indexOf('=') + 1);
        int from = cursor.isEmpty() ? 0 : Integer.parseInt(cursor.substring(2));
        ArrayNode after = JSON.createArrayNode();
        news.subList(from, news.size()).forEach(after::add);
        ObjectNode told = JSON.createObjectNode().put("cursor", "a-" + news.size());
        told.set("results", after);
        return told;
    }

    private ObjectNode result(String payment, String state) {
        ObjectNode known = payments.computeIfAbsent(
                payment,
                id -> JSON.createObjectNode()
                        .put("paymentId", id)
                        .put("version", 0)
                        .put("responseCode", "00")
                        .put("attempts", 1));
        known.put("version", known.path("version").asLong() + 1).put("state", state);
        if (state.equals("CAPTURED")) {
            known.putObject("captured")
                    .put("value", amounts.getOrDefault(payment, 1250L))
                    .put("currency", "EUR");
        } else {
            known.putNull("captured");
        }
        return known.deepCopy();
    }
}
