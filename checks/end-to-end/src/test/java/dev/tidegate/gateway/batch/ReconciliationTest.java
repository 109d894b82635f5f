package dev.tidegate.gateway.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidegate.core.payment.PaymentId;
import dev.tidegate.core.port.Landmarks;
import dev.tidegate.core.port.Landmarks.Landmark;
import dev.tidegate.gateway.link.LinkThreads;
import dev.tidegate.gateway.profile.Profile;
import dev.tidegate.gateway.profile.ProfileReader;
import dev.tidegate.gateway.store.BatchRow.State;
import dev.tidegate.gateway.store.Database;
import dev.tidegate.gateway.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Rows G01 to G05 of the suite against the acquirer simulator, a process of its own; after each the two sides' books
 * are compared. Each test has a terminal of its own.
 */
class ReconciliationTest {
    private static final Map<String, String> QUICK = Map.of("GATEWAY_ADVICE_TIMER", "PT0.5S");
    private static final AtomicInteger TERMINALS = new AtomicInteger();

    @TempDir
    private static Path folder;

    private static AcquirerProcess iso87;
    private static AcquirerProcess elavon;
    private static Store store;
    private static LinkThreads threads;

    /** What stands for SIGKILL: nothing of the process runs on after it. */
    private static final class Died extends Error {
        Died() {
            super("the process died", null, false, false);
        }
    }

    @BeforeAll
    static void start() throws IOException {
        iso87 = new AcquirerProcess(Files.createDirectory(folder.resolve("iso87")), "iso87-generic");
        elavon = new AcquirerProcess(Files.createDirectory(folder.resolve("elavon")), "elavon-like");
        threads = new LinkThreads(LinkThreads.THREADS_MAX);
        store = Store.open(new Database("jdbc:sqlite:" + folder.resolve("gateway.db"), "", ""), UUID.randomUUID());
    }

    @AfterAll
    static void stop() {
        iso87.close();
        elavon.close();
        threads.close();
        store.close();
    }

    private static Profile shipped(String name) {
        return ProfileReader.read(Path.of("..", "..", "config", "acquirers", name), QUICK::get);
    }

