package dev.tidegate.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.demo.SaleSeen.Told;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Plays the cashier and the customer: rings up, inserts the card, reads the screen, presses OK, and after a crash
 * answers the question about the goods by what the screen had said. Believes only what it received.
 */
final class Cashier implements AutoCloseable {
    /** How a card is presented. */
    enum Way {
        INSERT,
        TAP,
        SWIPE
    }

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final String VOIDED = "VOIDED";
    private static final String CURRENCY = "EUR";

    private final Http till;
    private final Http cards;
    private final TillEvents events;
    private final List<SaleSeen> sales = new ArrayList<>();
    private final List<String> taken = new ArrayList<>();

    Cashier(Http till, Http cards) {
        this.till = till;
        this.cards = cards;
        this.events = new TillEvents(till.base());
    }

    List<SaleSeen> sales() {
        return List.copyOf(sales);
    }

    /** One sale, whatever happens on the way; remembers what the screen said. */
    SaleSeen sell(String card, long amount) {
        return sell(card, Way.INSERT, amount);
    }

    /** One sale, the card presented in a certain way. */
    SaleSeen sell(String card, Way way, long amount) {
        clearTheScreen();
        String key = UUID.randomUUID().toString();
        String cart = patiently(() -> ringUp(amount));
        String id = patiently(() -> begin(key, cart, amount));
        String reader = "the reader said " + present(card, way);
        Told told = id.isEmpty() ? Told.NOTHING : watch(id, reader);
        SaleSeen seen = new SaleSeen(card, amount, id, told, false);
        sales.add(seen);
        if (told != Told.NOTHING) {
            acknowledge(seen);
        }
        takeAway(way);
        return seen;
    }

    /** Takes a stored sale back; whether the till voided it at once. After the offer it only asks for it. */
    boolean takeBack(SaleSeen sale) {
        JsonNode payment = patiently(() -> till.post("/api/v1/payments/" + sale.paymentId() + "/void", Map.of())
                .expect(200, 202)
                .body());
        taken.add(sale.paymentId());
        return payment.path("state").asText().equals(VOIDED);
    }

    /** Once everything has drained: which of the sales that were taken back the till says are voided. */
    void readVoids() {
        for (String id : taken) {
            String state = patiently(() -> till.get("/api/v1/payments/" + id)
                    .expect(200)
                    .body()
                    .path("state")
                    .asText());
            if (state.equals(VOIDED) || state.equals("REVERSED")) {
                sales.replaceAll(each -> each.paymentId().equals(id) ? each.nowVoided() : each);
            }
        }
    }

    /** Answers what the till asks after a crash, by what the cashier received. */
    void clearTheScreen() {
        boolean clear = events.await(this::screenIsClear, PATIENCE);
        if (!clear) {
            throw new IllegalStateException("the till's screen does not get free");
        }
    }

    /** Waits until a fact about the terminal holds. */
    boolean awaitTerminal(java.util.function.Predicate<JsonNode> fact, Duration limit) {
        return events.await(() -> fact.test(terminal()), limit);
    }

    /** GET /terminal; an empty object while the till is away. */
    JsonNode terminal() {
        try {
            return till.get("/api/v1/terminal").body();
        } catch (UncheckedIOException e) {
            return com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode();
        }
    }

    @Override
    public void close() {
        events.close();
    }

