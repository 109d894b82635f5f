package dev.tidegate.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidegate.core.card.ClearCard;
import dev.tidegate.core.card.ExpiryDate;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.card.Pan;
import dev.tidegate.core.card.Track2;
import dev.tidegate.core.emv.CvmResult;
import dev.tidegate.core.emv.EntryMode;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.RequestKey;
import dev.tidegate.core.payment.Sale;
import dev.tidegate.core.payment.SealedBody;
import dev.tidegate.core.payment.StoredKind;
import dev.tidegate.core.port.Sealer.Contents;
import dev.tidegate.crypto.ChainSeal;
import dev.tidegate.crypto.HpkeSealer;
import dev.tidegate.crypto.StorePassword;
import dev.tidegate.crypto.TillHome;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A till without a till: it sells by stripe, asks whichever gateway answers, and does what a till owes. What the
 * cashier would have been told is kept by amount; every sale has its own.
 */
final class ApiTill implements AutoCloseable {
    /** What the cashier was told. */
    enum Told {
        APPROVED,
        DECLINED,
        NOT_SENT,
        NOT_KNOWN,
        STORED
    }

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NUMBER = "4761739001010119";
    private static final int ASKED_MAX = 2_000;

    private final TillHome home;
    private final ChainSeal chain;
    private final HpkeSealer sealer;
    private final HttpClient client;
    private final List<URI> gateways;
    private final Random ids;
    private final Map<Long, Told> told = new HashMap<>();
    private int at;

    /** @param first which of the gateways it asks first */
    ApiTill(Path folder, List<URI> gateways, int first, long seed) throws GeneralSecurityException, IOException {
        this.home = new TillHome(folder);
        this.chain = home.chain();
        this.sealer = new HpkeSealer(home.bundle(), home.till(), InstantSource.system());
        this.gateways = List.copyOf(gateways);
        this.at = first;
        this.ids = new Random(seed);
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(2))
                .sslContext(mutual(home))
                .build();
        if (chain.open(new UUID(1, 2)).lostFrom() != 0) {
            throw new IllegalStateException("a fresh chain has lost nothing");
        }
    }

    /** By amount. */
    Map<Long, Told> told() {
        return told;
    }

    /** One sale while the cardholder waits, to its end as far as the till is concerned. */
    void sellOnline(long amount) {
        PaymentId id = PaymentId.next(InstantSource.system(), ids);
        Amount money = Amount.of(amount, "EUR");
        Instant soldAt = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        SealedBody body = sealer.sealForRequest(new Contents(id, card(), null, money, soldAt));
        String path = "/v1/payments/" + id;
        JsonNode answer = insist(path + "/authorise", ask(money, soldAt, body), 200, 410);
        Told word = switch (answer.path("answer").asText()) {
            case "APPROVED" -> Told.APPROVED;
            case "DECLINED" -> Told.DECLINED;
            case "NOT_SENT" -> Told.NOT_SENT;
            default -> Told.NOT_KNOWN;
        };
        told.put(amount, word);
        if (word == Told.APPROVED) {
            JsonNode ignored = insist(path + "/complete", "{}", 200);
        } else if (word == Told.NOT_KNOWN) {
            JsonNode ignored = insist(path + "/reverse", "{}", 200);
        }
    }

    /** Sales while nobody could be asked, brought in one batch. */
    void bringStored(List<Long> amounts) {
        List<JournalRecord> batch = new ArrayList<>();
        for (long amount : amounts) {
            PaymentId id = PaymentId.next(InstantSource.system(), ids);
            Amount money = Amount.of(amount, "EUR");
            Instant soldAt = Instant.now().truncatedTo(ChronoUnit.MILLIS);
            SealedBody body = sealer.sealDeferredStripe(new Contents(id, card(), null, money, soldAt));
            Sale sale = new Sale(
                    money,
                    soldAt,
                    EntryMode.SWIPE,
                    card().pan().masked(),
                    CvmResult.SIGNATURE,
                    null,
                    "T-" + amount,
                    new RequestKey(Octets.of(new byte[16]), Octets.of(new byte[16])));
            batch.add(record(new JournalEntry.Stored(id, sale, StoredKind.DEFERRED_AUTHORISATION, body)));
            batch.add(record(new JournalEntry.Shown(id)));
            told.put(amount, Told.STORED);
        }
        batch.add(record(new JournalEntry.Offered(batch.getLast().seq())));
        List<String> raw = batch.stream().map(record -> base64(record.raw())).toList();
        JsonNode answer = insist("/v1/journal", json(Map.of("records", raw)), 200);
        if (answer.path("lastSeq").asLong() != batch.getLast().seq()) {
            throw new IllegalStateException("not all records were taken: " + answer);
        }
    }

    private JournalRecord record(JournalEntry entry) {
        JournalRecord record = chain.next(entry, Instant.now());
        chain.durable(record.seq());
        return record;
    }

    /** The same request on every route until somebody answers. */
    private JsonNode insist(String path, String body, int... fine) {
        for (int asked = 0; asked < ASKED_MAX; asked++) {
            try {
                HttpResponse<String> answer = client.send(
                        HttpRequest.newBuilder(gateways.get(at).resolve(path))
                                .timeout(Duration.ofSeconds(20))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                for (int each : fine) {
                    if (answer.statusCode() == each) {
                        return JSON.readTree(answer.body());
                    }
                }
                if (answer.statusCode() != 503) {
                    throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
                }
            } catch (IOException e) {
                at = (at + 1) % gateways.size();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
        throw new IllegalStateException("nobody answers " + path);
    }

    private static String ask(Amount amount, Instant soldAt, SealedBody body) {
        return json(Map.of(
                "amount", Map.of("value", amount.minor(), "currency", "EUR"),
                "soldAt", soldAt.toString(),
                "entryMode", "SWIPE",
                "sealed",
                        Map.of(
                                "suite", body.suite(),
                                "keyId", base64(body.keyId()),
                                "encapsulated", base64(body.encapsulated()),
                                "ciphertext", base64(body.ciphertext()))));
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(Octets octets) {
        return Base64.getEncoder().encodeToString(octets.toByteArray());
    }

    private static ClearCard card() {
        byte[] track = (NUMBER + "D30121010000000000000").getBytes(StandardCharsets.US_ASCII);
        return new ClearCard(
                Pan.of(NUMBER.getBytes(StandardCharsets.US_ASCII)), new ExpiryDate(2030, 12), 1, Track2.of(track));
    }

    private static SSLContext mutual(TillHome home) throws GeneralSecurityException, IOException {
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(store(home.keyStore()), StorePassword.of(home.keyStore()).toCharArray());
        TrustManagerFactory others = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        others.init(store(home.trustStore()));
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(own.getKeyManagers(), others.getTrustManagers(), null);
        return context;
    }

    private static KeyStore store(Path file) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, StorePassword.of(file).toCharArray());
        }
        return store;
    }

    @Override
    public void close() {
        chain.close();
        client.close();
    }
}
