package dev.tidegate.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;

/** The acquirer's own books, read from the acquirer alone. */
final class Ledger {
    private final List<JsonNode> entries;

    private Ledger(List<JsonNode> entries) {
        this.entries = entries;
    }

    static Ledger read(Http acquirer) {
        return of(acquirer.get("/ledger").expect(200).body());
    }

    static Ledger of(JsonNode body) {
        JsonNode rows = body.isArray() ? body : body.path("entries");
        return new Ledger(StreamSupport.stream(rows.spliterator(), false).toList());
    }

    /** Bookings of an amount that stand: approved and not reversed. */
    long live(long amount) {
        return count(amount, "LIVE");
    }

    /** Requests of an amount that the issuer declined. */
    long declined(long amount) {
        return count(amount, "DECLINED");
    }

    /** Bookings of an amount that were taken back. */
    long reversed(long amount) {
        return count(amount, "REVERSED");
    }

    private long count(long amount, String state) {
        return entries.stream()
                .filter(entry -> entry.path("amount").asLong() == amount)
                .filter(entry -> entry.path("state").asText().equalsIgnoreCase(state))
                .count();
    }
}