    private boolean screenIsClear() {
        JsonNode terminal = terminal();
        if (!terminal.has("network_status")) {
            return false;
        }
        try {
            for (JsonNode question : terminal.path("questions")) {
                answer(question.path("id").asText());
            }
            JsonNode current = terminal.path("current");
            if (current.isObject() && current.path("result").isTextual()) {
                seen(current.path("id").asText());
            }
            return terminal.path("questions").isEmpty() && !current.isObject();
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    // The goods left exactly when the cashier had been told that the sale stands.
    private void answer(String id) {
        boolean left = sales.stream().anyMatch(sale -> sale.paymentId().equals(id) && sale.accepted());
        till.post("/api/v1/payments/" + id + "/answer", Map.of("goods", left ? "keep" : "void"))
                .expect(200, 202, 404, 409);
    }

    private String ringUp(long amount) {
        return till.post(
                        "/api/v1/carts",
                        Map.of("lines", List.of(Map.of("name", "Item", "quantity", 1, "amount", money(amount)))))
                .expect(200, 201)
                .body()
                .path("id")
                .asText();
    }

    // A repeat is the same request to the letter: the same key, the same cart.
    private String begin(String key, String cart, long amount) {
        return till.post(
                        "/api/v1/payments",
                        Map.of("cart", cart, "amount", money(amount), "tender", "card"),
                        Map.of("Idempotency-Key", key))
                .expect(200, 201, 202)
                .body()
                .path("id")
                .asText();
    }

    private static Map<String, Object> money(long minor) {
        return Map.of("value", minor, "currency", CURRENCY);
    }

    /** Reads the screen until it shows a result, across a restart of the till if one comes. */
    private Told watch(String id, String reader) {
        Told[] told = {Told.NOTHING};
        String[] last = {"nothing was read"};
        boolean done = events.await(
                () -> {
                    try {
                        Http.Answer answer = till.get("/api/v1/payments/" + id);
                        last[0] = answer.body().toString();
                        if (answer.status() == 404) {
                            return true;
                        }
                        if (asked(id)) {
                            return true;
                        }
                        JsonNode result = answer.body().path("result");
                        if (result.isTextual()) {
                            told[0] = Told.of(result.asText());
                            return true;
                        }
                        return false;
                    } catch (UncheckedIOException e) {
                        return false;
                    }
                },
                PATIENCE);
        if (!done) {
            throw new IllegalStateException("payment " + id + " shows no result: " + last[0] + "; " + reader);
        }
        return told[0];
    }

    // A till that asks about the goods has forgotten its screen: what stands there now was not shown by a sale.
    private boolean asked(String id) {
        for (JsonNode question : terminal().path("questions")) {
            if (question.path("id").asText().equals(id)) {
                return true;
            }
        }
        return false;
    }

    private void acknowledge(SaleSeen sale) {
        try {
            seen(sale.paymentId());
        } catch (UncheckedIOException e) {
            // The till died under the finger; the question after its restart is answered by what was received.
            clearTheScreen();
        }
    }

    private void seen(String id) {
        till.post("/api/v1/payments/" + id + "/seen", Map.of()).expect(200, 202, 404, 409);
    }

    // Where the till is down nobody takes the card; a sale that it takes up later is cancelled by its own end.
    private int present(String card, Way way) {
        String call = switch (way) {
            case INSERT -> "/insert";
            case TAP -> "/tap";
            case SWIPE -> "/swipe";
        };
        return cards.post(call, Map.of("card", card))
                .expect(200, 201, 202, 204, 409, 503)
                .status();
    }

    private void takeAway(Way way) {
        switch (way) {
            case INSERT -> cards.post("/remove", Map.of()).expect(200, 201, 202, 204, 409);
            case TAP -> cards.post("/lift", Map.of()).expect(200, 201, 202, 204, 409);
            case SWIPE -> {
                // A drawn card is in the hand again.
            }
        }
    }

    /** Repeats a call that may be repeated until the till is there again. */
    private <T> T patiently(Supplier<T> call) {
        java.util.concurrent.atomic.AtomicReference<T> got = new java.util.concurrent.atomic.AtomicReference<>();
        boolean done = events.await(
                () -> {
                    try {
                        got.set(call.get());
                        return true;
                    } catch (UncheckedIOException e) {
                        return false;
                    }
                },
                PATIENCE);
        T value = got.get();
        if (!done || value == null) {
            throw new IllegalStateException("the till does not come back");
        }
        return value;
    }
}
