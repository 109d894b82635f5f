package dev.tidegate.till;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.till.RunningTill.Answer;
import dev.tidegate.till.fake.ScriptedKernel.Card;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shop floor of a whole till: items, discounts, tips, and what is paid without a card. */
final class FloorTest {
    @TempDir
    private static Path folder;

    private static final BlockingQueue<byte[]> PRINTED = new LinkedBlockingQueue<>();

    private static ServerSocket printer;
    private static RunningTill till;
    private static Path catalogue;
    private static int keys;

    @BeforeAll
    static void start() throws IOException {
        catalogue = Files.createDirectory(folder.resolve("catalogue"));
        for (String name : List.of("items.csv", "taxes.csv", "discounts.csv")) {
            var ignored = Files.copy(Path.of("../config/catalogue", name), catalogue.resolve(name));
        }
        printer = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread ignored = Thread.startVirtualThread(FloorTest::print);
        till = RunningTill.in(
                folder,
                Map.of(
                        "TILL_CATALOGUE",
                        catalogue.toString(),
                        "TILL_DRAWER",
                        "printer:127.0.0.1:" + printer.getLocalPort()));
    }

    /** What a receipt printer does: it takes what comes, one connection after the other. */
    private static void print() {
        while (!printer.isClosed()) {
            try (Socket came = printer.accept()) {
                PRINTED.add(came.getInputStream().readAllBytes());
            } catch (IOException e) {
                // The next one, or none once it is closed.
                continue;
            }
        }
    }

    @BeforeEach
    void clear() {
        PRINTED.clear();
        till.gateway.join();
        till.gateway.answer("APPROVED");
        till.clearTheScreen();
    }

    @AfterAll
    static void stop() throws IOException {
        till.close();
        printer.close();
    }

    @Test
    void items_byBarcode_areTheOneOfTheCatalogue() {
        JsonNode found = till.get("/items?barcode=9521201000008").body();

        assertThat(found.at("/items/0/id").asText()).isEqualTo("water");
        assertThat(found.at("/items/0/price/value").asLong()).isEqualTo(190);
    }

    @Test
    void items_byABarcodeThatNobodyListed_sayThatItIsUnknown() {
        Answer unknown = till.get("/items?barcode=96385074");
        Answer misread = till.get("/items?barcode=96385075");

        assertThat(unknown.body().path("code").asText()).isEqualTo("unknown_barcode");
        assertThat(misread.body().path("code").asText()).isEqualTo("unreadable_barcode");
    }

    @Test
    void items_byWordsAndCategory_areFound() {
        JsonNode words = till.get("/items?q=choc").body();
        JsonNode category = till.get("/items?category=Kitchen").body();

        assertThat(words.findValuesAsText("id")).contains("chocolate", "chocolate-bar");
        assertThat(category.path("items")).hasSize(4);
    }

    @Test
    void catalogue_always_saysItsAge() {
        JsonNode view = till.get("/catalogue").body();

        assertThat(view.path("as_of").asText()).startsWith("20");
        assertThat(view.path("categories")).hasSizeGreaterThan(3);
        assertThat(till.get("/terminal").body().at("/floor/catalogue").asText())
                .isEqualTo(view.path("version").asText());
    }

    @Test
    void catalogue_aFaultyFile_isToldAndTheLastGoodOneGoesOn() throws IOException {
        Path items = catalogue.resolve("items.csv");
        String good = Files.readString(items);
        var ignored =
                Files.writeString(items, good.replace("espresso,Espresso,Drinks,2.40", "espresso,Espresso,Drinks,?"));

        JsonNode faulty = till.await("/catalogue", view -> view.path("faults").size() == 1);
        String price =
                till.get("/items?q=espresso").body().at("/items/0/price/value").asText();
        ignored = Files.writeString(items, good.replace("Espresso,Drinks,2.40", "Espresso,Drinks,2.50"));
        JsonNode mended = till.await("/catalogue", view -> view.path("faults").isEmpty());
        String dearer =
                till.get("/items?q=espresso").body().at("/items/0/price/value").asText();
        ignored = Files.writeString(items, good);
        JsonNode same = till.await(
                "/items?q=espresso", view -> view.at("/items/0/price/value").asInt() == 240);

        assertThat(faulty.at("/faults/0").asText()).startsWith("items.csv line 4 column price");
        assertThat(List.of(price, dearer)).containsExactly("240", "250");
        assertThat(mended.path("version")).isNotEqualTo(faulty.path("version"));
        assertThat(same).isNotEmpty();
    }