    /** The shipped one without codes: the key of its messages is brought by two people. */
    private static Profile elavonLike() {
        try {
            Path from = Path.of("..", "..", "config", "acquirers", "elavon-like");
            Path to = Files.createTempDirectory(folder, "profile");
            String text = Files.readString(from.resolve("profile.yml")).replaceAll("(?m)^mac: .*$", "mac: none");
            Files.writeString(to.resolve("profile.yml"), text);
            Files.copy(from.resolve("packager.xml"), to.resolve("packager.xml"));
            return ProfileReader.read(to, QUICK::get);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String newTid() {
        return String.format(Locale.ROOT, "BATCH%03d", TERMINALS.incrementAndGet());
    }

    private static ShopAtHost iso87() {
        return new ShopAtHost(
                store, threads, shipped("iso87-generic"), iso87, newTid(), new ShopAtHost.Ahead(), Landmarks.none());
    }

    private static ShopAtHost elavon() {
        return new ShopAtHost(store, threads, elavonLike(), elavon, newTid(), new ShopAtHost.Ahead(), Landmarks.none());
    }

    @Test
    void g01_salesRefundAndReversal_closeInBalance() {
        try (ShopAtHost shop = iso87()) {
            PaymentId sale = shop.sold(1250);
            shop.sold(300);
            shop.refunded(sale, 500);
            shop.reversed(777);

            assertThat(shop.closed()).as(shop.story()).isEqualTo(State.CLOSED);

            assertThat(iso87.batch(shop.tid).path("number").asInt()).isEqualTo(2);
            assertThat(shop.standing(1)).isEqualTo(shop.atHost(1)).contains("1550", "500");
            assertThat(shop.story()).doesNotContain("DIFFERENCE");
        }
    }

    @Test
    void g02_outOfBalance_isUploadedAndClosed() {
        try (ShopAtHost shop = iso87()) {
            PaymentId sale = shop.sold(1250);
            shop.sold(300);
            shop.refunded(sale, 400);
            iso87.once(shop.tid, "0500", "\"action\":\"totalsOff\",\"amount\":100");

            assertThat(shop.closed()).as(shop.story()).isEqualTo(State.CLOSED);

            assertThat(shop.story()).contains("UPLOAD_BEGUN").doesNotContain("UPLOAD_REFUSED", "DIFFERENCE");
            assertThat(shop.standing(1)).isEqualTo(shop.atHost(1));
            assertThat(iso87.batch(shop.tid).path("number").asInt()).isEqualTo(2);
        }
    }

    @Test
    void g02_outOfBalance_isClosedWithTheHostsSumsAndTheDifferenceRaised() {
        try (ShopAtHost shop = elavon()) {
            shop.sold(1250);
            elavon.once(shop.tid, "1500", "\"action\":\"totalsOff\",\"amount\":700");

            assertThat(shop.closed()).as(shop.story()).isEqualTo(State.CLOSED);

            assertThat(shop.story()).contains("DIFFERENCE", "7.00 EUR");
            assertThat(elavon.batch(shop.tid).path("number").asInt()).isEqualTo(2);
        }
    }

    @Test
    void g03_emptyBatch_staysOpenOnBothSides() {
        try (ShopAtHost shop = elavon()) {
            assertThat(shop.closed()).as(shop.story()).isEqualTo(State.OPEN);

            shop.sold(1250);
            assertThat(shop.closed()).as(shop.story()).isEqualTo(State.CLOSED);
            assertThat(shop.standing(1)).isEqualTo(shop.atHost(1));
        }
    }

    @Test
    void g03_wrongNumber_isAdoptedAndTheSumsSentAgain() {
        try (ShopAtHost one = elavon();
                ShopAtHost other = iso87()) {
            elavon.number(one.tid, 57);
            iso87.number(other.tid, 58);
            one.sold(1250);
            other.sold(1250);

            assertThat(one.closed()).as(one.story()).isEqualTo(State.CLOSED);
            assertThat(other.closed()).as(other.story()).isEqualTo(State.CLOSED);

            assertThat(elavon.batch(one.tid).path("number").asInt()).isEqualTo(58);
            assertThat(other.open().number()).isEqualTo(59);
            assertThat(one.standing(1)).isEqualTo(one.atHost(1));
        }
    }

    @Test
    void g04_storedSales_areCarriedIntoTheNextBatchOnBothSides() {
        try (ShopAtHost shop = iso87()) {
            shop.sold(1250);
            shop.stored(300);

            CloseWord word = shop.wanted();
            assertThat(word.sentence()).contains("1 on the way");
            assertThat(shop.goneOn()).as(shop.story()).isEqualTo(State.CLOSED);
            shop.drain();

            assertThat(shop.standing(1)).isEqualTo(shop.atHost(1)).contains("1250");
            assertThat(shop.standing(2)).isEqualTo(shop.atHost(2)).contains("300");
            assertThat(shop.closed()).as(shop.story()).isEqualTo(State.CLOSED);
        }
    }

    @ParameterizedTest
    @CsvSource({"iso87-generic,bookThenSilence", "iso87-generic,neverAnswer", "elavon-like,bookThenSilence"})
    void g05_unanswered_isRepeatedAndClosedOnce(String dialect, String fault) {
        boolean generic = dialect.equals("iso87-generic");
        AcquirerProcess host = generic ? iso87 : elavon;
        try (ShopAtHost shop = generic ? iso87() : elavon()) {
            shop.sold(1250);
            host.once(shop.tid, generic ? "0500" : "1500", "\"action\":\"" + fault + "\"");
            CloseWord ignored = shop.wanted();
            shop.look();
            shop.sold(300);

            assertThat(shop.goneOn()).as(shop.story()).isEqualTo(State.CLOSED);

            assertThat(host.batch(shop.tid).path("number").asInt())
                    .as("closed once: " + shop.story())
                    .isEqualTo(2);
            assertThat(shop.closed()).as(shop.story()).isEqualTo(State.CLOSED);
            assertThat(shop.standing(1)).isEqualTo(shop.atHost(1));
            assertThat(shop.standing(2)).isEqualTo(shop.atHost(2));
        }
    }

    @Test
    void g05_unheardByAHostWithTheLastWord_takesTheSaleThatItCounts() {
        try (ShopAtHost shop = elavon()) {
            shop.sold(1250);
            elavon.once(shop.tid, "1500", "\"action\":\"neverAnswer\"");
            CloseWord ignored = shop.wanted();
            shop.look();
            shop.sold(300);

            assertThat(shop.goneOn()).as(shop.story()).isEqualTo(State.CLOSED);

            assertThat(shop.story()).contains("LATER_BOOKINGS_TAKEN").doesNotContain("DIFFERENCE");
            assertThat(shop.standing(1)).isEqualTo(shop.atHost(1)).contains("1550");
        }
    }

    @Test
    void g05_numberAfterTheGreatest_isOneOnBothSides() {
        try (ShopAtHost shop = iso87()) {
            iso87.number(shop.tid, 999);
            shop.sold(1250);

            assertThat(shop.closed()).as(shop.story()).isEqualTo(State.CLOSED);
            assertThat(shop.open().number()).isEqualTo(1);
            assertThat(iso87.batch(shop.tid).path("number").asInt()).isEqualTo(1);
        }
    }

    @Test
    void g05_cutOver_isSentAgainForTheNextDay() {
        try (ShopAtHost shop = iso87()) {
            shop.sold(1250);
            iso87.once(shop.tid, "0500", "\"action\":\"answer\",\"code\":\"90\"");

            assertThat(shop.closed()).as(shop.story()).isEqualTo(State.CLOSED);
            assertThat(shop.story()).contains("NEW_DAY");
            assertThat(shop.standing(1)).isEqualTo(shop.atHost(1));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "AFTER_INTENT_BEFORE_FIRST_BYTE,1",
        "AFTER_WRITE,1",
        "AFTER_HOST_ANSWER_BEFORE_ROW,1",
        "AFTER_INTENT_BEFORE_FIRST_BYTE,2",
        "AFTER_WRITE,2",
        "AFTER_HOST_ANSWER_BEFORE_ROW,2",
        "AFTER_INTENT_BEFORE_FIRST_BYTE,4",
        "AFTER_WRITE,4",
        "AFTER_HOST_ANSWER_BEFORE_ROW,4"
    })
    void process_diedInACloseWithUpload_closesOnceAndTheBooksAgree(Landmark landmark, int message) {
        String tid = newTid();
        ShopAtHost.Ahead clock = new ShopAtHost.Ahead();
        AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);
        Landmarks fatal = passed -> {
            if (passed == landmark && left.decrementAndGet() == 0) {
                throw new Died();
            }
        };
        try (ShopAtHost before = new ShopAtHost(store, threads, shipped("iso87-generic"), iso87, tid, clock, fatal)) {
            before.sold(1250);
            before.sold(300);
            iso87.once(tid, "0500", "\"action\":\"totalsOff\",\"amount\":100");
            left.set(message);
            assertThatThrownBy(before::closed).isInstanceOf(Died.class);
        }

        try (ShopAtHost after =
                new ShopAtHost(store, threads, shipped("iso87-generic"), iso87, tid, clock, Landmarks.none())) {
            assertThat(after.goneOn()).as(after.story()).isEqualTo(State.CLOSED);

            assertThat(iso87.batch(tid).path("number").asInt()).isEqualTo(2);
            assertThat(after.standing(1)).isEqualTo(after.atHost(1)).contains("1550");
            assertThat(after.story()).doesNotContain("HELD", "REFUSED", "DIFFERENCE");
        }
    }
}
