package dev.tidegate.emv.device;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** One kind of request: how it is said, and how its answer is read. */
interface Talk<A> {
    DeviceRequest request();

    /** MessageCategory. */
    String category();

    ObjectNode body();

    /** Reads the body of an answer whose header was that of the request. */
    Reading<A> read(JsonNode response);

    A notStarted(Obstacle why);

    A unknown(Doubt why);

    /** How the device's books name the sale (nexo: SaleData), for requests and to compare answers with. */
    default void putSale(ObjectNode body) {
        body.putObject("SaleData")
                .putObject("SaleTransactionID")
                .put("TransactionID", request().payment().toString())
                .put("TimeStamp", request().at().toString());
    }

    /** What a failure means for whatever was not begun; a doubt for what says neither. */
    default Reading<A> obstacle(Condition condition) {
        return switch (condition) {
            case BUSY -> definite(Obstacle.BUSY);
            case LOGGED_OUT -> definite(Obstacle.LOGGED_OUT);
            case NOT_ALLOWED -> definite(Obstacle.NOT_ALLOWED);
            case MESSAGE_FORMAT -> definite(Obstacle.FORMAT);
            case UNAVAILABLE_SERVICE -> definite(Obstacle.SERVICE_UNAVAILABLE);
            case DEVICE_OUT, UNAVAILABLE_DEVICE -> definite(Obstacle.OUT_OF_ORDER);
            case IN_PROGRESS -> new Reading.Doubtful<>(Doubt.IN_PROGRESS);
            default -> new Reading.Doubtful<>(Doubt.NOT_UNDERSTOOD);
        };
    }

    private Reading<A> definite(Obstacle why) {
        return new Reading.Definite<>(notStarted(why));
    }
}