    @Test
    void newItemsAndDiscounts_atTheTill_areRefusedInClearWords() {
        Answer item = till.post("/items", "{}");
        Answer discount = till.post("/carts", "{\"lines\":[],\"discount\":\"mine\"}");

        assertThat(item.status()).isEqualTo(403);
        assertThat(item.body().path("detail").asText()).contains("back office, not at the till");
        assertThat(discount.status()).isEqualTo(422);
        assertThat(discount.body().path("detail").asText()).contains("back office, not at the till");
    }

    @Test
    void cart_ofItemsDiscountsAndTip_isCountedByTheTill() {
        String id = cart("{\"item\":\"tea\",\"quantity\":2},{\"item\":\"apples\",\"grams\":500},"
                + "{\"item\":\"rye\",\"discount\":\"day-old\"},{\"name\":\"Typed\",\"amount\":" + euro(100) + "}");
        JsonNode ignored = till.post("/carts/" + id + "/lines", "{\"lines\":[{\"barcode\":\"9521201000008\"}]}")
                .body();
        ignored = till.post("/carts/" + id + "/discounts", "{\"discount\":\"neighbour\"}")
                .body();

        JsonNode cart = till.post("/carts/" + id + "/tip", "{\"tip\":" + euro(150) + "}")
                .body();

        // 640 + 150 + 343 + 100 + 190 = 1423; 5 % of it is 71.15.
        assertThat(cart.at("/discount/off/value").asLong()).as(cart.toString()).isEqualTo(71);
        assertThat(cart.at("/total/value").asLong()).isEqualTo(1_423 - 71 + 150);
        assertThat(cart.path("taxes")).hasSize(3);
        assertThat(cart.at("/lines/1/unit_price/value").asLong()).isEqualTo(299);
    }

