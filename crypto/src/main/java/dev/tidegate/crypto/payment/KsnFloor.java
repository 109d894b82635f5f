package dev.tidegate.crypto.payment;

/**
 * The highest counter seen of one device, which only goes up: each transaction has a key of its own, so a lower counter
 * is an old message sent again. Kept beside the device by whoever takes its messages.
 */
record KsnFloor(DukptKsn highest) {
    /** What a serial number is beside those seen before. */
    sealed interface Look {
        /** Higher than all before; {@code next} is kept with what the message did. */
        record Fresh(KsnFloor next) implements Look {}

        /** The very one seen last: the same transaction, or its repeat. The caller knows which. */
        record Same() implements Look {}

        /** Lower than one seen before: refused, and somebody is told. */
        record Replayed(long counter, long highest) implements Look {}

        /** Of another device or scheme: it says nothing here. */
        record OtherDevice() implements Look {}
    }

    /** Looks at the next serial number; changes nothing. */
    Look look(DukptKsn seen) {
        if (!seen.device().equals(highest.device())) {
            return new Look.OtherDevice();
        }
        int order = Long.compare(seen.counter(), highest.counter());
        if (order > 0) {
            return new Look.Fresh(new KsnFloor(seen));
        }
        return order == 0 ? new Look.Same() : new Look.Replayed(seen.counter(), highest.counter());
    }
}
