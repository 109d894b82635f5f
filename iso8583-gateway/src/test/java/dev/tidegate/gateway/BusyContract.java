package dev.tidegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.core.payment.HostReply;
import dev.tidegate.core.payment.JournalEntry;
import dev.tidegate.core.payment.JournalRecord;
import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.payment.PaymentResult;
import dev.tidegate.core.payment.PaymentState;
import dev.tidegate.core.payment.Reason;
import dev.tidegate.core.payment.SealedBody;
import dev.tidegate.core.payment.StoredKind;
import dev.tidegate.gateway.ServedGateway.Reply;
import dev.tidegate.gateway.fixture.Sales;
import dev.tidegate.gateway.store.Database;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * What tills hear while the database lets nobody write, or has no room for what they bring, and that nothing is lost by
 * it. One class for each database; the calls are made once, for all tests.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BusyContract {
    private static final Base64.Encoder BASE64 = Base64.getEncoder();
    /** Far more than what a full page still holds. */
    private static final int RECORDS = 200;

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private ServedGateway gateway;
    private PaymentId live;
    private Reply journal;
    private Reply heartbeat;
    private Reply authorise;
    private Reply results;
    private Reply afterwards;
    private Reply journalAgain;
    private Reply authoriseAgain;
    private Reply full;
    private Reply fullAgain;
    private Reply beatWhileFull;
    private Reply resultsWhileFull;
    private Reply afterwardsThereIsRoom;
    private long acknowledged;

    /** An empty database. */
    abstract Database database(Path folder) throws Exception;

    /** Takes what a writer needs, until the connection is closed. */
    abstract Connection held() throws SQLException;

    /** Leaves no room for anything, until what it gives is closed. */
    abstract AutoCloseable filled() throws SQLException;

    @BeforeAll
    void callWhileItIsHeld(@TempDir Path folder) throws Exception {
        gateway = new ServedGateway(folder, database(folder));
        gateway.host.script((message, wire) -> {
            heard.add(message.type());
            wire.send(message.answer("00"));
        });
        live = gateway.till.newId();
        PaymentId stored = gateway.till.newId();
        JournalRecord sale = gateway.till.stored(stored, StoredKind.OFFLINE_APPROVED);
        JournalRecord shown = gateway.till.shown(stored);
        JournalRecord offered = gateway.till.offered(sale.seq());
        Map<String, List<String>> batch = Map.of(
                "records",
                Stream.of(sale, shown, offered)
                        .map(record -> BASE64.encodeToString(record.raw().toByteArray()))
                        .toList());
        try (Connection holder = held();
                ExecutorService tills = Executors.newCachedThreadPool()) {
            Future<Reply> first = tills.submit(() -> gateway.post("/v1/journal", batch));
            Future<Reply> second = tills.submit(this::authorise);
            Future<Reply> third = tills.submit(this::heartbeat);
            assertThat(holder.isClosed()).isFalse();
            results = gateway.get("/v1/results?after=");
            journal = first.get();
            authorise = second.get();
            heartbeat = third.get();
        }
        afterwards = heartbeat();
        journalAgain = gateway.post("/v1/journal", batch);
        authoriseAgain = authorise();
        awaitCaptured(stored);
        bringWhileItIsFull();
    }

    private void bringWhileItIsFull() throws Exception {
        PaymentId stored = gateway.till.newId();
        List<JournalRecord> records = new ArrayList<>();
        records.add(gateway.till.stored(stored, StoredKind.OFFLINE_APPROVED));
        records.add(gateway.till.shown(stored));
        for (int i = 0; i < RECORDS; i++) {
            records.add(gateway.till.record(new JournalEntry.Result(news(stored))));
        }
        records.add(gateway.till.offered(records.getFirst().seq()));
        Map<String, List<String>> batch = Map.of(
                "records",
                records.stream()
                        .map(record -> BASE64.encodeToString(record.raw().toByteArray()))
                        .toList());
        try (AutoCloseable filler = filled()) {
            assertThat(filler).isNotNull();
            full = gateway.post("/v1/journal", batch);
            fullAgain = gateway.post("/v1/journal", batch);
            beatWhileFull = heartbeat();
            resultsWhileFull = gateway.get("/v1/results?after=");
        }
        afterwardsThereIsRoom = gateway.post("/v1/journal", batch);
        acknowledged = records.getLast().seq();
        awaitCaptured(stored);
    }

    private static PaymentResult news(PaymentId payment) {
        return new PaymentResult(
                payment, 1, "", PaymentState.FORWARDING, Reason.NONE, HostReply.none(), null, null, 0, null, null);
    }

    @AfterAll
    void stop() {
        gateway.close();
    }

    private Reply heartbeat() {
        return gateway.post("/v1/heartbeat", Map.of("epoch", "1", "seq", 3, "link", "00".repeat(32), "unsynced", 1));
    }

    private Reply authorise() {
        SealedBody body = gateway.till.requestBody(live, Sales.AMOUNT);
        return gateway.post(
                "/v1/payments/" + live + "/authorise",
                Map.of(
                        "terminalId",
                        "TILL0001",
                        "amount",
                        Map.of("value", 1250, "currency", "EUR"),
                        "soldAt",
                        Sales.SOLD_AT.toString(),
                        "entryMode",
                        "CHIP",
                        "sealed",
                        Map.of(
                                "suite",
                                body.suite(),
                                "keyId",
                                BASE64.encodeToString(body.keyId().toByteArray()),
                                "encapsulated",
                                BASE64.encodeToString(body.encapsulated().toByteArray()),
                                "ciphertext",
                                BASE64.encodeToString(body.ciphertext().toByteArray()))));
    }

    private void awaitCaptured(PaymentId id) {
        for (int i = 0; i < 100_000; i++) {
            Reply reply = gateway.fromPage("/api/v1/payments/" + id);
            if (reply.body().path("state").asText().equals("CAPTURED")) {
                return;
            }
        }
        throw new AssertionError("the stored sale was never captured, the host heard " + heard);
    }

    private static void assertBusy(Reply reply) {
        assertThat(reply.status()).as("%s", reply).isEqualTo(503);
        assertThat(reply.retryAfter()).isEqualTo("1");
        assertThat(reply.body().path("code").asText()).isEqualTo("busy");
    }

    @Test
    void journal_whileNobodyMayWrite_isBusy() {
        assertBusy(journal);
    }

    @Test
    void heartbeat_whileNobodyMayWrite_isBusy() {
        assertBusy(heartbeat);
    }

    @Test
    void authorise_whileNobodyMayWrite_isBusy() {
        assertBusy(authorise);
    }

    @Test
    void results_whileNobodyMayWrite_areTold() {
        assertThat(results.status()).isEqualTo(200);
    }

    @Test
    void records_thatWereRefused_areNotAcknowledged() {
        assertThat(afterwards.status()).as("%s", afterwards).isEqualTo(200);
        assertThat(afterwards.body().path("lastSeq").asLong()).isZero();
    }

    @Test
    void records_sentAgain_areTakenAndDrainedOnce() {
        assertThat(journalAgain.status()).isEqualTo(200);
        assertThat(journalAgain.body().path("verdicts"))
                .extracting(one -> one.asText())
                .containsOnly("OK");
        assertThat(heard.subList(0, heard.lastIndexOf("0220"))).containsOnlyOnce("0220");
    }

    @Test
    void journal_whileThereIsNoRoom_isBusyEachTime() {
        assertBusy(full);
        assertBusy(fullAgain);
    }

    @Test
    void gateway_whileThereIsNoRoom_livesAndAcknowledgesNothing() {
        assertThat(resultsWhileFull.status()).as("%s", resultsWhileFull).isEqualTo(200);
        assertThat(beatWhileFull.status()).as("%s", beatWhileFull).isIn(200, 503);
        if (beatWhileFull.status() == 200) {
            assertThat(beatWhileFull.body().path("lastSeq").asLong()).isEqualTo(3);
        }
    }

    @Test
    void records_sentAgainOnceThereIsRoom_areTakenAndDrainedOnce() {
        assertThat(afterwardsThereIsRoom.status())
                .as("%s", afterwardsThereIsRoom)
                .isEqualTo(200);
        assertThat(afterwardsThereIsRoom.body().path("verdicts"))
                .extracting(one -> one.asText())
                .containsOnly("OK");
        assertThat(afterwardsThereIsRoom.body().path("lastSeq").asLong()).isEqualTo(acknowledged);
        assertThat(heard.stream().filter("0220"::equals)).as("%s", heard).hasSize(2);
    }

    @Test
    void question_askedAgain_isSentOnce() {
        assertThat(authoriseAgain.body().path("answer").asText()).isEqualTo("APPROVED");
        assertThat(heard).containsOnlyOnce("0200");
    }
}
