package dev.tidegate.simulator.device;

import static dev.tidegate.simulator.device.Transaction.State.BEGUN;
import static dev.tidegate.simulator.device.Transaction.State.BOOKED;
import static dev.tidegate.simulator.device.Transaction.State.DONE;
import static dev.tidegate.simulator.device.Transaction.State.FAILED;
import static dev.tidegate.simulator.device.Transaction.State.REVERSED;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** What the device does with each message: one payment at a time, each booked before it is answered. */
final class Device {
    private final String poi;
    private final Path file;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, Integer> counts = new TreeMap<>();

    // Under the lock.
    private Books books;
    private Optional<Transaction> current = Optional.empty();
    private boolean aborted;
    private boolean waiting;
    private int run;

    Device(String poi, Path file) {
        this.poi = poi;
        this.file = file;
        this.books = new Books(file);
        endWhatWasBegun();
    }

    /** How long a payment waits for its card, and whether it hears an abort meanwhile. */
    record CardWait(long millis, boolean abortable) {
        static final CardWait NONE = new CardWait(0, true);
    }

    /**
     * The body of the answer, with its category; empty for a message that has none.
     *
     * @throws IllegalArgumentException it is no message for this device
     */
    Optional<ObjectNode> answer(Message message, CardWait wait) {
        if (!message.poiId().equals(poi)) {
            throw new IllegalArgumentException("another device's message");
        }
        lock.lock();
        try {
            counts.merge(message.category(), 1, Integer::sum);
            return switch (message.category()) {
                case "Payment" -> Optional.of(pay(message, wait));
                case "Reversal" -> Optional.of(reverse(message));
                case "TransactionStatus" -> Optional.of(status(message));
                case "Diagnosis" -> Optional.of(diagnosis());
                case "Abort" -> abort(message);
                default -> Optional.of(Body.failure("NotAllowed"));
            };
        } finally {
            lock.unlock();
        }
    }

    private ObjectNode pay(Message message, CardWait wait) {
        if (books.remembered(message.serviceId()).isPresent()) {
            counts.merge("repeated", 1, Integer::sum);
            return Body.failure("NotAllowed");
        }
        if (current.isPresent()) {
            return Body.failure("Busy");
        }
        JsonNode amounts = message.body().path("PaymentTransaction").path("AmountsReq");
        String currency = amounts.path("Currency").asText();
        long minor = Money.minor(amounts.path("RequestedAmount").decimalValue(), currency);
        Transaction begun = new Transaction(
                "Payment",
                message.serviceId(),
                message.saleId(),
                number(),
                message.saleTransaction(),
                minor,
                currency,
                BEGUN,
                Transaction.nothing());
        books.write(begun);
        current = Optional.of(begun);
        aborted = false;
        int begunIn = run;
        if (!present(wait) && run == begunIn) {
            return end(begun.ended(FAILED, Body.failure("Aborted")));
        }
        if (run != begunIn) {
            return Body.failure("Aborted");
        }
        Card card = Card.of(minor);
        if (!card.condition().isEmpty()) {
            return end(begun.ended(FAILED, Body.failure(card.condition())));
        }
        long booked = card.part() ? minor / 2 : minor;
        return end(begun.booked(booked, Body.approval(begun, card, booked)));
    }

    private ObjectNode end(Transaction row) {
        books.write(row);
        current = Optional.empty();
        changed.signalAll();
        return (ObjectNode) row.response();
    }

    /** Waits for the card; false when the payment was aborted first. */
    private boolean present(CardWait wait) {
        long left = TimeUnit.MILLISECONDS.toNanos(wait.millis());
        int begunIn = run;
        waiting = left > 0;
        changed.signalAll();
        try {
            while (waiting && left > 0 && run == begunIn && !(aborted && wait.abortable())) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            waiting = false;
        }
        return run == begunIn && !(aborted && wait.abortable());
    }

    private ObjectNode reverse(Message message) {
        if (books.remembered(message.serviceId()).isPresent()) {
            counts.merge("repeated", 1, Integer::sum);
            return Body.failure("NotAllowed");
        }
        if (current.isPresent()) {
            return Body.failure("Busy");
        }
        String original = message.body()
                .path("OriginalPOITransaction")
                .path("POITransactionID")
                .path("TransactionID")
                .asText();
        Optional<Transaction> found = books.numbered(original).filter(each -> each.state() == BOOKED);
        Transaction row = new Transaction(
                "Reversal",
                message.serviceId(),
                message.saleId(),
                number(),
                message.saleTransaction(),
                found.map(Transaction::amount).orElse(0L),
                found.map(Transaction::currency).orElse(""),
                BEGUN,
                Transaction.nothing());
        if (found.isEmpty()) {
            return end(row.ended(FAILED, Body.failure("NotFound")));
        }
        books.write(found.get().ended(REVERSED, found.get().response()));
        return end(row.ended(DONE, Body.reversal(row, found.get())));
    }

    private ObjectNode status(Message message) {
        String asked = message.body().path("MessageReference").path("ServiceID").asText();
        if (current.map(Transaction::serviceId).filter(asked::equals).isPresent()) {
            return Body.failure("InProgress");
        }
        return (asked.isEmpty() ? books.lastRemembered() : books.remembered(asked))
                .map(row -> Body.status(row, poi))
                .orElseGet(() -> Body.failure("NotFound"));
    }

    private Optional<ObjectNode> abort(Message message) {
        String asked = message.body().path("MessageReference").path("ServiceID").asText();
        if (current.map(Transaction::serviceId).filter(asked::equals).isPresent()) {
            aborted = true;
            changed.signalAll();
        }
        return Optional.empty();
    }

    private ObjectNode diagnosis() {
        return Body.diagnosis(current.isPresent() ? "Busy" : "OK");
    }

    /** Loses what is in progress, and its memory if it keeps none; the books are read again. */
    void restart(boolean memory) {
        lock.lock();
        try {
            run++;
            current = Optional.empty();
            changed.signalAll();
            books = new Books(file);
            endWhatWasBegun();
            if (!memory) {
                books.forget();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits until a payment waits for its card. */
    boolean awaitWaiting(long millis) throws InterruptedException {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(millis);
            while (!waiting && left > 0) {
                left = changed.awaitNanos(left);
            }
            return waiting;
        } finally {
            lock.unlock();
        }
    }

    /** The card is there. */
    void present() {
        lock.lock();
        try {
            waiting = false;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    List<Transaction> rows() {
        lock.lock();
        try {
            return books.rows();
        } finally {
            lock.unlock();
        }
    }

    /** Messages by category, and {@code repeated}: those that came with a number that was there. */
    Map<String, Integer> counts() {
        lock.lock();
        try {
            return new LinkedHashMap<>(counts);
        } finally {
            lock.unlock();
        }
    }

    private void endWhatWasBegun() {
        for (Transaction row : books.rows()) {
            if (row.isBegun()) {
                books.write(row.ended(FAILED, Body.failure("Aborted")));
            }
        }
    }

    private String number() {
        return poi + "." + (1 + books.rows().size());
    }
}
