package dev.tidegate.simulator.device;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/**
 * One row of the device's books.
 *
 * @param category Payment or Reversal
 * @param number the device's own, {@code POITransactionID}
 * @param saleTransaction the till's
 * @param amount minor units
 * @param response body of the answer, empty while it is not known
 */
record Transaction(
        String category,
        String serviceId,
        String saleId,
        String number,
        String saleTransaction,
        long amount,
        String currency,
        State state,
        JsonNode response) {
    enum State {
        BEGUN,
        BOOKED,
        REVERSED,
        FAILED,
        /** A reversal that was done. */
        DONE
    }

    Transaction ended(State next, JsonNode answer) {
        return new Transaction(category, serviceId, saleId, number, saleTransaction, amount, currency, next, answer);
    }

    Transaction booked(long minor, JsonNode answer) {
        return new Transaction(
                category, serviceId, saleId, number, saleTransaction, minor, currency, State.BOOKED, answer);
    }

    boolean isBegun() {
        return state == State.BEGUN;
    }

    static JsonNode nothing() {
        return JsonNodeFactory.instance.objectNode();
    }
}