    @Test
    void cash_moreThanIsDue_givesChangeAndIsPaidOnce() {
        String id = cart("{\"item\":\"tea\"}");
        String key = "cash-" + ++keys;

        Answer paid = cash(id, 320, 500, key);
        Answer again = cash(id, 320, 500, key);
        Answer other = cash(id, 320, 500, "cash-" + ++keys);
        Answer reused = cash(id, 320, 1_000, key);

        assertThat(paid.status()).as(paid.body().toString()).isEqualTo(201);
        assertThat(paid.body().path("state").asText()).isEqualTo("PAID");
        assertThat(paid.body().at("/tender/change/value").asLong()).isEqualTo(180);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body().path("id")).isEqualTo(paid.body().path("id"));
        assertThat(other.body().path("code").asText()).isEqualTo("state_conflict");
        assertThat(reused.body().path("code").asText()).isEqualTo("idempotency_key_reused");
    }

    @Test
    void cash_onDisk_opensTheDrawerOnce() throws InterruptedException {
        String id = cart("{\"item\":\"tea\"}");
        PRINTED.clear();
        Answer paid = cash(id, 320, 320, "drawer-1");
        byte[] pulse = PRINTED.poll(10, TimeUnit.SECONDS);
        Answer again = cash(id, 320, 320, "drawer-1");
        Answer voucher = other(cart("{\"item\":\"tea\"}"), 320, "Voucher", "V-1");

        Answer next = cash(cart("{\"item\":\"tea\"}"), 320, 320, "drawer-2");
        byte[] second = PRINTED.poll(10, TimeUnit.SECONDS);

        assertThat(List.of(paid.status(), again.status(), voucher.status(), next.status()))
                .containsExactly(201, 200, 201, 201);
        assertThat(pulse).containsExactly(0x1B, 0x70, 0, 25, 250);
        assertThat(second).containsExactly(0x1B, 0x70, 0, 25, 250);
        assertThat(PRINTED).isEmpty();
    }

    @Test
    void cash_withADrawerThatIsGone_isPaidAndTheDrawerIsTold(@TempDir Path elsewhere) throws IOException {
        int gone;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            gone = closed.getLocalPort();
        }
        try (RunningTill other = RunningTill.in(elsewhere, Map.of("TILL_DRAWER", "printer:127.0.0.1:" + gone))) {
            String cart = other.post("/carts", "{\"lines\":[{\"name\":\"Tea\",\"amount\":" + euro(320) + "}]}")
                    .body()
                    .path("id")
                    .asText();

            Answer paid = other.post(
                    "/payments",
                    "{\"cart\":\"" + cart + "\",\"amount\":" + euro(320) + ",\"tender\":\"cash\"}",
                    "Idempotency-Key",
                    "gone");

            JsonNode told = other.await(
                    "/terminal", terminal -> terminal.at("/floor/drawer_silent").asBoolean());
            assertThat(paid.status()).isEqualTo(201);
            assertThat(told.at("/floor/catalogue_faults").asInt()).isEqualTo(3);
        }
    }

    @Test
    void cash_afterTheTillStartsAgain_isStillPaidAndNotTakenTwice() {
        String id = cart("{\"item\":\"tea\"}");
        Answer paid = cash(id, 320, 320, "restart-1");

        till = till.restarted();

        Answer again = cash(id, 320, 320, "restart-1");
        JsonNode cart = till.get("/carts/" + id).body();
        assertThat(again.body().path("id")).isEqualTo(paid.body().path("id"));
        assertThat(cart.at("/due/value").asLong()).isZero();
        assertThat(cart.path("payments")).hasSize(1);
    }

    @Test
    void tenders_ofSeveralKinds_payOneCart() {
        String id = cart("{\"item\":\"soup\"}");
        Answer cash = cash(id, 200, 200, "part-" + ++keys);
        Answer voucher = other(id, 100, "Voucher", "V-17");
        till.kernel.insert(Card.ASKS);
        Answer tooMuch = card(id, 720);
        Answer rest = card(id, 420);
        JsonNode approved = till.await(
                "/payments/" + rest.body().path("id").asText(),
                payment -> payment.path("result").isTextual());
        JsonNode ignored = till.seen(approved);
        Answer more = cash(id, 1, 1, "part-" + ++keys);

        assertThat(List.of(cash.status(), voucher.status(), tooMuch.status())).containsExactly(201, 201, 422);
        assertThat(approved.path("result").asText()).isEqualTo("approved");
        assertThat(more.body().path("code").asText()).isEqualTo("state_conflict");
        assertThat(till.get("/carts/" + id).body().path("payments")).hasSize(3);
    }

    @Test
    void cart_withMoneyOnIt_isNeitherVoidedNorMadeLess() {
        String id = cart("{\"item\":\"soup\"}");
        Answer part = cash(id, 300, 300, "money-" + ++keys);

        Answer voided = till.post("/carts/" + id + "/void", "{}");
        Answer emptied = patch(id, "{\"lines\":[]}");
        Answer less = patch(id, "{\"lines\":[{\"item\":\"tea\"}]}");
        Answer given = till.post("/payments/" + part.body().path("id").asText() + "/void", "{}");
        Answer now = till.post("/carts/" + id + "/void", "{}");

        assertThat(voided.body().path("code").asText()).isEqualTo("cart_has_money");
        assertThat(emptied.body().path("code").asText()).isEqualTo("cart_has_money");
        assertThat(less.status()).as(less.body().toString()).isEqualTo(200);
        assertThat(given.body().path("state").asText()).isEqualTo("GIVEN_BACK");
        assertThat(now.body().path("voided").asBoolean()).isTrue();
    }

    @Test
    void cart_paid_isNeitherChangedNorGivenBack() {
        String id = cart("{\"item\":\"tea\"}");
        Answer paid = cash(id, 320, 320, "closed-" + ++keys);

        Answer more = till.post("/carts/" + id + "/lines", "{\"lines\":[{\"item\":\"tea\"}]}");
        Answer back = till.post("/payments/" + paid.body().path("id").asText() + "/void", "{}");

        assertThat(more.body().path("code").asText()).isEqualTo("state_conflict");
        assertThat(back.body().path("code").asText()).isEqualTo("state_conflict");
    }

    @Test
    void cart_whileACardIsAskedFor_staysAsItIs() {
        String id = cart("{\"item\":\"tea\"}");
        Answer begun = card(id, 320);

        Answer changed = patch(id, "{\"lines\":[]}");
        Answer cash = cash(id, 320, 320, "beside-" + ++keys);

        assertThat(begun.status()).isEqualTo(202);
        assertThat(changed.body().path("code").asText()).isEqualTo("cart_in_payment");
        assertThat(cash.body().path("code").asText()).isEqualTo("reader_busy");
    }

    @Test
    void otherTender_thatLooksLikeACard_isRefused() {
        String id = cart("{\"item\":\"tea\"}");

        Answer card = other(id, 320, "Voucher", "4761 7390 0101 0119");
        Answer unknown = other(id, 320, "Gold", "1");
        Answer without = other(id, 320, "Voucher", " ");

        assertThat(card.body().path("detail").asText()).contains("never the number of a card");
        assertThat(unknown.status()).isEqualTo(422);
        assertThat(without.status()).isEqualTo(422);
    }

    @Test
    void list_ofReceipts_hasCashBesideCardsNewestFirst() {
        JsonNode card = till.sellAndSee(Card.ASKS, 1_234);
        Answer cash = cash(cart("{\"item\":\"tea\"}"), 320, 400, "list-" + ++keys);

        JsonNode payments = till.get("/payments").body().path("payments");

        assertThat(payments.at("/0/id")).isEqualTo(cash.body().path("id"));
        assertThat(payments.at("/0/tender/kind").asText()).isEqualTo("cash");
        assertThat(payments.at("/1/id")).isEqualTo(card.path("id"));
        assertThat(payments.at("/1/tender").isNull()).isTrue();
    }

    @Test
    void list_ofManyReceipts_isWholeOverItsPages() {
        for (int i = 0; i < 60; i++) {
            Answer ignored = cash(cart("{\"item\":\"roll\"}"), 65, 65, "many-" + ++keys);
        }

        JsonNode first = till.get("/payments").body();
        JsonNode second =
                till.get("/payments?cursor=" + first.path("next").asText()).body();

        List<String> ids = new ArrayList<>(first.path("payments").findValuesAsText("id"));
        ids.addAll(second.path("payments").findValuesAsText("id"));
        assertThat(first.path("payments")).hasSize(50);
        assertThat(ids).hasSizeGreaterThanOrEqualTo(60).doesNotHaveDuplicates();
    }

    private static String cart(String lines) {
        Answer made = till.post("/carts", "{\"lines\":[" + lines + "]}");
        assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
        return made.body().path("id").asText();
    }

    private static Answer patch(String id, String body) {
        return till.send(till.request("/carts/" + id)
                .method("PATCH", BodyPublishers.ofString(body))
                .header("Content-Type", "application/json"));
    }

    private static Answer cash(String cart, long amount, long tendered, String key) {
        return till.post(
                "/payments",
                "{\"cart\":\"" + cart + "\",\"amount\":" + euro(amount) + ",\"tender\":\"cash\",\"tendered\":"
                        + euro(tendered) + "}",
                "Idempotency-Key",
                key);
    }

    private static Answer other(String cart, long amount, String kind, String reference) {
        return till.post(
                "/payments",
                "{\"cart\":\"" + cart + "\",\"amount\":" + euro(amount) + ",\"tender\":\"other\",\"kind\":\"" + kind
                        + "\",\"reference\":\"" + reference + "\"}",
                "Idempotency-Key",
                "other-" + ++keys);
    }

    private static Answer card(String cart, long amount) {
        return till.post(
                "/payments",
                "{\"cart\":\"" + cart + "\",\"amount\":" + euro(amount) + ",\"tender\":\"card\"}",
                "Idempotency-Key",
                "card-" + ++keys);
    }

    private static String euro(long minor) {
        return "{\"value\":" + minor + ",\"currency\":\"EUR\"}";
    }
}
