package dev.tidegate.till;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidegate.core.payment.TillId;
import dev.tidegate.core.port.Journal;
import dev.tidegate.core.port.Landmarks;
import dev.tidegate.crypto.PinHash;
import dev.tidegate.saf.SafJournal;
import dev.tidegate.saf.Settings;
import dev.tidegate.till.config.TillSettings;
import dev.tidegate.till.fake.Enrolment;
import dev.tidegate.till.fake.LoopbackGateway;
import dev.tidegate.till.fake.MemoryJournal;
import dev.tidegate.till.fake.Samples;
import dev.tidegate.till.fake.ScriptedKernel;
import dev.tidegate.till.gateway.Keyring;
import dev.tidegate.till.reader.ReaderWatch;
import dev.tidegate.till.reader.TillHistory;
import dev.tidegate.till.sale.Questions;
import dev.tidegate.till.store.Person;
import dev.tidegate.till.store.ShopStore;
import dev.tidegate.till.time.TillTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Server;

/** A whole till of a test: the real application with a scripted card, a journal in memory and a loopback gateway. */
final class RunningTill implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    final Questions questions = new Questions();
    final ScriptedKernel kernel = new ScriptedKernel(questions);
    final MemoryJournal journal;
    final LoopbackGateway gateway;
    final Enrolment enrolment;
    private final Path folder;
    private final boolean onDisk;
    private final Map<String, String> environment = new HashMap<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private final CompletableFuture<JsonNode> ready = new CompletableFuture<>();
    private String session = "";
    private volatile Duration machineAhead = Duration.ZERO;
    private String base = "/api/v1";
    private Consumer<Path> meanwhile = home -> {};
    private final CompletableFuture<Server> server = new CompletableFuture<>();

    /** Enrols and starts. */
    static RunningTill in(Path folder) {
        return in(folder, Map.of());
    }

    /** Whose first route leads nowhere, and its backup to the gateway. */
    static RunningTill onItsBackup(Path folder) {
        return in(folder, Map.of("TILL_GATEWAY", "https://localhost:1", "TILL_GATEWAY_BACKUP", "the gateway"));
    }

    static RunningTill in(Path folder, Map<String, String> environment) {
        return in(folder, environment, false);
    }

    /** With the journal and the chain of a shop, on disk. */
    static RunningTill onDisk(Path folder) {
        return in(folder, Map.of(), true);
    }

    private static RunningTill in(Path folder, Map<String, String> environment, boolean onDisk) {
        return in(folder, Enrolment.in(folder).told(), environment, onDisk);
    }

    /** Which has never heard what it may do. */
    static RunningTill untold(Path folder) {
        return in(folder, Enrolment.in(folder), Map.of(), false);
    }

    private static RunningTill in(Path folder, Enrolment enrolment, Map<String, String> environment, boolean onDisk) {
        RunningTill till = new RunningTill(
                folder,
                enrolment,
                new MemoryJournal(),
                new LoopbackGateway(enrolment.serverContext()),
                environment,
                onDisk);
        till.start();
        return till;
    }

    private RunningTill(
            Path folder,
            Enrolment enrolment,
            MemoryJournal journal,
            LoopbackGateway gateway,
            Map<String, String> environment,
            boolean onDisk) {
        this.onDisk = onDisk;
        this.folder = folder;
        this.enrolment = enrolment;
        this.journal = journal;
        this.gateway = gateway;
        this.environment.putAll(environment);
        this.environment.putIfAbsent("TILL_GATEWAY", "https://localhost:" + gateway.port());
        // Only from here on its port is known.
        this.environment.computeIfPresent("TILL_GATEWAY_BACKUP", (key, any) -> "https://localhost:" + gateway.port());
        this.environment.putIfAbsent("TILL_HOME", enrolment.till().folder().toString());
        this.environment.putIfAbsent("TILL_PORT", "0");
        this.environment.putIfAbsent("TILL_HEARTBEAT", "PT0.1S");
        this.environment.putIfAbsent("TILL_LIVE_TIMER", "PT2S");
        this.environment.putIfAbsent("TILL_LOG_LEVEL", "OFF");
        // One test card buys everything here, also behind declines.
        this.environment.putIfAbsent("TILL_OFFLINE_CARD_COUNT", "200");
        this.environment.putIfAbsent("TILL_OFFLINE_CARD_SUM", "200000");
        this.environment.putIfAbsent("TILL_DECLINED_FOR", "PT0S");
        this.environment.putIfAbsent("TILL_SIGN_IN", "off");
        this.environment.putIfAbsent("TILL_LIABILITY_ACCEPTED_BY", "Test");
        this.environment.putIfAbsent("TILL_OFFLINE_SALE", "20000");
        this.environment.putIfAbsent("TILL_OFFLINE_CHIP", "20000");
        this.environment.putIfAbsent("TILL_OFFLINE_SUM", "200000");
    }

    /** Something that happens to the till's folder while it is down. */
    void beforeNextStart(Consumer<Path> meanwhile) {
        this.meanwhile = meanwhile;
    }

    /** Waits until nothing stored is on its way: what is not final yet is told to be captured. */
    void settle() {
        for (JsonNode payment : get("/payments?state=unsynced").body().path("payments")) {
            gateway.tell(payment.path("id").asText(), "CAPTURED");
        }
        JsonNode ignored = await(
                "/terminal", terminal -> terminal.path("offline").path("count").asInt() == 0);
    }

    /** The same till after its process has ended: what is on disk, and a journal that has an epoch more. */
    RunningTill restarted() {
        close();
        gateway.join();
        meanwhile.accept(enrolment.till().folder());
        RunningTill again = new RunningTill(folder, enrolment, journal, gateway, environment, onDisk);
        again.session = session;
        again.machineAhead = machineAhead;
        again.start();
        return again;
    }

    private void start() {
        try {
            Path config = Files.writeString(folder.resolve("till.yml"), configuration(environment));
            new TillApplication(new TestDoors(), this::serving, null).run("server", config.toString());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** The machine's clock is moved by hand; what the till goes by is not. */
    void moveMachineClock(Duration by) {
        machineAhead = machineAhead.plus(by);
    }

    private final class TestDoors implements Doors.Opener {
        @Override
        public Doors open(TillSettings settings, TillTime time, Landmarks landmarks) {
            return new Doors(
                    new TillId(Samples.TILL.value()),
                    enrolment.tls(),
                    enrolment.till().signatureCheck(),
                    kernel,
                    Keyring.of(enrolment.till(), Samples.TILL, time),
                    onDisk ? opened(time.machine(), landmarks) : journal.opened(),
                    null,
                    0,
                    new ReaderWatch((reads, why) -> {}),
                    questions,
                    new TillHistory(),
                    enrolment.till().hotList(),
                    enrolment.till().parameters(),
                    () -> {},
                    () -> {});
        }

        @Override
        public InstantSource machine() {
            return () -> Doors.Opener.super.machine().instant().plus(machineAhead);
        }

        private Journal opened(InstantSource clock, Landmarks landmarks) {
            Path at = enrolment.till().folder().resolve("journal");
            return SafJournal.open(at, enrolment.till().chain(), clock, landmarks, Settings.standard());
        }
    }

    private void serving(Server started, String line) {
        boolean ignored = server.complete(started) && ready.complete(json(line.substring("READY ".length())));
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The shipped configuration with other values for its variables. */
    static String configuration(Map<String, String> environment) throws IOException {
        String shipped = Files.readString(Path.of("../config/till.yml"));
        Matcher variables = Pattern.compile("\\$\\{(\\w+):-([^}]*)}").matcher(shipped);
        return variables.replaceAll(
                match -> Matcher.quoteReplacement(environment.getOrDefault(match.group(1), match.group(2))));
    }

    int page() {
        try {
            return ready.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .path("page")
                    .asInt();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    record Answer(int status, JsonNode body, HttpResponse<String> raw) {}

    Answer get(String path) {
        return send(request(path).GET());
    }

    Answer post(String path, String body, String... headers) {
        HttpRequest.Builder request =
                request(path).POST(BodyPublishers.ofString(body)).header("Content-Type", "application/json");
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    Answer pay(long amount, String key) {
        return post("/payments", payment(amount), "Idempotency-Key", key);
    }

    static String payment(long amount) {
        return "{\"amount\":{\"value\":" + amount + ",\"currency\":\"EUR\"},\"tender\":\"card\"}";
    }

    HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + page() + base + path))
                .timeout(PATIENCE);
        return session.isEmpty() ? request : request.header("Cookie", session);
    }

    /** Signs somebody in, as a browser does that keeps its cookie; with a wrong PIN nobody changes. */
    Answer signIn(String name, String pin) {
        Answer answer = post("/session", "{\"name\":\"" + name + "\",\"pin\":\"" + pin + "\"}");
        answer.raw()
                .headers()
                .firstValue("Set-Cookie")
                .ifPresent(cookie -> session = cookie.substring(0, cookie.indexOf(';')));
        return answer;
    }

    /** A page of another browser, or one whose cookie is lost. */
    void forgetSession() {
        session = "";
    }

    /** Adds somebody as `set-pin` does, beside the running till. */
    void person(String name, Person.Role role, String pin) {
        try (ShopStore shop = shop()) {
            shop.people().put(new Person(name, role), PinHash.of(pin.toCharArray(), new SecureRandom()));
        }
    }

    /** The shop's database, looked into from another process. */
    ShopStore shop() {
        return ShopStore.open(enrolment.till().folder().resolve("shop.db"));
    }

    Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            boolean json =
                    response.headers().firstValue("Content-Type").orElse("").contains("json");
            return new Answer(response.statusCode(), JSON.readTree(json ? response.body() : "{}"), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Looks at a resource until it is as wanted. */
    JsonNode await(String path, Predicate<JsonNode> wanted) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        JsonNode last = get(path).body();
        while (!wanted.test(last)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not in time: " + last);
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            last = get(path).body();
        }
        return last;
    }

    void awaitOnline() {
        JsonNode ignored =
                await("/terminal", till -> till.path("network_status").asText().equals("online"));
    }

    void awaitOffline() {
        JsonNode ignored =
                await("/terminal", till -> till.path("network_status").asText().equals("offline"));
    }

    /** Sells and waits for the result; nobody presses OK. */
    JsonNode sell(ScriptedKernel.Card card, long amount) {
        kernel.insert(card);
        String id = pay(amount, "key-" + amount).body().path("id").asText();
        return await("/payments/" + id, payment -> payment.path("result").isTextual());
    }

    /** Sells, and presses OK on the result. */
    JsonNode sellAndSee(ScriptedKernel.Card card, long amount) {
        return seen(sell(card, amount));
    }

    JsonNode seen(JsonNode payment) {
        return post("/payments/" + payment.path("id").asText() + "/seen", "{}").body();
    }

    /** From now on calls are of the training room, or of the shop again. */
    RunningTill inTraining(boolean inside) {
        base = inside ? "/training/api/v1" : "/api/v1";
        return this;
    }

    /** Enters training. */
    Answer enterTraining() {
        Answer answer = inTraining(false).post("/training", "{}");
        RunningTill ignored = inTraining(true);
        return answer;
    }

    /** Sells in training with a card of its drawer, and waits for the result; nobody presses OK. */
    JsonNode train(String card, long amount, String key) {
        String id = pay(amount, key).body().path("id").asText();
        JsonNode ignored = await(
                "/payments/" + id, payment -> payment.path("prompt").asText().equals("PRESENT_CARD"));
        while (post("/drawer/cards/" + card, "{}").status() != 200) {
            // The prompt may stand a moment before the reader waits.
            Thread.onSpinWait();
        }
        return await("/payments/" + id, payment -> payment.path("result").isTextual());
    }

    /** Ends whatever stands on the screen. */
    void clearTheScreen() {
        JsonNode ignored = await("/terminal", terminal -> {
            JsonNode current = terminal.path("current");
            if (current.isNull()) {
                return true;
            }
            String verb = current.path("result").isTextual() ? "/seen" : "/cancel";
            Answer answer = post("/payments/" + current.path("id").asText() + verb, "{}");
            return answer.status() == 200 && verb.equals("/seen");
        });
        kernel.empty();
    }

    @Override
    public void close() {
        try {
            // A server that stops gives open connections a second to end.
            client.shutdownNow();
            server.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).stop();
            gateway.cut();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
