package dev.tidegate.simulator.device;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The device's books: a file with a line for each state of each transaction, written before anything is answered, so
 * that a kill of the process loses none of it. Its memory of transactions may be lost, its books are not.
 */
final class Books {
    private final Path file;
    private final Map<String, Transaction> rows = new LinkedHashMap<>();
    private Map<String, Transaction> memory = new LinkedHashMap<>();

    Books(Path file) {
        this.file = file;
        if (Files.exists(file)) {
            read();
        }
    }

    List<Transaction> rows() {
        return List.copyOf(rows.values());
    }

    Optional<Transaction> remembered(String serviceId) {
        return Optional.ofNullable(memory.get(serviceId));
    }

    Optional<Transaction> lastRemembered() {
        return memory.values().stream().reduce((one, next) -> next);
    }

    Optional<Transaction> numbered(String number) {
        return rows.values().stream()
                .filter(each -> each.number().equals(number))
                .findFirst();
    }

    void write(Transaction row) {
        keep(row);
        try {
            Files.writeString(file, Json.text(line(row)) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /** What a device does that keeps nothing over a restart. */
    void forget() {
        memory = new LinkedHashMap<>();
    }

    private void keep(Transaction row) {
        rows.put(row.serviceId(), row);
        memory.put(row.serviceId(), row);
    }

    private void read() {
        try {
            for (String line : Files.readAllLines(file)) {
                JsonNode row = Json.read(line.getBytes(StandardCharsets.UTF_8));
                keep(new Transaction(
                        row.path("category").asText(),
                        row.path("serviceId").asText(),
                        row.path("saleId").asText(),
                        row.path("number").asText(),
                        row.path("saleTransaction").asText(),
                        row.path("amount").asLong(),
                        row.path("currency").asText(),
                        Transaction.State.valueOf(row.path("state").asText()),
                        row.path("response")));
            }
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    static ObjectNode line(Transaction row) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("category", row.category());
        line.put("serviceId", row.serviceId());
        line.put("saleId", row.saleId());
        line.put("number", row.number());
        line.put("saleTransaction", row.saleTransaction());
        line.put("amount", row.amount());
        line.put("currency", row.currency());
        line.put("state", row.state().name());
        line.set("response", row.response());
        return line;
    }
}
